/**
 * The engine port over SQLite: all of it is answered at once, in the thread that owns the file.
 */
import { stat } from 'node:fs/promises';
import type { EnginePort, HeaderWords, SnapshotPlace, TextFilling } from '#src/engine/port.ts';
import { changesSince, lastChange } from '#src/engine/sqlite/changes.ts';
import { type Database, snapshotFile } from '#src/engine/sqlite/database.ts';
import { headerFields, keepWords, keptWords, wordsState } from '#src/engine/sqlite/header-words.ts';
import { firstPieces, storiesWithText } from '#src/engine/sqlite/in-text.ts';
import { listAliases } from '#src/engine/sqlite/library-aliases.ts';
import { type CardRow, shownStory } from '#src/engine/sqlite/story-rows.ts';
import type { TextIndex } from '#src/engine/sqlite/text-index.ts';

export interface SqlitePortOptions {
  /** Whether the texts of the shared library are searched. */
  readonly sharedTexts: boolean;
  /** Of the one program that keeps it; others do not know what is missing in it. */
  readonly textIndex: TextIndex | null;
}

export function sqlitePort(db: Database, { sharedTexts, textIndex }: SqlitePortOptions): EnginePort<CardRow> {
  return {
    changes: {
      last: async () => lastChange(db),
      since: async (change, limit) => changesSince(db, change, limit),
    },
    stories: {
      shown: async (numbers, audience) =>
        numbers.flatMap((number) => shownStory(db, 's.number', number, audience) ?? []),
      shownIds: async (ids, audience) =>
        new Set(ids.filter((id) => shownStory(db, 's.id', id, audience) !== undefined)),
    },
    texts: {
      async having(words, libraries, until) {
        const found = storiesWithText(db, words, libraries, sharedTexts, until);
        const isFilling = libraries.some((library) => textIndex?.isFilling(library) ?? false);
        return { ...found, unfinished: found.unfinished || isFilling };
      },
      pieces: async (stories, words) => firstPieces(db, stories, words, sharedTexts),
    },
    headers: headerWords(db),
    snapshot: snapshotPlace(db),
    aliases: async (library) => listAliases(db, library),
  };
}

export function textFilling(db: Database, textIndex: TextIndex): TextFilling {
  return {
    hasNewChoices: async () => textIndex.hasNewChoices(),
    lookAnew: async () => textIndex.lookAnew(),
    look: async (time) => textIndex.look(time),
    work: (time) => db.write(() => textIndex.work(time)),
  };
}

function headerWords(db: Database): HeaderWords {
  return {
    state: async () => wordsState(db),
    kept: async (stories) => keptWords(db, stories),
    fields: async (stories) => headerFields(db, stories),
    keep: (words, state, options) => db.write(() => keepWords(db, words, state, options)),
  };
}

function snapshotPlace(db: Database): SnapshotPlace {
  return {
    file: snapshotFile(db.file),
    mode: async () => (await stat(db.file)).mode & 0o777,
    named: async () => db.get('SELECT name, heard FROM saved_index') ?? null,
    name: ({ name, heard }) =>
      db.write(() => db.run('INSERT OR REPLACE INTO saved_index (one, name, heard) VALUES (1, ?, ?)', name, heard)),
  };
}
