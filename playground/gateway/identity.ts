/** What a bot says of itself when it identifies, and the close codes that Discord has for what it may not say. */
import { GatewayCloseCodes, GatewayIntentBits } from 'discord-api-types/v10';
import { z } from 'zod';

export type PrivilegedIntent = 'GuildMembers' | 'GuildPresences' | 'MessageContent';

const privileged: readonly PrivilegedIntent[] = ['GuildMembers', 'GuildPresences', 'MessageContent'];

const known = Object.values(GatewayIntentBits).reduce((sum: number, bit) => sum | Number(bit), 0);

const identification = z.object({ token: z.string(), intents: z.unknown().optional(), shard: z.unknown().optional() });
const shardOf = z.tuple([z.int().nonnegative(), z.int().positive()]).refine(([id, count]) => id < count);

export interface Identity {
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
}

export interface Closing {
  readonly code: GatewayCloseCodes;
  readonly reason: string;
}

/** Source of the codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export function readIdentity(
  data: unknown,
  { isToken, allowed }: { isToken: (token: string) => boolean; allowed: readonly PrivilegedIntent[] },
): Identity | Closing {
  const said = identification.safeParse(data);
  if (!said.success || !isToken(said.data.token)) return authenticationFailed;
  const shard = shardOf.safeParse(said.data.shard ?? [0, 1]);
  if (!shard.success) return { code: GatewayCloseCodes.InvalidShard, reason: 'Invalid shard.' };
  const intents = Number(said.data.intents);
  if (!Number.isInteger(intents) || intents < 0 || (intents & known) !== intents) {
    return { code: GatewayCloseCodes.InvalidIntents, reason: 'Invalid intent(s).' };
  }
  const refused = privileged.filter((name) => !allowed.includes(name) && intents & GatewayIntentBits[name]);
  if (refused.length > 0) return { code: GatewayCloseCodes.DisallowedIntents, reason: 'Disallowed intent(s).' };
  return { intents, shard: shard.data };
}

export const authenticationFailed: Closing = {
  code: GatewayCloseCodes.AuthenticationFailed,
  reason: 'Authentication failed.',
};
