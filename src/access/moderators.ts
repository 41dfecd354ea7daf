/**
 * Who may care for a server's library: those who may manage the server, and those with a role that was named for it.
 *
 * Checked at every call and press: Discord's own command permissions can be overridden per server, so they are only a default.
 */
import { PermissionFlagsBits } from 'discord-api-types/v10';

const MANAGES = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

/** Who may manage the server alone says which roles care for its library: else a moderator could make others moderators. */
export function mayManage(who: { readonly permissions: bigint }): boolean {
  return (who.permissions & MANAGES) !== 0n;
}

/** @param moderatorRoles - the operator's and the server's own. */
export function mayModerate(
  who: { readonly roles: readonly string[]; readonly permissions: bigint },
  moderatorRoles: readonly string[],
): boolean {
  return mayManage(who) || who.roles.some((role) => moderatorRoles.includes(role));
}
