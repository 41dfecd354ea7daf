/**
 * Who may care for a server's library: those who may manage the server, and those with a role that the operator named.
 *
 * Checked at every call and press: Discord's own command permissions can be overridden per server, so they are only a default.
 */
import { PermissionFlagsBits } from 'discord-api-types/v10';

export function mayModerate(
  who: { readonly roles: readonly string[]; readonly permissions: bigint },
  moderatorRoles: readonly string[],
): boolean {
  const bits = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;
  return (who.permissions & bits) !== 0n || who.roles.some((role) => moderatorRoles.includes(role));
}
