/**
 * What an index is like whose stories were revised very often, beside one that was told of the last revisions alone: how long words
 * take, how large it is, and how long it held up whoever asked while it forgot.
 */
import { setImmediate as giveWay } from 'node:timers/promises';
import type { NewStory } from '#src/catalog/contract.ts';
import { NO_ALIASES } from '#src/query/aliases.ts';
import type { IndexedStory, SavedIndex } from '#src/search/contract.ts';
import { FAST_INDEX } from '#src/search/fast-index.ts';
import { Phrases } from '#src/search/phrases.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { Dice } from './dice.ts';
import { figures, median } from './figures.ts';
import { archive } from './search/archive.ts';
import type { Row } from './table.ts';

const STORIES = 1_000;
/** Held against the fresh one. */
const AIM = { of: 'times', atMost: 1.2 } as const;
/** In ms, of 99 in 100: now and then the collector goes through everything that the bench has in memory. */
const LONGEST_STEP = { of: 'total', atMost: 10 } as const;
/** So many changes come at once; then all is forgotten, so many ms at a time, as the engine does it. */
const AT_ONCE = 2_000;
const SLICE = 4;
/** By turns; each time as many words. */
const ROUNDS = 60;
const WORDS_A_ROUND = 50;
const AUDIENCE = { libraries: [SHARED_LIBRARY], maxRank: ALL_RANKS };
const PAGE = { offset: 0, limit: 10 };

function indexed(story: NewStory, revision: number): IndexedStory {
  const number = 1 + (revision % STORIES);
  return {
    ...{ number, id: `story-${number}`, library: SHARED_LIBRARY, position: revision, kudos: 0 },
    ...{ fields: story.fields, words: 1_000, chapters: story.chapters.length },
    ...{ publishedAt: revision, updatedAt: revision },
  };
}

export async function measureRevisions(revisions: number): Promise<Row[]> {
  const [revised, fresh] = [FAST_INDEX.create(), FAST_INDEX.create()];
  const living: IndexedStory[] = [];
  const steps: number[] = [];
  const forget = async () => {
    // As in the engine others get their turn between two steps, the collector among them.
    await giveWay();
    const begun = performance.now();
    const some = revised.forgetSome(SLICE);
    steps.push(performance.now() - begun);
    return some;
  };
  let revision = 0;
  for (const story of archive(revisions + STORIES)) {
    const one = indexed(story, revision);
    revised.put(one);
    if (revision >= revisions) living.push(one);
    revision += 1;
    if (revision % AT_ONCE === 0) while (await forget());
  }
  while (await forget());
  for (const one of living) fresh.put(one);
  const words = living.flatMap(({ fields }) => fields.title.split(' '));
  const took = askedByTurns([revised, fresh], words);
  const name = `${STORIES} stories after ${revisions} revisions`;
  return [
    { measure: `${name}, ${WORDS_A_ROUND} words`, unit: 'ms', ours: took[0], bare: took[1], aim: AIM },
    { measure: `${name}, size`, unit: 'KB', ours: sizeOf(revised), bare: sizeOf(fresh), aim: AIM },
    { measure: `${name}, a step of forgetting, p99`, unit: 'ms', ours: figures(steps).p99, bare: 0, aim: LONGEST_STEP },
  ];
}

function askedByTurns(indexes: readonly [SavedIndex, SavedIndex], words: readonly string[]): [number, number] {
  const dice = new Dice(3);
  const taken: [number[], number[]] = [[], []];
  for (let round = -ROUNDS; round < ROUNDS; round += 1) {
    const asked = Array.from({ length: WORDS_A_ROUND }, () => dice.pick(words));
    for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const begun = performance.now();
      for (const word of asked) ask(indexes[at], word);
      if (round >= 0) taken[at].push(performance.now() - begun);
    }
  }
  return [median(taken[0]), median(taken[1])];
}

function ask(index: SavedIndex, text: string): void {
  index.search({ where: { kind: 'words', text, as: 'word' } }, AUDIENCE, PAGE, {
    ...{ now: Date.now(), deadline: Number.POSITIVE_INFINITY, phrases: new Phrases(), withText: () => [] },
    aliasesOf: () => NO_ALIASES,
  });
}

/** As it is saved: what it holds, without the room in which it grows. */
function sizeOf(index: SavedIndex): number {
  let bytes = 0;
  for (const part of index.save()) bytes += part.length;
  return bytes / 1024;
}
