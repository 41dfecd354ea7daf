/**
 * Says hello to a server, once, where it is read.
 */

import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { GreetingPorts } from '#commands/welcome/ports.ts';
import { welcomeView } from '#commands/welcome/view.ts';
import { missingPermissions } from '#src/access/needed-permissions.ts';
import type { Guild } from '#src/kit/guilds.ts';
import type { Speech } from '#src/kit/speech.ts';
import type { Greeting } from '#src/moderation/libraries.ts';
import { EVERYTHING } from '#src/query/ast.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import type { LibraryId } from '#src/story/story.ts';

type Parts = GreetingPorts & {
  readonly speech: Speech;
};

/** @returns false where nobody in the server can be told. */
export async function greet(parts: Parts, library: LibraryId, greeting: Greeting, once: string): Promise<boolean> {
  const { catalog, settings, guilds, channels, speech, mention } = parts;
  const guild = guilds.get(library);
  if (!guild) return false;
  const fics = await catalog.total({ where: EVERYTHING }, { libraries: [library], maxRank: ALL_RANKS });
  const welcome = {
    ...{ greeting, fics, missing: missingPermissions(guild.botPermissions) },
    mention: (command: string) => mention(library, command),
  };
  for (const channel of channelsToTell(guild, settings.of(library).logChannel)) {
    try {
      await channels.post(channel, welcomeView(speech.in(library), welcome, null), once);
      return true;
    } catch (error) {
      if (!(error instanceof FicError && error.code === 'bot-may-not-post')) throw error;
    }
  }
  const theirs = await speech.to(guild.ownerId, library);
  const told = await channels.postDirect(guild.ownerId, welcomeView(theirs, welcome, guild.name), once);
  return told !== null;
}

/** The channel that its moderators chose for such things, else Discord's own, else the first; only where the bot may write. */
function channelsToTell(guild: Guild, logChannel: string | null): string[] {
  const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
  const wanted = [logChannel, guild.systemChannel, ...guild.textChannels].filter((id) => id !== null);
  return [...new Set(wanted)].filter((id) => ((guild.channel(id)?.botPermissions ?? 0n) & needed) === needed);
}
