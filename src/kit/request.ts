/**
 * What a handler is given: who asks, where, in which language. Plain values; no discord.js object passes this line.
 */
import type { Language } from '#src/language/language.ts';
import type { RatingFloor, Setting } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import type { LibraryId } from '#src/story/story.ts';

export interface Person {
  readonly id: string;
  /** As the server shows them. */
  readonly name: string;
  readonly roles: readonly string[];
  /** Discord permission bits in this channel, overwrites included; 0 in a direct message. */
  readonly permissions: bigint;
}

/** `text` takes private threads; the others do not. `unknown` where Discord did not tell. */
export type ChannelKind = 'text' | 'announcement' | 'forum' | 'voice' | 'direct' | 'unknown';

export interface Where {
  readonly guildId: string | null;
  /** Where the command was called or the button pressed. */
  readonly channelId: string;
  /** That channel, or the parent of that thread. */
  readonly parentId: string;
  /** Of the parent. */
  readonly kind: ChannelKind;
  readonly inThread: boolean;
  /** The thread sleeps in the archive: nothing in it can be edited until it is taken out. */
  readonly archived: boolean;
  /** A thread takes its parent's; unknown counts as unrestricted. */
  readonly ageRestricted: boolean;
  /** Discord permission bits of the bot in this channel. */
  readonly botPermissions: bigint;
}

export interface Attachment {
  readonly name: string;
  readonly url: string;
  /** Bytes. */
  readonly size: number;
}

export interface Asked {
  readonly who: Person;
  readonly where: Where;
  /** Theirs. */
  readonly language: Language;
  /** Of what everybody here reads: the server's; theirs in a direct message. */
  readonly publicLanguage: Language;
}

export interface CommandRequest<Options> extends Asked {
  readonly options: Options;
}

export interface ComponentRequest<Args> extends Asked {
  /** What the custom id carries. */
  readonly args: Args;
  /** What was chosen in a menu, ids where it is one of roles or channels; empty for a button. */
  readonly values: readonly string[];
}

export interface ModalRequest<Args> extends Asked {
  readonly args: Args;
  /** Text and single choices by the input's custom id; '' where nothing was entered. */
  readonly fields: Readonly<Record<string, string>>;
  /** Uploads by the input's custom id. */
  readonly files: Readonly<Record<string, readonly Attachment[]>>;
}

/** What the gate needs to know of a place. */
export function settingOf({ guildId, ageRestricted }: Where, floor: RatingFloor): Setting {
  return guildId === null ? { guildId } : { guildId, ageRestricted, floor };
}

/** The library that a moderator here cares for. @throws FicError `server-only`. */
export function libraryOf({ guildId }: Where): LibraryId {
  if (guildId === null) throw new FicError('server-only');
  return guildId;
}
