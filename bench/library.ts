/** The catalog that everything is measured with: the synthetic stories and two novels, and what a reader may ask of them. */

import { fileKey, newStory } from '#src/publishing/publishing.ts';
import { openStores, type Stores } from '#src/stores.ts';
import { OPEN_RANK } from '#src/story/audience.ts';
import { pairingName } from '#src/story/pairing.ts';
import { gateRank } from '#src/story/rating.ts';
import { SHARED_LIBRARY, type Story, type StoryId } from '#src/story/story.ts';
import { novelPost } from './novel.ts';
import { PERMISSION, syntheticStories } from './synthetic-stories.ts';

export interface Library {
  readonly database: string;
  /** Stories that an open channel may show. */
  readonly open: readonly Story[];
  /** Their names by the option of `/fic search` that takes them, as often as they are used. */
  readonly names: Readonly<Record<'fandom' | 'pairing' | 'character' | 'tag', readonly string[]>>;
  readonly novels: Readonly<Record<'chapters' | 'whole', StoryId>>;
}

const PORTION = 1_000;
const NOVEL_CHAPTERS = 200;

export async function makeLibrary(database: string, size: { stories: number; novelWords: number }): Promise<Library> {
  const stores = await openStores({ database }, true);
  try {
    const stories: Story[] = [];
    for (const portion of portions(syntheticStories(size.stories), PORTION)) {
      stories.push(...(await stores.catalog.addAll(portion)));
    }
    const words = size.novelWords;
    const open = stories.filter((story) => gateRank(story.rating) <= OPEN_RANK);
    return {
      database,
      open,
      names: {
        fandom: open.flatMap(({ fandoms }) => fandoms),
        pairing: open.flatMap(({ pairings }) => pairings.map(pairingName)),
        character: open.flatMap(({ characters }) => characters),
        tag: open.flatMap(({ tags }) => tags),
      },
      novels: {
        chapters: await addNovel(stores, novelPost('A Novel in Chapters', { words, chapters: NOVEL_CHAPTERS })),
        whole: await addNovel(stores, novelPost('A Novel in One Breath', { words, chapters: 1 })),
      },
    };
  } finally {
    await stores.close();
  }
}

async function addNovel({ catalog, publishing }: Stores, bytes: Uint8Array): Promise<StoryId> {
  const preparation = await publishing.prepare(bytes);
  return (await catalog.add(newStory(preparation, SHARED_LIBRARY, PERMISSION, fileKey(bytes)))).id;
}

function* portions<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let portion: T[] = [];
  for (const item of items) {
    portion.push(item);
    if (portion.length < size) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}
