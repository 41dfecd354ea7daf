/**
 * What the bot has to be allowed in a server, and no more: what its invitation asks for, and what a server is told of that is
 * missing. Why each is needed is said under `permissions.<name>` in `locales/`.
 */
import { PermissionFlagsBits } from 'discord-api-types/v10';

const NEEDED_PERMISSIONS = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'CreatePrivateThreads',
  'SendMessagesInThreads',
] as const satisfies readonly (keyof typeof PermissionFlagsBits)[];

export type NeededPermission = (typeof NEEDED_PERMISSIONS)[number];

export const NEEDED_BITS = NEEDED_PERMISSIONS.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);

/** @param permissions - what the bot may do. */
export function missingPermissions(permissions: bigint): NeededPermission[] {
  return NEEDED_PERMISSIONS.filter((name) => (permissions & PermissionFlagsBits[name]) === 0n);
}
