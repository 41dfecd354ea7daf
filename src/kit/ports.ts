/**
 * What features can work with. Each names the few that it needs in its ports.ts, and can reach no others.
 */
import type { Catalog } from '#src/catalog/contract.ts';
import type { KeptPort } from '#src/kept/state.ts';
import type { Channels } from '#src/kit/channels.ts';
import type { AnyCommand } from '#src/kit/declaration.ts';
import type { Guilds } from '#src/kit/guilds.ts';
import type { Asked, Attachment } from '#src/kit/request.ts';
import type { Moderation } from '#src/moderation/contract.ts';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import type { SettingsBook } from '#src/moderation/settings.ts';
import type { Takedowns } from '#src/moderation/takedowns.ts';
import type { Privacy } from '#src/privacy/export.ts';
import type { Forgetting } from '#src/privacy/forgetting.ts';
import type { Publishing } from '#src/publishing/publishing.ts';
import type { Pages } from '#src/reading/pages.ts';

interface AllPorts {
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
  readonly commands: readonly CommandFacts[];
  /** A command as members press it in a message, or plain where Discord's id of it is not known: `fic search`. */
  readonly mention: (guildId: string | null, command: string) => string;
  /** What is kept from one restart to the next, by what a feature's kept.ts declares. */
  readonly kept: KeptPort;
  readonly pages: Pages;
  readonly publishing: Publishing;
  readonly channels: Channels;
  readonly privacy: Privacy;
  readonly forgetting: Forgetting;
  /** @throws FicError `attachment-foreign`, `attachment-too-large`, `attachment-unreachable`. */
  readonly fetchAttachment: (attachment: Attachment) => Promise<Uint8Array>;
  /** ms since 1970. */
  readonly now: () => number;
  /** Short, unique, fit for a custom id. */
  readonly newId: () => string;
}

/** What the help knows of a command. */
type CommandFacts = Pick<AnyCommand<never>, 'name' | 'options' | 'who' | 'example'>;

/** Some of the ports: what a feature, or a function of one, names. */
export type Ports<Name extends keyof AllPorts> = Pick<AllPorts, Name>;
