/** A person in a channel: everything that their client lets them do and see there, refused where it would refuse. */
import {
  type APIApplicationCommand,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
  type Snowflake,
} from 'discord-api-types/v10';
import { limitOf } from '../rules/book.ts';
import { contentTypeOf } from '../world/content-type.ts';
import { type InteractionKind, type NewInteraction, startInteraction } from '../world/interactions.ts';
import { attachFile, postMessage } from '../world/messages.ts';
import type { Channel, Guild, Message, User } from '../world/model.ts';
import { wireMessage } from '../world/wire-message.ts';
import type { World } from '../world/world.ts';
import { fillOptions, findCommand, nest, typedOptions } from './command-line.ts';
import { type ButtonName, chooseValues, findButton, findSelect } from './controls.ts';
import {
  type Choice,
  type FieldValues,
  type FileUpload,
  type GestureOptions,
  GestureRefused,
  type OpenModal,
  type OptionValues,
} from './gesture.ts';
import { fillModal } from './modal-fields.ts';
import { offeredCommands } from './offered-commands.ts';
import { Reply } from './reply.ts';
import { Resolved } from './resolved.ts';
import { SeenMessage } from './seen-message.ts';

/** A message as a test or the page holds it. */
export type MessageRef = Message | SeenMessage | Snowflake | null | undefined;

/** Posts of a forum are threads; nobody writes into the forum itself. */
const speechless: readonly ChannelType[] = [ChannelType.GuildForum, ChannelType.GuildCategory];

export class Seat {
  readonly #world: World;
  readonly user: User;
  readonly channel: Channel;

  constructor(world: World, user: User, channel: Channel) {
    this.#world = world;
    this.user = user;
    this.channel = channel;
  }

  get guild(): Guild | null {
    return this.#world.guildOf(this.channel);
  }

  /** The commands that this person is offered here. */
  commands(): APIApplicationCommand[] {
    return offeredCommands(this.#world, this.user, this.channel);
  }

  /** @param command - `/fic search` */
  async slash(command: string, options: OptionValues = {}, how: GestureOptions = {}): Promise<Reply> {
    const path = findCommand(this.commands(), command, this.user.locale);
    const resolved = new Resolved(this.#world, this.channel, this.user.id);
    const filled = nest<InteractionType.ApplicationCommand>(path, fillOptions(path, options, resolved));
    return this.#start(how, {
      type: InteractionType.ApplicationCommand,
      name: spoken(command),
      data: {
        ...declarationOf(path.command),
        type: ApplicationCommandType.ChatInput,
        ...(filled.length > 0 && { options: filled }),
        ...(resolved.data && { resolved: resolved.data }),
      },
    });
  }

  /**
   * Types into an option that the bot completes.
   *
   * @param focused - the option that is typed into; the last given one by default.
   * @throws Error where the bot gives no choices in time.
   */
  async complete(
    command: string,
    options: OptionValues,
    focused = Object.keys(options).at(-1) ?? '',
  ): Promise<Choice[]> {
    const path = findCommand(this.commands(), command, this.user.locale);
    const typed = nest<InteractionType.ApplicationCommandAutocomplete>(path, typedOptions(path, options, focused));
    const reply = await this.#start(
      {},
      {
        type: InteractionType.ApplicationCommandAutocomplete,
        name: spoken(command),
        data: { ...declarationOf(path.command), type: ApplicationCommandType.ChatInput, options: typed },
      },
    );
    const { choices } = reply.interaction;
    if (!choices) throw new Error('Loading options failed');
    return [...choices];
  }

  /** Presses a button, found by its label, its emoji or its custom id. */
  async press(ref: MessageRef, button: ButtonName, how: GestureOptions = {}): Promise<Reply> {
    const message = this.#see(ref);
    const { custom_id, id } = findButton(message, button);
    // Discord tells the component's own number, too; discord-api-types does not know of it yet.
    const numbered: object = { id };
    return this.#start(how, {
      type: InteractionType.MessageComponent,
      name: custom_id,
      data: { ...numbered, custom_id, component_type: ComponentType.Button },
      sourceMessage: message.raw,
    });
  }

  /** Chooses from a menu, found by its placeholder or its custom id; values by value, label or name. */
  async select(ref: MessageRef, menu: string, values: readonly string[], how: GestureOptions = {}): Promise<Reply> {
    const message = this.#see(ref);
    const select = findSelect(message, menu);
    const resolved = new Resolved(this.#world, this.channel, this.user.id);
    const chosen = chooseValues(select, values, resolved);
    const { custom_id, id, type } = select;
    const { users = {}, roles = {}, channels = {}, members = {} } = resolved.data ?? {};
    const base = { id, custom_id, values: chosen };
    const data = {
      [ComponentType.StringSelect]: { ...base, component_type: ComponentType.StringSelect as const },
      [ComponentType.UserSelect]: {
        ...base,
        component_type: ComponentType.UserSelect as const,
        resolved: { users, members },
      },
      [ComponentType.RoleSelect]: { ...base, component_type: ComponentType.RoleSelect as const, resolved: { roles } },
      [ComponentType.MentionableSelect]: {
        ...base,
        component_type: ComponentType.MentionableSelect as const,
        resolved: { users, members, roles },
      },
      [ComponentType.ChannelSelect]: {
        ...base,
        component_type: ComponentType.ChannelSelect as const,
        resolved: { channels },
      },
    }[type];
    return this.#start(how, {
      type: InteractionType.MessageComponent,
      name: custom_id,
      data,
      sourceMessage: message.raw,
    });
  }

  /** Fills in an open modal, by label or custom id, and submits it. */
  async submit(modal: OpenModal | null | undefined, fields: FieldValues, how: GestureOptions = {}): Promise<Reply> {
    if (!modal) throw new GestureRefused('No modal is open.');
    if (modal.userId !== this.user.id) throw new GestureRefused('The modal is open on someone else’s screen.');
    const opener = this.#world.interactions.get(modal.interactionId);
    if (!opener) throw new GestureRefused('The modal is of another world.');
    const resolved = new Resolved(this.#world, this.channel, this.user.id);
    const components = fillModal(modal, fields, resolved);
    const source = opener.sourceMessageId === null ? undefined : this.#world.messages.get(opener.sourceMessageId);
    return this.#start(how, {
      type: InteractionType.ModalSubmit,
      name: modal.data.custom_id,
      data: { custom_id: modal.data.custom_id, components, ...(resolved.data && { resolved: resolved.data }) },
      openedBy: opener,
      ...(source && { sourceMessage: source }),
    });
  }

  /** Uses a command of the context menu on a message, or on a person by username. */
  async context(name: string, target: Message | SeenMessage | string, how: GestureOptions = {}): Promise<Reply> {
    const type = typeof target === 'string' ? ApplicationCommandType.User : ApplicationCommandType.Message;
    const command = this.commands().find((each) => each.type === type && each.name === name);
    if (!command) throw new GestureRefused(`The menu has no "${name}".`);
    if (typeof target === 'string') {
      const user = this.#world.user(target);
      const resolved = new Resolved(this.#world, this.channel, this.user.id);
      const target_id = resolved.user(user.username);
      const { members = {}, users = {} } = resolved.data ?? {};
      const data = {
        ...declarationOf(command),
        type: ApplicationCommandType.User as const,
        target_id,
        resolved: { users, members },
      };
      return this.#start(how, { type: InteractionType.ApplicationCommand, name, data });
    }
    const { raw } = this.#see(target);
    const resolved = { messages: { [raw.id]: wireMessage(this.#world, raw) } };
    const data = {
      ...declarationOf(command),
      type: ApplicationCommandType.Message as const,
      target_id: raw.id,
      resolved,
    };
    return this.#start(how, { type: InteractionType.ApplicationCommand, name, data });
  }

  /** Writes a message, if this person may. */
  async send(content: string, files: readonly FileUpload[] = []): Promise<SeenMessage> {
    const { channel, user } = this;
    if (!this.maySend()) throw new GestureRefused(`${user.displayName} may not send messages in #${channel.name}.`);
    if (content.length > limitOf('message.content')) throw new GestureRefused('The message is too long.');
    if (content.trim() === '' && files.length === 0) throw new GestureRefused('There is nothing to send.');
    const attachments = files.map(({ name, bytes, contentType = contentTypeOf(name) }) =>
      attachFile(this.#world, channel.id, {
        name,
        bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
        contentType,
      }),
    );
    const origin = { authorId: user.id, type: MessageType.Default };
    return new SeenMessage(this.#world, postMessage(this.#world, channel, { content, attachments }, origin));
  }

  maySend(): boolean {
    const { channel, user } = this;
    const permissions = this.#world.permissionsIn(channel, user.id);
    const manages = Boolean(permissions & PermissionFlagsBits.ManageThreads);
    const send = channel.thread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
    const isOpen = !channel.thread?.locked || manages;
    return (
      this.#world.canSee(channel, user.id) &&
      Boolean(permissions & send) &&
      isOpen &&
      !speechless.includes(channel.type)
    );
  }

  /** The guild's channels that this person sees, threads left out. */
  channels(): Channel[] {
    return this.#seen().filter(({ thread }) => !thread);
  }

  /** The guild's threads that this person sees, archived ones included. */
  visibleThreads(): Channel[] {
    return this.#seen().filter(({ thread }) => thread);
  }

  /** The messages of a channel that this person sees, oldest first; of ephemeral ones their own. */
  messages(channel: Channel = this.channel): SeenMessage[] {
    if (!this.#world.canSee(channel, this.user.id)) return [];
    return this.#world
      .messagesOf(channel)
      .filter((message) => this.sees(message))
      .map((message) => new SeenMessage(this.#world, message));
  }

  sees({ ephemeralTo, channelId }: Message): boolean {
    const channel = this.#world.channels.get(channelId);
    if (!channel || !this.#world.canSee(channel, this.user.id)) return false;
    return ephemeralTo === null || ephemeralTo === this.user.id;
  }

  #seen(): Channel[] {
    const { guild } = this;
    if (!guild) return [this.channel];
    return this.#world.channelsOf(guild).filter((channel) => this.#world.canSee(channel, this.user.id));
  }

  #see(ref: MessageRef): SeenMessage {
    const raw = typeof ref === 'string' ? this.#world.messages.get(ref) : ref instanceof SeenMessage ? ref.raw : ref;
    if (!raw || raw.deleted) throw new GestureRefused('The message is not there.');
    if (!this.sees(raw)) throw new GestureRefused(`${this.user.displayName} does not see this message.`);
    if (raw.flags & MessageFlags.Loading) throw new GestureRefused('The bot is still thinking.');
    return new SeenMessage(this.#world, raw);
  }

  /** What is done on a message is done where the message is. */
  async #start<Kind extends InteractionKind>(
    how: GestureOptions,
    gesture: Omit<NewInteraction<Kind>, 'user' | 'channel'>,
  ): Promise<Reply> {
    const { sourceMessage } = gesture;
    const channel = sourceMessage ? this.#world.channel(sourceMessage.channelId) : this.channel;
    const interaction = startInteraction<Kind>(this.#world, { ...gesture, user: this.user, channel });
    return new Reply(this.#world, interaction).reached(how);
  }
}

function declarationOf({ id, name, guild_id }: APIApplicationCommand) {
  return { id, name, ...(guild_id !== undefined && { guild_id }) };
}

/** As the chat tells it: `/fic search`. */
function spoken(command: string): string {
  return `/${command.replace(/^\//, '')}`;
}
