/**
 * Whether somebody may post cards for everyone in this server: its moderators may, and members where the server lets them.
 */
import type { Ports } from '#src/kit/ports.ts';
import type { Asked } from '#src/kit/request.ts';

export function mayShare(from: Asked, { settings, mayModerate }: Ports<'mayModerate' | 'settings'>): boolean {
  return settings.of(from.where.guildId).sharing || mayModerate(from);
}
