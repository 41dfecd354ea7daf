/**
 * What Discord keeps: guilds, channels, members, messages and interactions, as plain values that the world owns and changes in place.
 *
 * `wire.ts` turns them into what Discord sends; nobody but `playground/world/` writes to them.
 */
import type {
  APIAllowedMentions,
  APIApplicationCommandOptionChoice,
  APIAttachment,
  APIEmbed,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  APIOverwrite,
  APIRole,
  ChannelType,
  GatewayInteractionCreateDispatchData,
  InteractionResponseType,
  InteractionType,
  Locale,
  MessageType,
  RESTError,
  Snowflake,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';

export interface User {
  readonly id: Snowflake;
  /** The unique handle by which tests call people: `ada`. */
  readonly username: string;
  /** What others read: `Ada`. */
  readonly displayName: string;
  readonly bot: boolean;
  locale: Locale;
}

export interface Membership {
  readonly userId: Snowflake;
  nick: string | null;
  roleIds: Snowflake[];
  /** ISO 8601. */
  readonly joinedAt: string;
}

export interface Guild {
  readonly id: Snowflake;
  name: string;
  readonly ownerId: Snowflake;
  /** The language that its owner chose for it. */
  locale: Locale;
  /** Where Discord itself posts its notices. */
  systemChannelId: Snowflake | null;
  /** During an outage of its own: the bot hears nothing of it. */
  unavailable: boolean;
  /** Whether whoever invited the bot let it make commands, by the scope `applications.commands`. */
  takesCommands: boolean;
  /** By id; the role that has the guild's own id is @everyone. */
  readonly roles: Map<Snowflake, APIRole>;
  /** By user id. The bot is in the guild while it is listed here. */
  readonly members: Map<Snowflake, Membership>;
  /** More active threads than this are refused (160006). */
  activeThreadCap: number;
  /** An administrator's say over a command's `default_member_permissions`: command name → role or user id → allowed. */
  readonly commandOverrides: Map<string, Map<Snowflake, boolean>>;
}

export interface Thread {
  readonly ownerId: Snowflake;
  readonly createdAt: string;
  archived: boolean;
  archivedAt: string;
  locked: boolean;
  invitable: boolean;
  autoArchiveDuration: ThreadAutoArchiveDuration;
  /** By user id, with the time of joining. */
  readonly members: Map<Snowflake, string>;
}

export interface Channel {
  readonly id: Snowflake;
  readonly type: ChannelType;
  /** Null in a direct message. */
  readonly guildId: Snowflake | null;
  name: string;
  position: number;
  topic: string | null;
  /** Of the channel itself: a thread's is its parent's, see `isAgeRestricted`. */
  nsfw: boolean;
  overwrites: APIOverwrite[];
  /** A thread's channel. */
  readonly parentId: Snowflake | null;
  readonly thread: Thread | null;
  /** The people of a direct message, without the bot. */
  readonly recipientIds: readonly Snowflake[];
  deleted: boolean;
}

/** Whom a message would ping, as its text and its `allowed_mentions` say; whether they exist is not asked. */
export interface Mentions {
  readonly users: readonly Snowflake[];
  readonly roles: readonly Snowflake[];
  readonly everyone: boolean;
}

export interface Message {
  readonly id: Snowflake;
  readonly channelId: Snowflake;
  readonly authorId: Snowflake;
  readonly type: MessageType;
  /** ISO 8601. */
  readonly createdAt: string;
  editedAt: string | null;
  content: string;
  embeds: readonly APIEmbed[];
  components: readonly APIMessageTopLevelComponent[];
  attachments: readonly APIAttachment[];
  /** `MessageFlags`; 64 ephemeral, 128 thinking (deferred), 32768 Components V2. */
  flags: number;
  /** The only person who sees it; null where everyone does. */
  readonly ephemeralTo: Snowflake | null;
  /** The interaction that it answers or follows up. */
  readonly interactionId: Snowflake | null;
  /** The message that it replies to, as a follow-up replies to the first answer. */
  readonly referenceId: Snowflake | null;
  threadId: Snowflake | null;
  allowedMentions: APIAllowedMentions | null;
  /** The mark that its author gave it. */
  readonly nonce: string | number | null;
  mentions: Mentions;
  deleted: boolean;
}

export interface StoredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** waiting → deferred → answered, or failed: no first response within 3 seconds. */
type InteractionState = 'waiting' | 'deferred' | 'answered' | 'failed';

export interface Interaction {
  readonly id: Snowflake;
  readonly token: string;
  readonly type: InteractionType;
  readonly userId: Snowflake;
  readonly channelId: Snowflake;
  readonly guildId: Snowflake | null;
  /** Milliseconds of the world's clock. */
  readonly createdAt: number;
  /** What the person did, as the chat shows it: `/fic search`, or a component's custom id. */
  readonly name: string;
  /** As the gateway sent it. */
  readonly payload: GatewayInteractionCreateDispatchData;
  /** The message whose component was used, also behind a modal. */
  readonly sourceMessageId: Snowflake | null;
  /** For a submitted modal: the interaction that opened it. */
  readonly openedBy: Snowflake | null;
  /** Whether it comes from a guild without the bot, by leave of the user's own installation. */
  readonly userInstalledOnly: boolean;
  state: InteractionState;
  response: InteractionResponseType | null;
  /** What `@original` names: the answer, or the updated message. */
  originalId: Snowflake | null;
  readonly followUpIds: Snowflake[];
  modal: APIModalInteractionResponseCallbackData | null;
  choices: readonly APIApplicationCommandOptionChoice[] | null;
}

/** What changed; everything that a person could see changes through one of these. */
export type Change =
  | {
      readonly kind: 'guild-joined' | 'guild-left' | 'guild-updated' | 'guild-unavailable' | 'guild-available';
      readonly guild: Guild;
    }
  | { readonly kind: 'role-created' | 'role-updated' | 'role-deleted'; readonly guild: Guild; readonly role: APIRole }
  | { readonly kind: 'member-changed'; readonly guild: Guild; readonly userId: Snowflake }
  | { readonly kind: 'channel-created' | 'channel-updated' | 'channel-deleted'; readonly channel: Channel }
  | {
      readonly kind: 'thread-members';
      readonly channel: Channel;
      readonly added: readonly Snowflake[];
      readonly removed: readonly Snowflake[];
    }
  | { readonly kind: 'message-created' | 'message-updated' | 'message-deleted'; readonly message: Message }
  | { readonly kind: 'interaction-created' | 'interaction-changed'; readonly interaction: Interaction }
  | { readonly kind: 'commands-changed'; readonly guildId: Snowflake | null }
  | { readonly kind: 'typing'; readonly channel: Channel }
  | { readonly kind: 'requested'; readonly request: RequestRecord }
  | { readonly kind: 'bot-presence'; readonly online: boolean };

/** A REST request of the bot, as the double answered it. */
export interface RequestRecord {
  readonly method: string;
  /** The route that took it: `/channels/:channel/messages`; the bare path where none did. */
  readonly route: string;
  readonly path: string;
  readonly body: unknown;
  readonly files: readonly string[];
  readonly status: number;
  /** Discord's error, where it was refused. */
  readonly error: RESTError | null;
  /** The rules that it broke, for people to read. */
  readonly broken: readonly BrokenRule[];
  /** The fault that was played on it; its status is then what the fault made of it, and 0 where no answer came. */
  readonly fault: string | null;
}

/** A rule of Discord's that a request broke, and where in its body. */
export interface BrokenRule {
  /** Its name in the double's table: `embed.title`. */
  readonly rule: string;
  /** One sentence: "An embed's title has at most 256 characters." */
  readonly says: string;
  /** The page of Discord's documentation that has the rule. */
  readonly source: string;
  /** `embeds.0.title`; empty where it is about the request as a whole. */
  readonly path: string;
}
