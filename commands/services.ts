/**
 * What commands work with, handed to every `run` by the dispatcher; and the declaring functions bound to it.
 */
import type { ReportDesk } from '#commands/report-desk.ts';
import type { Catalog } from '#src/catalog/contract.ts';
import type { Channels } from '#src/kit/channels.ts';
import { type AnyCommand, kitFor } from '#src/kit/declaration.ts';
import type { Guilds } from '#src/kit/guilds.ts';
import type { Asked, Attachment } from '#src/kit/request.ts';
import type { Moderation } from '#src/moderation/contract.ts';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import type { SettingsBook } from '#src/moderation/settings.ts';
import type { Takedowns } from '#src/moderation/takedowns.ts';
import type { Forgetting } from '#src/privacy/forgetting.ts';
import type { Publishing } from '#src/publishing/publishing.ts';
import type { Pages } from '#src/reading/pages.ts';
import type { State } from '#src/reading/state/state.ts';

export interface Services {
  readonly catalog: Catalog;
  readonly moderation: Moderation;
  readonly settings: SettingsBook;
  /** Whether the operator lets the texts of the shared library be searched. */
  readonly sharedTexts: boolean;
  readonly takedowns: Takedowns;
  /** Notes what was done to a library in its log, on disk when this resolves, and tells it in its log channel. */
  readonly record: (entry: NewLogEntry) => Promise<void>;
  /** Tells in the log channel what is in the log already. */
  readonly tell: (entry: NewLogEntry) => void;
  /** Whether they care for the library of the server where they ask. */
  readonly mayModerate: (from: Asked) => boolean;
  readonly guilds: Guilds;
  /** All that can be called. */
  readonly commands: readonly AnyCommand<Services>[];
  /** A command as members press it in a message, or plain where Discord's id of it is not known: `fic search`. */
  readonly mention: (guildId: string | null, command: string) => string;
  readonly reportDesk: ReportDesk;
  readonly state: State;
  readonly pages: Pages;
  readonly publishing: Publishing;
  readonly channels: Channels;
  readonly forgetting: Forgetting;
  /** @throws FicError `attachment-foreign`, `attachment-too-large`, `attachment-unreachable`. */
  readonly fetchAttachment: (attachment: Attachment) => Promise<Uint8Array>;
  /** ms since 1970. */
  readonly now: () => number;
  /** Short, unique, fit for a custom id. */
  readonly newId: () => string;
}

export const { command, component, modalSubmit } = kitFor<Services>();
