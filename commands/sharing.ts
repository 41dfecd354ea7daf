/**
 * Whether somebody may post cards for everyone in this server: its moderators may, and members where the server lets them.
 */
import type { Services } from '#commands/services.ts';
import type { Asked } from '#src/kit/request.ts';

export function mayShare(from: Asked, { settings, mayModerate }: Services): boolean {
  return settings.of(from.where.guildId).sharing || mayModerate(from);
}
