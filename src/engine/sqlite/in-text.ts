/**
 * Finds words side by side in the texts of stories, and the passage to show of each.
 *
 * What is asked reaches FTS5 as one quoted phrase of letters and digits, never as its syntax.
 */
import type { Passage } from '#src/catalog/contract.ts';
import { type Paragraph, paragraphsOf } from '#src/engine/paragraphs.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { currentText, searchedLibraries } from '#src/engine/sqlite/searched-texts.ts';
import type { StoryRow } from '#src/engine/sqlite/story-rows.ts';
import { excerpt } from '#src/engine/sqlite/texts.ts';
import { askedTextWords, findWords, TEXT_WORDS_VERSION } from '#src/engine/text-words.ts';
import { codePointStart } from '#src/story/characters.ts';
import type { LibraryId } from '#src/story/story.ts';

/** Pieces of texts that are looked through between two looks at the clock: some ms. */
const SLICE = 4_000;
/** What an excerpt holds at most, and what of it the match may, in UTF-16 units. */
const EXCERPT = 300;
const MATCH = 200;
/** How far a word's end is looked for where an excerpt is cut. */
const WORD_REACH = 24;
const CUT = '…';

interface InTexts {
  /** Of stories. */
  readonly numbers: readonly number[];
  /** The time was over before all were looked at. */
  readonly unfinished: boolean;
}

/**
 * @param shared - as `searchedLibraries`.
 * @param deadline - in ms of `performance.now()`.
 */
export function storiesWithText(
  db: Database,
  text: string,
  libraries: readonly LibraryId[],
  shared: boolean,
  deadline: number,
): InTexts {
  const phrase = phraseOf(text);
  const searched = new Set(searchedLibraries(db, shared).filter((library) => libraries.includes(library)));
  if (phrase === null || searched.size === 0) return { numbers: [], unfinished: false };
  const found = new Set<number>();
  const last = db.get<{ last: number | null }>('SELECT max(number) AS last FROM searched_pieces')?.last ?? 0;
  for (let from = 1; from <= last; from += SLICE) {
    if (performance.now() > deadline) return { numbers: [...found], unfinished: true };
    // Whose header is another by now may not be permitted any more: it is looked at in a moment (text-index.ts).
    const stories = db.all<{ number: number; library: LibraryId }>(
      `SELECT s.number, s.library FROM (
         SELECT DISTINCT p.content FROM text_index JOIN searched_pieces p ON p.number = text_index.rowid
         WHERE text_index MATCH ? AND text_index.rowid BETWEEN ? AND ?
       ) f
       JOIN searched_texts t ON t.content = f.content AND t.words_version = ${TEXT_WORDS_VERSION}
       JOIN stories s ON s.number = t.story AND s.content = t.header AND s.withdrawn = 0`,
      phrase,
      from,
      from + SLICE - 1,
    );
    for (const { number, library } of stories) if (searched.has(library)) found.add(number);
  }
  return { numbers: [...found], unfinished: false };
}

/** The first place in a story that has it; null where none has, or its texts are not to be searched. */
export function passageOf(db: Database, story: StoryRow, text: string, shared: boolean): Passage | null {
  const phrase = phraseOf(text);
  const isSearched = searchedLibraries(db, shared).includes(story.library);
  if (!isSearched || currentText(db, story.number)?.text !== story.text) return null;
  const pieces = db.get<{ first: number | null; last: number | null }>(
    'SELECT min(number) AS first, max(number) AS last FROM searched_pieces WHERE content = ?',
    story.text,
  );
  if (phrase === null || !pieces) return null;
  const { first, last } = pieces;
  const piece = db.get<{ chapter: number; start: number }>(
    `SELECT p.chapter, p.start FROM text_index JOIN searched_pieces p ON p.number = text_index.rowid
     WHERE text_index MATCH ? AND text_index.rowid BETWEEN ? AND ? AND p.content = ? ORDER BY text_index.rowid LIMIT 1`,
    phrase,
    first,
    last,
    story.text,
  );
  if (!piece) return null;
  const { chapter, start } = piece;
  const found = excerpt(db, story.id, chapter, Math.max(0, start - 1), start + 1).pieces.map((each) =>
    JSON.parse(each),
  );
  const before = found.length > 1 ? found[0] : [];
  const asked = askedTextWords(text);
  for (const paragraph of paragraphsOf(found.at(-1) ?? [], start, before)) {
    const match = findWords(paragraph.text, asked);
    if (match) return passageIn(paragraph, chapter, match);
  }
  return null;
}

function phraseOf(text: string): string | null {
  const words = askedTextWords(text);
  return words.length === 0 ? null : `"${words.join(' ')}"`;
}

function passageIn({ text, start, spans }: Paragraph, chapter: number, [from, most]: [number, number]): Passage {
  const to = most - from > MATCH ? codePointStart(text, from + MATCH) : most;
  const room = EXCERPT - (to - from) - 2 * CUT.length;
  const after = Math.min(text.length - to, room - Math.min(from, room >> 1));
  const left = cutBefore(text, Math.max(0, from - (room - after)), from);
  const right = cutAfter(text, to, to + after);
  const lead = left > 0 ? CUT : '';
  const excerpt = lead + text.slice(left, right) + (right < text.length ? CUT : '');
  const begins = lead.length + from - left;
  return {
    chapter,
    offset: start + from,
    excerpt: excerpt.replace(/\s/g, ' '),
    match: [begins, begins + to - from],
    spoiler: marksSpoiler(spans, left, right),
  };
}

/** `at`, or where a word begins soon after it. */
function cutBefore(text: string, at: number, most: number): number {
  if (at === 0) return 0;
  const space = text.slice(at - 1, Math.min(most, at + WORD_REACH)).search(/\s\S/);
  return space === -1 ? codePointStart(text, at) : at + space;
}

/** `at`, or where a word ends soon before it. */
function cutAfter(text: string, least: number, at: number): number {
  if (at >= text.length) return text.length;
  const from = Math.max(least, at - WORD_REACH);
  const space = text.slice(from, at + 1).search(/\s\S*$/);
  return space === -1 ? codePointStart(text, at) : from + space;
}

function marksSpoiler(spans: Paragraph['spans'], left: number, right: number): boolean {
  let at = 0;
  return spans.some(({ text, marks }) => {
    const [start, end] = [at, at + text.length];
    at = end;
    return marks?.includes('spoiler') === true && start < right && end > left;
  });
}
