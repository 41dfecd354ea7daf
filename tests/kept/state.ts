/** The state with all that is kept in it, each thing under the name that tests call it by. */

import { UNSAVED_ANSWERS } from '#commands/adding/kept.ts';
import { BLOCKS } from '#commands/blocks/kept.ts';
import { UNSAVED_EDITS } from '#commands/editing/kept.ts';
import { KEPT } from '#commands/index.ts';
import { LIST_SESSIONS } from '#commands/listing/kept.ts';
import { LAST_READ, PLACES, READING_SESSIONS } from '#commands/reading/kept.ts';
import { PREFERENCES, READER_THREADS } from '#commands/reading/kept-ways.ts';
import { SAVED_SEARCHES } from '#commands/saved-searches/kept.ts';
import { LAST_SEARCHES, SEARCH_SESSIONS } from '#commands/search/kept.ts';
import { SHELF } from '#commands/shelf/kept.ts';
import { TAKEDOWN_ASKS } from '#commands/takedown/kept.ts';
import { LAST_LANGUAGE } from '#src/kept/last-language.ts';
import { REGISTRATION } from '#src/kept/registration.ts';
import { openSqliteFile } from '#src/kept/sqlite/store.ts';
import { openState, type StateOptions } from '#src/kept/state.ts';
import { WISHES } from '#src/privacy/wishes.ts';

export type OpenedState = ReturnType<typeof wholeState>;

interface InFile extends Omit<StateOptions, 'kept' | 'store'> {
  /** The SQLite file. */
  readonly file: string;
  readonly onPurgeFailed: (error: unknown) => void;
}

/** As the bot opens it. */
export async function openWholeState({ file, onPurgeFailed, ...options }: InFile): Promise<OpenedState> {
  const store = await openSqliteFile({ file, now: options.now, onPurgeFailed, onUnowned: onPurgeFailed });
  return wholeState({ ...options, store });
}

export function wholeState(options: Omit<StateOptions, 'kept'>) {
  const state = openState({ ...options, kept: [...KEPT, REGISTRATION] });
  const { kept } = state;
  return {
    ...state,
    places: kept(PLACES),
    lastRead: kept(LAST_READ),
    shelf: kept(SHELF),
    readingSessions: kept(READING_SESSIONS),
    readerThreads: kept(READER_THREADS),
    searchSessions: kept(SEARCH_SESSIONS),
    lastSearches: kept(LAST_SEARCHES),
    savedSearches: kept(SAVED_SEARCHES),
    listSessions: kept(LIST_SESSIONS),
    unsavedAnswers: kept(UNSAVED_ANSWERS),
    unsavedEdits: kept(UNSAVED_EDITS),
    takedownAsks: kept(TAKEDOWN_ASKS),
    preferences: kept(PREFERENCES),
    blocks: kept(BLOCKS),
    lastLanguages: kept(LAST_LANGUAGE),
    registration: kept(REGISTRATION),
    wishes: kept(WISHES),
  };
}
