/** Whom and what a gesture names: people, roles, channels and files, found by name and told to the bot in full. */
import type { APIInteractionDataResolved, Snowflake } from 'discord-api-types/v10';
import { limitOf } from '../rules/book.ts';
import { contentTypeOf } from '../world/content-type.ts';
import { attachFile } from '../world/messages.ts';
import type { Channel, Guild } from '../world/model.ts';
import { wireChannel, wireMember, wireUser } from '../world/wire.ts';
import type { World } from '../world/world.ts';
import { type FileUpload, GestureRefused } from './gesture.ts';

export class Resolved {
  readonly #world: World;
  readonly #channel: Channel;
  readonly #asker: Snowflake;
  readonly #guild: Guild | null;
  readonly #data: Required<APIInteractionDataResolved> = {
    users: {},
    members: {},
    roles: {},
    channels: {},
    attachments: {},
  };

  /** @param asker - who names them: what is told of a channel is what this person may do there. */
  constructor(world: World, channel: Channel, asker: Snowflake) {
    this.#world = world;
    this.#channel = channel;
    this.#asker = asker;
    this.#guild = world.guildOf(channel);
  }

  /** The parts that hold something, as Discord sends them; undefined for none. */
  get data(): APIInteractionDataResolved | undefined {
    const filled = Object.entries(this.#data).filter(([, part]) => Object.keys(part).length > 0);
    return filled.length > 0 ? Object.fromEntries(filled) : undefined;
  }

  user(name: string): Snowflake {
    const user = this.#world.user(name);
    this.#data.users[user.id] = wireUser(user);
    const member = this.#guild?.members.get(user.id);
    if (member) {
      const { user: _, ...rest } = wireMember(this.#world, member);
      this.#data.members[user.id] = { ...rest, permissions: String(this.#world.permissionsIn(this.#channel, user.id)) };
    }
    return user.id;
  }

  role(name: string): Snowflake {
    const roles = [...(this.#guild?.roles.values() ?? [])];
    const role = roles.find((each) => each.id === name || each.name === name);
    if (!role) throw new GestureRefused(`There is no role "${name}" here.`);
    this.#data.roles[role.id] = role;
    return role.id;
  }

  mentionable(name: string): Snowflake {
    const roles = [...(this.#guild?.roles.values() ?? [])];
    return roles.some((each) => each.id === name || each.name === name) ? this.role(name) : this.user(name);
  }

  channel(name: string, types: readonly number[] = []): Snowflake {
    const channel = this.#world.channel(name, this.#guild ?? undefined);
    if (types.length > 0 && !types.includes(channel.type)) {
      throw new GestureRefused(`#${channel.name} is not of a kind that can be chosen here.`);
    }
    const permissions = String(this.#world.permissionsIn(channel, this.#asker));
    const app_permissions = String(this.#world.permissionsIn(channel, this.#world.bot.id));
    // Discord sends a part of the channel; to send the whole harms nobody and needs no second shape.
    const told = { ...wireChannel(this.#world, channel), permissions, app_permissions };
    Object.assign(this.#data.channels, { [channel.id]: told });
    return channel.id;
  }

  file({ name, bytes: given, contentType }: FileUpload): Snowflake {
    const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
    if (bytes.byteLength > limitOf('message.file-bytes')) {
      throw new GestureRefused(`${name} is too large: the most is ${limitOf('message.file-bytes')} bytes.`);
    }
    const file = { name, bytes, contentType: contentType ?? contentTypeOf(name) };
    const attachment = attachFile(this.#world, this.#channel.id, file, { ephemeral: true });
    this.#data.attachments[attachment.id] = attachment;
    return attachment.id;
  }
}

export function isFile(value: unknown): value is FileUpload {
  return value instanceof Object && 'bytes' in value && 'name' in value;
}
