/**
 * How the index hears of changes where answers overtake each other: never of what was before after what is now, and always of what
 * this program wrote before anybody is told that it is written.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { IndexFeed } from '#src/engine/index-feed.ts';
import { IndexKeeper } from '#src/engine/index-keeper.ts';
import type { ChangeLog, EnginePort } from '#src/engine/port.ts';
import type { StoryIndex } from '#src/search/contract.ts';
import { FAST_INDEX } from '#src/search/fast-index.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { lateStored } from '#tests/engine/late-stored.ts';
import { aStory } from '#tests/search/worlds.ts';

/** One story that changes; what was asked of it is answered when it is let go. */
class HeldLog implements ChangeLog {
  hidden: boolean[] = [];
  held: (() => void)[] = [];
  holds: 'since' | 'last' | null = null;

  last() {
    return this.#answer('last', this.hidden.length);
  }

  since(change: number, limit: number) {
    const story = this.hidden.at(-1) ? null : aStory(1, { title: 'Lamp' });
    const changes = this.hidden.map((_, at) => ({ change: at + 1, number: 1, library: SHARED_LIBRARY, story }));
    return this.#answer('since', changes.slice(change, change + limit));
  }

  async #answer<T>(kind: 'since' | 'last', answer: T): Promise<T> {
    if (this.holds === kind) await new Promise<void>((resolve) => this.held.push(resolve));
    return answer;
  }
}

test('what was read earlier is never told to the index after what was read later', async () => {
  const log = new HeldLog();
  const told: string[] = [];
  const index = { put: () => told.push('shown'), remove: () => told.push('hidden') } as unknown as StoryIndex;
  const feed = new IndexFeed(log, index, 0);
  log.holds = 'since';
  log.hidden.push(false);
  const both = [feed.catchUp(60_000)];
  await turn();
  log.hidden.push(true);
  both.push(feed.catchUp(60_000));
  await turn();
  // The last question is answered first.
  for (let release = log.held.pop(); release; release = log.held.pop()) {
    release();
    await turn();
  }
  expect(await Promise.all(both)).toEqual([true, true]);
  expect(told.lastIndexOf('shown'), told.join()).toBeLessThan(told.indexOf('hidden'));
});

test('whoever wrote is told so when the index knows, even where it looked for the last time just before', async () => {
  const log = new HeldLog();
  const port: EnginePort = { ...lateStored(1, '/nowhere/at-all-search').port, changes: log };
  const keeper = new IndexKeeper(port, { kind: FAST_INDEX, saves: false, patience: 60_000 });
  expect(await keeper.ready()).toBe(true);
  const told: number[] = [];
  const put = keeper.index.put.bind(keeper.index);
  keeper.index.put = (story) => {
    told.push(story.number);
    put(story);
  };
  log.holds = 'last';
  keeper.othersWrote();
  while (log.held.length === 0) await turn();
  log.holds = null;
  log.hidden.push(false);
  const written = keeper.weWrote();
  await turn();
  // Its look at the log is answered now: from before the write.
  for (const release of log.held) release();
  await written;
  expect(told).toEqual([1]);
  await keeper.close();
});
