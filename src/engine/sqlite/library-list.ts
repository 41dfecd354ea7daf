/**
 * A library as its moderators look through it: by state, whatever the rating.
 */
import type { DraftEntry, LibraryState, StoryState, Stretch } from '#src/catalog/contract.ts';
import type { Asking } from '#src/engine/asking.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { type CardRow, readCards, SELECT_CARD, TAKEN_DOWN, WITHDRAWN } from '#src/engine/sqlite/story-rows.ts';
import { hasTyped, titledQuery } from '#src/engine/title-words.ts';
import { askedWords } from '#src/search/words.ts';
import { ALL_RANKS, type Audience } from '#src/story/audience.ts';
import type { LibraryId, StoryCard } from '#src/story/story.ts';

interface StateQuery {
  /** From `stories s` on; takes the library once. */
  readonly from: string;
  readonly order: string;
  /** In the search index are only published stories: few are the others, and looked through one by one. */
  readonly indexed?: true;
}

const STATES: Readonly<Record<StoryState, StateQuery>> = {
  published: { from: 'WHERE s.library = ? AND s.withdrawn = 0', order: 's.position DESC', indexed: true },
  withdrawn: hidden(WITHDRAWN),
  'taken-down': hidden(TAKEN_DOWN),
  reported: {
    from: `JOIN (SELECT story, min(at) AS since FROM reports WHERE library = ? AND closed_at IS NULL GROUP BY story) r
           ON r.story = s.id`,
    order: 'r.since, s.position DESC',
  },
};

/** The last hidden first. */
function hidden(state: typeof WITHDRAWN | typeof TAKEN_DOWN): StateQuery {
  return {
    from: `JOIN history h ON h.story = s.number AND h.revision = s.revision WHERE s.library = ? AND s.withdrawn = ${state}`,
    order: 'h.at DESC, s.position DESC',
  };
}

const MOST = 100;

export function libraryCounts(db: Database, library: LibraryId, now: number): Record<LibraryState, number> {
  return {
    published: countStories(db, library, 'published'),
    drafts:
      db.get<Count>('SELECT count(*) AS total FROM drafts WHERE library = ? AND expires_at > ?', library, now)?.total ??
      0,
    withdrawn: countStories(db, library, 'withdrawn'),
    'taken-down': countStories(db, library, 'taken-down'),
    reported: countStories(db, library, 'reported'),
  };
}

interface Count {
  readonly total: number;
}

function countStories(db: Database, library: LibraryId, state: StoryState): number {
  return db.get<Count>(`SELECT count(*) AS total FROM stories s ${STATES[state].from}`, library)?.total ?? 0;
}

export async function libraryStories(
  db: Database,
  asking: Asking<CardRow>,
  library: LibraryId,
  state: StoryState,
  words: string,
  { offset, limit }: Stretch,
): Promise<{ total: number; stories: StoryCard[] }> {
  const { from, order, indexed } = STATES[state];
  const most = Math.min(limit, MOST);
  if (askedWords(words).length === 0) {
    const rows = db.all<CardRow>(`${SELECT_CARD} ${from} ORDER BY ${order} LIMIT ? OFFSET ?`, library, most, offset);
    return { total: countStories(db, library, state), stories: readCards(rows, db.tellUnreadable) };
  }
  if (indexed) {
    const { total, hits } = await asking.search(titledQuery(words), all(library), { offset, limit: most }, 0);
    return { total, stories: readCards(hits, db.tellUnreadable) };
  }
  const rows = db.all<CardRow>(`${SELECT_CARD} ${from} ORDER BY ${order}`, library);
  const found = readCards(rows, db.tellUnreadable).filter(({ title, authors }) =>
    hasTyped(words, [title, ...authors].join(' ')),
  );
  return { total: found.length, stories: found.slice(offset, offset + most) };
}

/** Whatever the rating. */
function all(library: LibraryId): Audience {
  return { libraries: [library], maxRank: ALL_RANKS };
}

interface DraftRow {
  readonly id: string;
  readonly by: string;
  readonly title: string | null;
  readonly file_name: string | null;
  readonly saved_at: number;
  readonly expires_at: number;
}

export function libraryDrafts(
  db: Database,
  library: LibraryId,
  words: string,
  { offset, limit }: Stretch,
  now: number,
): { total: number; drafts: DraftEntry[] } {
  const found = db
    .all<DraftRow>(
      `SELECT id, by, title, file_name, saved_at, expires_at FROM drafts
       WHERE library = ? AND expires_at > ? ORDER BY saved_at DESC, id`,
      library,
      now,
    )
    .filter(({ title, file_name }) => hasTyped(words, `${title ?? ''} ${file_name ?? ''}`));
  const drafts = found.slice(offset, offset + Math.min(limit, MOST)).map(
    ({ file_name, saved_at, expires_at, ...row }): DraftEntry => ({
      ...row,
      fileName: file_name,
      savedAt: saved_at,
      expiresAt: expires_at,
    }),
  );
  return { total: found.length, drafts };
}
