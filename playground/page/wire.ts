/** What travels between the page and its server: Discord's own shapes, trimmed to what one member may see. */
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIAttachment,
  APIEmbed,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  ChannelType,
} from 'discord-api-types/v10';
import type { BrokenRule } from '../world/model.ts';

/** Someone whom the person at the page may be. */
export interface PageMember {
  /** The name in the address, as in `#member=mina`. */
  readonly id: string;
  readonly name: string;
  /** One word: reader, moderator, owner. */
  readonly part: string;
}

export interface PageGuild {
  readonly id: string;
  readonly name: string;
}

export interface PageChannel {
  readonly id: string;
  readonly type: ChannelType;
  /** Null for a direct message. */
  readonly guildId: string | null;
  /** A thread's parent; null for all others. */
  readonly parentId: string | null;
  readonly name: string;
  readonly topic: string | null;
  readonly position: number;
  readonly ageRestricted: boolean;
  readonly maySend: boolean;
  readonly archived: boolean;
  readonly locked: boolean;
  /** Who opened this thread; null for all that are none. */
  readonly openedBy: string | null;
  /** When somebody last said something in this thread that all may read, else when it was opened: ISO 8601. */
  readonly activeAt: string | null;
  /** The commands, those of the context menus too, that are offered here. */
  readonly commandIds: readonly string[];
}

export interface PageMessage {
  readonly id: string;
  readonly channelId: string;
  readonly author: { readonly id: string; readonly name: string; readonly bot: boolean };
  /** ISO 8601. */
  readonly createdAt: string;
  readonly edited: boolean;
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly attachments: readonly APIAttachment[];
  readonly flags: number;
  /** Something that happened, as "started a thread", told in place of a text. */
  readonly event: string | null;
  /** The command that this message answers, and who used it. */
  readonly used: { readonly name: string; readonly command: string } | null;
  readonly replyToId: string | null;
  readonly threadId: string | null;
}

/** Someone or a group that options, menus and mentions can name. */
export interface PageName {
  readonly id: string;
  readonly kind: 'user' | 'role';
  readonly name: string;
  /** What the card of a person says under their name: `@mina · moderator`; empty for a role. */
  readonly note: string;
}

export type PageCommand = Pick<APIApplicationCommand, 'id' | 'type' | 'name' | 'description' | 'options'>;
export type PageChoice = APIApplicationCommandOptionChoice<string | number>;

/** A modal that waits at the server, under the id of the interaction that it answers. */
export interface PageModal extends Pick<APIModalInteractionResponseCallbackData, 'title' | 'components'> {
  readonly id: string;
}

/** A request of the bot that Discord would refuse, as often as it was made. */
export interface PageRefusal {
  readonly id: string;
  /** The later, the higher; one that is repeated moves up. */
  readonly order: number;
  readonly times: number;
  readonly method: string;
  readonly path: string;
  /** Of HTTP. */
  readonly status: number;
  /** Of Discord's own list; 0 where it has none. */
  readonly code: number;
  readonly message: string;
  readonly broken: readonly BrokenRule[];
}

/** Everything of a kind, each known by its id. */
export interface PageThings {
  readonly guild: PageGuild;
  readonly channel: PageChannel;
  readonly message: PageMessage;
  readonly name: PageName;
  readonly command: PageCommand;
  readonly refusal: PageRefusal;
}

export type Kind = keyof PageThings;

/** What is new or changed, and what is gone. */
export interface Update {
  readonly put: { readonly [K in Kind]?: readonly PageThings[K][] };
  readonly gone: { readonly [K in Kind]?: readonly string[] };
}

/** Where a page begins: nothing of before counts. */
export interface State {
  readonly memberId: string;
  readonly members: readonly PageMember[];
  /** Commands as one would type them, for a first try. */
  readonly examples: readonly string[];
  readonly all: Update;
}

export interface UploadedFile {
  readonly name: string;
  readonly contentType: string;
  readonly base64: string;
}

export type OptionValue = string | number | boolean | UploadedFile;
export type FieldValue = string | boolean | readonly string[] | readonly UploadedFile[];

/** What a person does, by the path that it is posted to. */
export interface Gestures {
  readonly slash: { readonly command: string; readonly options: Readonly<Record<string, OptionValue>> };
  readonly complete: Gestures['slash'] & { readonly focused: string };
  /** A command of the menu of a message or of a person: one of the two, by id. */
  readonly context: { readonly command: string } & ({ readonly message: string } | { readonly person: string });
  readonly press: { readonly message: string; readonly customId: string };
  readonly select: Gestures['press'] & { readonly values: readonly string[] };
  readonly submit: { readonly modal: string; readonly values: Readonly<Record<string, FieldValue>> };
  readonly send: { readonly content: string; readonly files: readonly UploadedFile[] };
}

/** Who does it, and in which channel. */
export interface Standing {
  readonly member: string;
  readonly channel: string;
}

/** What came of it. A refusal is what Discord's client would have said before it sent anything. */
export type Outcome =
  | { readonly status: 'answered' | 'failed' }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'modal'; readonly modal: PageModal }
  | { readonly status: 'choices'; readonly choices: readonly PageChoice[] };
