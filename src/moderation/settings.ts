/**
 * What a server's moderators chose for their library: the choices, their defaults, and how they are kept.
 */
import { isDeepStrictEqual } from 'node:util';
import { differing } from '#src/moderation/differing.ts';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import type { RatingFloor } from '#src/story/audience.ts';
import type { LibraryId } from '#src/story/story.ts';
import { type Exclusively, queued } from '#src/workers/queue.ts';
import { Signal } from '#src/workers/signal.ts';

/** Where members read: in a thread of their own or a private reply as they like, or in private replies alone. */
export const READING_WAYS = ['choice', 'private'] as const;
export type ReadingWay = (typeof READING_WAYS)[number];

/** Roles and channels are Discord's ids; they may be gone by now. */
export interface LibrarySettings {
  /** Roles whose members care for the library, besides everyone who may manage the server. */
  readonly moderatorRoles: readonly string[];
  readonly ratingFloor: RatingFloor;
  /** Where reports are posted; null: only `/library reports` shows them. */
  readonly reportChannel: string | null;
  /** Where changes of the library are told; null: only `/library history` shows them. */
  readonly logChannel: string | null;
  readonly readingWay: ReadingWay;
  /** The text channel under which readers' threads open; null: where they called for it. */
  readonly readingChannel: string | null;
  /** Whether members may post cards for all with "Share". */
  readonly sharing: boolean;
  /** Whether members may search inside the texts of the library. */
  readonly textSearch: boolean;
}

export const DEFAULT_SETTINGS: LibrarySettings = {
  moderatorRoles: [],
  ratingFloor: 'mature',
  reportChannel: null,
  logChannel: null,
  readingWay: 'choice',
  readingChannel: null,
  sharing: true,
  textSearch: false,
};

export interface SettingsStore {
  /** Of every library whose moderators chose something. */
  all(): Promise<ReadonlyMap<LibraryId, LibrarySettings>>;
  /** Null where nothing was chosen. */
  of(library: LibraryId): Promise<LibrarySettings | null>;
  /** @param entries - what the library's log says of it, from the same step on. */
  put(library: LibraryId, settings: LibrarySettings, entries?: readonly NewLogEntry[]): Promise<void>;
}

/** A library's settings before and after it. */
export interface SettingsChange {
  readonly before: LibrarySettings;
  readonly after: LibrarySettings;
}

/** Every library's settings at hand: asked at each interaction, also where a modal must open at once. */
export class SettingsBook {
  readonly #store: SettingsStore;
  readonly #known: Map<LibraryId, LibrarySettings>;
  readonly #exclusively: Exclusively;
  /** Every change, once it is on disk, whoever made it. */
  readonly changes = new Signal<[library: LibraryId, change: SettingsChange]>();

  private constructor(store: SettingsStore, exclusively: Exclusively, known: ReadonlyMap<LibraryId, LibrarySettings>) {
    this.#store = store;
    this.#exclusively = exclusively;
    this.#known = new Map(known);
  }

  /** @param exclusively - of every process that changes them. */
  static async open(store: SettingsStore, exclusively = queued()): Promise<SettingsBook> {
    return new SettingsBook(store, exclusively, await store.all());
  }

  /** The defaults in a direct message. */
  of(library: LibraryId | null): LibrarySettings {
    return (library === null ? null : this.#known.get(library)) ?? DEFAULT_SETTINGS;
  }

  /**
   * On disk when this resolves. Changes that are made at once are made one after the other: none undoes another.
   *
   * @param noted - what the library's log says of it.
   */
  change(
    library: LibraryId,
    change: Partial<LibrarySettings>,
    noted: (change: SettingsChange) => readonly NewLogEntry[] = () => [],
  ): Promise<SettingsChange> {
    return this.#inTurn(library, async () => {
      await this.#look(library);
      const before = this.of(library);
      const after = { ...before, ...change };
      await this.#store.put(library, after, noted({ before, after }));
      this.#known.set(library, after);
      this.changes.tell(library, { before, after });
      return { before, after };
    });
  }

  /** Another program may have chosen something: knows it when this resolves. */
  async hear(): Promise<void> {
    for (const library of differing(await this.#store.all(), this.#known)) {
      // In turn with our own changes, one of which may have been on its way.
      await this.#inTurn(library, () => this.#look(library));
    }
  }

  #inTurn<T>(library: LibraryId, work: () => Promise<T>): Promise<T> {
    return this.#exclusively(`settings ${library}`, work);
  }

  /** What another program chose is not undone by what we know. */
  async #look(library: LibraryId): Promise<void> {
    const stored = await this.#store.of(library);
    const before = this.of(library);
    if (stored) this.#known.set(library, stored);
    else this.#known.delete(library);
    const after = this.of(library);
    if (!isDeepStrictEqual(before, after)) this.changes.tell(library, { before, after });
  }

  /** Its library is gone. */
  forget(library: LibraryId): void {
    this.#known.delete(library);
  }
}

export type SettingName = keyof LibrarySettings;
/** In the order in which they are shown. */
export const LIBRARY_SETTINGS = [
  'moderatorRoles',
  'ratingFloor',
  'sharing',
  'textSearch',
  'readingWay',
  'readingChannel',
  'reportChannel',
  'logChannel',
] as const satisfies readonly SettingName[];

/** A setting's value as a log keeps it: the same in every language. */
export function loggedSetting(settings: LibrarySettings, setting: SettingName): string {
  const value = settings[setting];
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' ? value : (value ?? []).join(' ');
}
