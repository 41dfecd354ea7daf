/**
 * A database in memory that answers late and in another order than it was asked, so that what every engine runs is not only right
 * over one that answers at once.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { paragraphsOf } from '#src/engine/paragraphs.ts';
import type { EnginePort, StoryRef, TextFilling, TextPiece } from '#src/engine/port.ts';
import { findWords } from '#src/engine/text-words.ts';
import type { Alias } from '#src/query/aliases.ts';
import type { IndexedStory } from '#src/search/contract.ts';
import type { Audience } from '#src/story/audience.ts';
import type { PreparedChapter } from '#src/story/chunks.ts';
import { gateRank } from '#src/story/rating.ts';
import type { LibraryId, StoryFields, StoryId } from '#src/story/story.ts';
import { aStory } from '#tests/catalog/stories.ts';
import type { Stored } from '#tests/engine/trial.ts';

/** How many others may be answered first. */
const MOST_TURNS = 6;

interface Kept {
  readonly number: number;
  readonly id: StoryId;
  readonly library: LibraryId;
  readonly position: number;
  readonly chapters: readonly PreparedChapter[];
  readonly words: number;
  fields: StoryFields;
  hidden: boolean;
  damaged: boolean;
}

/** Numbers that look like chance, the same for a seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

export function lateStored(seed: number, snapshotFile: string): Stored {
  const roll = dice(seed);
  const stories = new Map<number, Kept>();
  const changes: { readonly change: number; readonly story: Kept }[] = [];
  const words = new Map<number, string>();
  const aliases = new Map<LibraryId, Alias[]>();
  const searched = new Set<number>();
  const unreadable: number[] = [];
  let wordsState: Awaited<ReturnType<EnginePort['headers']['state']>> = null;
  let named: Awaited<ReturnType<EnginePort['snapshot']['named']>> = null;

  const late = async () => {
    for (let turns = roll(MOST_TURNS); turns > 0; turns -= 1) await turn();
  };
  /** As it is at some moment between the question and the answer. */
  const read = async <T>(now: () => T): Promise<T> => {
    await late();
    const answer = now();
    await late();
    return answer;
  };
  const last = () => changes.length;
  const note = (story: Kept) => changes.push({ change: changes.length + 1, story });
  const indexed = (story: Kept): IndexedStory | null => {
    if (story.hidden) return null;
    if (story.damaged) {
      unreadable.push(story.number);
      return null;
    }
    const { number, id, library, position, fields, words: count, chapters } = story;
    return {
      ...{ number, id, library, position, fields, words: count, chapters: chapters.length, kudos: 0 },
      ...{ publishedAt: 1, updatedAt: position },
    };
  };
  const isShown = (story: Kept | undefined, { libraries, maxRank }: Audience): story is Kept =>
    story !== undefined &&
    !story.hidden &&
    libraries.includes(story.library) &&
    gateRank(story.fields.rating) <= maxRank;
  const pieceWith = (story: Kept, asked: readonly string[]): TextPiece | null => {
    for (const [index, { chunks }] of story.chapters.entries()) {
      for (const { start, blocks: json } of chunks) {
        const blocks = JSON.parse(json);
        const has = paragraphsOf(blocks, start).some(({ text }) => findWords(text, asked) !== null);
        if (has) return { chapter: index + 1, start, blocks, before: [] };
      }
    }
    return null;
  };
  const byId = (id: StoryId) => {
    const story = stories.values().find((each) => each.id === id);
    if (!story) throw new Error(`There is no story ${id}.`);
    return story;
  };
  const unsearched = () => stories.values().find(({ number, hidden }) => !hidden && !searched.has(number));

  const port: EnginePort<StoryRef> = {
    changes: {
      last: () => read(last),
      since: (change, limit) =>
        read(() =>
          changes.slice(change, change + limit).map(({ change: number, story }) => ({
            ...{ change: number, number: story.number, library: story.library, story: indexed(story) },
          })),
        ),
    },
    stories: {
      shown: (numbers, audience) =>
        read(() =>
          numbers.flatMap((number) => {
            const story = stories.get(number);
            return isShown(story, audience) && !story.damaged ? { number, id: story.id } : [];
          }),
        ),
      shownIds: (ids, audience) => read(() => new Set(ids.filter((id) => isShown(byId(id), audience)))),
    },
    texts: {
      having: (asked, libraries) =>
        read(() => ({
          stories: [...searched].filter((number) => {
            const story = stories.get(number);
            return story && !story.hidden && libraries.includes(story.library) && pieceWith(story, asked);
          }),
          unfinished: unsearched() !== undefined,
        })),
      pieces: (numbers, asked) =>
        read(() => {
          const pieces = new Map<number, TextPiece>();
          for (const number of numbers) {
            const story = stories.get(number);
            const piece = story && searched.has(number) ? pieceWith(story, asked) : null;
            if (piece) pieces.set(number, piece);
          }
          return pieces;
        }),
    },
    headers: {
      state: () => read(() => wordsState),
      kept: (numbers) =>
        read(
          () =>
            new Map(
              numbers.flatMap((number) => {
                const text = words.get(number);
                return text === undefined ? [] : [[number, text] as const];
              }),
            ),
        ),
      fields: (numbers) =>
        read(
          () =>
            new Map(
              numbers.flatMap((number) => {
                const story = stories.get(number);
                return story && !story.damaged ? [[number, story.fields] as const] : [];
              }),
            ),
        ),
      keep: (kept, state, { asOf, anew }) =>
        read(() => {
          if (anew) words.clear();
          const changed = new Set(changes.slice(asOf).map(({ story }) => story.number));
          for (const [number, text] of kept) if (!changed.has(number)) words.set(number, text);
          wordsState = state;
        }),
    },
    snapshot: {
      file: snapshotFile,
      mode: () => read(() => 0o600),
      named: () => read(() => named),
      name: (snapshot) =>
        read(() => {
          named = snapshot;
        }),
    },
    aliases: (library) => read(() => [...(aliases.get(library) ?? [])]),
  };

  const filling: TextFilling = {
    hasNewChoices: () => read(() => false),
    lookAnew: () => read(() => undefined),
    look: () => read(() => (unsearched() ? 'work' : 'idle')),
    work: () =>
      read(() => {
        const story = unsearched();
        if (story) searched.add(story.number);
      }),
  };

  return {
    port,
    filling,
    unreadable,
    titleOf: ({ number }) => stories.get(number)?.fields.title ?? '',
    async add(...parts) {
      const ids: StoryId[] = [];
      for (const each of parts) {
        await late();
        const { fields, library, chapters } = aStory(each);
        const number = stories.size + 1;
        const count = chapters.reduce((sum, chapter) => sum + chapter.words, 0);
        const story: Kept = {
          ...{ number, id: `story-${number}`, library, position: last() + 1, chapters, words: count, fields },
          ...{ hidden: false, damaged: false },
        };
        stories.set(number, story);
        note(story);
        ids.push(story.id);
      }
      return ids;
    },
    async rename(id, title) {
      await late();
      const story = byId(id);
      story.fields = { ...story.fields, title };
      words.delete(story.number);
      note(story);
    },
    async hide(id) {
      await late();
      const story = byId(id);
      story.hidden = true;
      note(story);
    },
    async name(library, alias) {
      await late();
      aliases.set(library, [...(aliases.get(library) ?? []), alias]);
    },
    async damage(id) {
      const story = byId(id);
      story.damaged = true;
      note(story);
    },
    close: async () => undefined,
  };
}
