/**
 * Which servers the bot is in, as the gateway tells: what it joins, what removes it, and what happened while it was not looking.
 */
import { type Client, Events } from 'discord.js';

export interface ServerWatcher {
  /** The bot is in this server and Discord shows it: at the start, when it is added, and after an outage. */
  here(guildId: string): void;
  /** The bot was removed, or the server is gone. */
  gone(guildId: string): void;
  /** All servers that the bot is in; `isMeant` says of which others this could have told. */
  all(guildIds: ReadonlySet<string>, isMeant: (guildId: string) => boolean): void;
}

/** As far as we look into it: https://docs.discord.com/developers/events/gateway-events#ready */
interface ReadyPacket {
  readonly t?: string;
  readonly d?: { readonly guilds: readonly { readonly id: string }[]; readonly shard?: readonly [number, number] };
}

/** To be called before the client logs in. */
export function watchServers(client: Client, watcher: ServerWatcher): void {
  // Each login lists the servers anew, those with an outage too; discord.js itself keeps those that it knew before.
  client.on(Events.Raw, (packet: ReadyPacket) => {
    if (packet.t !== 'READY' || !packet.d) return;
    const [shard, shards] = packet.d.shard ?? [0, 1];
    const ids = new Set(packet.d.guilds.map(({ id }) => id));
    const isMeant = (guildId: string) => Number((BigInt(guildId) >> 22n) % BigInt(shards)) === shard;
    for (const id of client.guilds.cache.keys()) if (isMeant(id) && !ids.has(id)) client.guilds.cache.delete(id);
    watcher.all(ids, isMeant);
  });
  client.on(Events.GuildCreate, ({ id }) => watcher.here(id));
  // Each server of the list as it comes, and each that had an outage.
  client.on(Events.GuildAvailable, ({ id }) => watcher.here(id));
  // Of an outage discord.js tells by another event.
  client.on(Events.GuildDelete, ({ id }) => watcher.gone(id));
}
