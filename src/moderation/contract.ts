/**
 * The Moderation contract: what is kept about libraries beside their stories. Its engine is the catalog's, since a change of a
 * story and what is noted of it are one step.
 */
import type { Libraries } from '#src/moderation/libraries.ts';
import type { LibraryAliases } from '#src/moderation/library-aliases.ts';
import type { LibraryLog } from '#src/moderation/library-log.ts';
import type { Persons } from '#src/moderation/persons.ts';
import type { PostRegister } from '#src/moderation/posts.ts';
import type { ReportStore } from '#src/moderation/reports.ts';
import type { SettingsStore } from '#src/moderation/settings.ts';
import type { TakedownRegister } from '#src/moderation/takedown-register.ts';

export interface Moderation {
  readonly settings: SettingsStore;
  readonly libraries: Libraries;
  readonly log: LibraryLog;
  readonly posts: PostRegister;
  readonly persons: Persons;
  readonly reports: ReportStore;
  readonly takedowns: TakedownRegister;
  readonly aliases: LibraryAliases;
}
