/** A takedown goes on until nothing shows the story any more: over ends of the program, closed doors and outages. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { Showing } from '#src/moderation/showing.ts';
import { type Replaced, Takedowns } from '#src/moderation/takedowns.ts';
import { aStory } from '#tests/catalog/stories.ts';

const LIBRARY = '111111111111111111';
const WORD = { by: 'mina', at: 1, reason: 'Its author asked.' };
const HOUR = 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** The register on disk, five messages that show one story, and a program that ends and starts as the test says. */
async function stage() {
  const folder = await mkdtemp(join(tmpdir(), 'ficus-takedowns-'));
  const catalog = await openSqliteCatalog({ file: join(folder, 'ficus.db'), now: Date.now, exclusive: true });
  const { id } = await catalog.add(aStory({ library: LIBRARY }));
  const { posts, takedowns: register } = catalog.moderation;
  for (const message of ['1', '2', '3', '4', '5']) await posts.put({ message, channel: '9' }, [id], Number(message));
  let now = 0;
  const timers: { readonly due: number; readonly run: () => void }[] = [];
  const failures: unknown[] = [];
  const seen: string[] = [];

  /** @param edge - what Discord does with a message. @param last - what happens before the story is noted as through. */
  async function program(
    edge: (message: string) => Promise<Replaced> = async () => 'done',
    last: (showing: Showing) => Promise<void> = async () => {},
  ) {
    const showing = new Showing({ posts, now: () => now, onFailure: (error) => failures.push(error) });
    const takedowns = await Takedowns.open({
      ...{ posts, showing, now: () => now },
      register: {
        add: (...word) => register.add(...word),
        undo: (...word) => register.undo(...word),
        standing: () => register.standing(),
        async markSwept(story, at) {
          await last(showing);
          return register.markSwept(story, at);
        },
      },
      replace: (post) =>
        showing.inTurn(post.message, async () => {
          seen.push(post.message);
          const outcome = await edge(post.message);
          if (outcome === 'done' || outcome === 'gone') await showing.standsInTurn(post, []);
          return outcome;
        }),
      timer: (ms, run) => {
        const timer = { due: now + ms, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
      onSwept: () => {},
      onFailure: (error) => failures.push(error),
    });
    await takedowns.begin();
    return { takedowns, showing };
  }

  return {
    ...{ catalog, register, posts, id, program, seen, failures, timers },
    left: async () => (await posts.showing(id, 100)).map(({ message }) => message),
    swept: async () => (await register.standing()).map(({ swept }) => swept),
    /** Lets what is due by then happen. */
    async pass(ms: number, { takedowns }: { readonly takedowns: Takedowns }) {
      now += ms;
      for (const timer of timers.filter(({ due }) => due <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
      await takedowns.settled();
    },
    async [Symbol.asyncDispose]() {
      await catalog.close();
      await rm(folder, { recursive: true });
    },
  };
}

const never = () => new Promise<Replaced>(() => {});

describe('everything that shows the story is replaced', () => {
  test('oldest first, and it is said how many there were', async () => {
    await using s = await stage();
    const { takedowns } = await s.program(async (message) => (message === '2' ? 'gone' : 'done'));
    const { story, sweep } = await takedowns.take(s.id, [LIBRARY], WORD);
    expect(story.state).toBe('taken-down');
    expect(await sweep.finished).toMatchObject({ replaced: 4, waiting: 0 });
    expect(s.seen).toEqual(['1', '2', '3', '4', '5']);
    expect(await s.left()).toEqual([]);
    expect(await s.swept()).toEqual([true]);
    await takedowns.heard();
    await takedowns.settled();
    expect(s.seen).toHaveLength(5);
  });

  test('at once, too, what came to stand when all seemed to be through', async () => {
    await using s = await stage();
    let isFirst = true;
    const { takedowns } = await s.program(undefined, async (showing) => {
      if (isFirst) await showing.stands({ message: '6', channel: '9' }, [s.id]);
      isFirst = false;
    });
    const { sweep } = await takedowns.take(s.id, [LIBRARY], WORD);
    expect(await sweep.finished).toMatchObject({ replaced: 6, waiting: 0 });
    expect(s.seen.at(-1)).toBe('6');
    expect(await s.swept()).toEqual([true]);
    expect(s.timers).toEqual([]);
  });

  test.each([
    ['before any message', 0],
    ['between two messages', 2],
    ['at the last message', 4],
  ])('by the next start, where the program was killed %s', async (_, done) => {
    await using s = await stage();
    const killed = await s.program((message) => (Number(message) <= done ? Promise.resolve('done') : never()));
    await killed.takedowns.take(s.id, [LIBRARY], WORD);
    await expect.poll(() => s.left()).toHaveLength(5 - done);
    killed.takedowns.stop();
    const next = await s.program();
    await next.takedowns.settled();
    expect(await s.left()).toEqual([]);
    expect(await s.swept()).toEqual([true]);
  });

  test('by the next start, where Discord had done it and the program was killed before it noted that', async () => {
    await using s = await stage();
    await s.register.add(s.id, [LIBRARY], WORD);
    const next = await s.program();
    await next.takedowns.settled();
    expect(s.seen).toEqual(['1', '2', '3', '4', '5']);
    expect(await s.swept()).toEqual([true]);
  });

  test('by the next start, where the program was killed before it noted that nothing was left', async () => {
    await using s = await stage();
    await s.register.add(s.id, [LIBRARY], WORD);
    for (const message of await s.left()) await s.posts.remove(message);
    expect(await s.swept()).toEqual([false]);
    const next = await s.program();
    await next.takedowns.settled();
    expect(s.seen).toEqual([]);
    expect(await s.swept()).toEqual([true]);
  });

  test('that came to stand while it was swept, or after', async () => {
    await using s = await stage();
    const late = { message: '6', channel: '9' };
    const { takedowns, showing } = await s.program(async (message) => {
      if (message === '3') await showing.stands(late, [s.id]);
      return 'done';
    });
    const { sweep } = await takedowns.take(s.id, [LIBRARY], WORD);
    expect(await sweep.finished).toMatchObject({ replaced: 6 });
    await showing.stands({ message: '7', channel: '9' }, [s.id]);
    await expect.poll(() => s.left()).toEqual([]);
    expect(s.seen.slice(-2)).toEqual(['6', '7']);
  });
});

describe('what stands', () => {
  test('behind a lock or a closed door is counted by reason, and tried again every hour', async () => {
    await using s = await stage();
    const closed: Record<string, Replaced> = { '2': 'thread-locked', '4': 'not-allowed' };
    const program = await s.program(async (message) => closed[message] ?? 'done');
    const { sweep } = await program.takedowns.take(s.id, [LIBRARY], WORD);
    const left = { 'thread-locked': 1, 'not-allowed': 1, unreachable: 0 };
    expect(await sweep.finished).toEqual({ replaced: 3, waiting: 0, left });
    expect(await s.swept()).toEqual([false]);
    await s.pass(HOUR - 1, program);
    expect(s.seen).toHaveLength(5);
    delete closed['2'];
    await s.pass(1, program);
    expect(s.seen.slice(5)).toEqual(['2', '4']);
    delete closed['4'];
    await s.pass(HOUR, program);
    expect(await s.left()).toEqual([]);
    expect(await s.swept()).toEqual([true]);
    await s.pass(HOUR, program);
    expect(s.seen).toHaveLength(8);
  });

  test('where Discord does not answer is not asked for one by one, and again in a minute', async () => {
    await using s = await stage();
    let down = true;
    const program = await s.program(async (message) => {
      if (down && message === '3') throw new Error('Discord did not answer.');
      return 'done';
    });
    const { sweep } = await program.takedowns.take(s.id, [LIBRARY], WORD);
    expect(await sweep.finished).toMatchObject({ replaced: 2, left: { unreachable: 3 } });
    expect(s.seen).toEqual(['1', '2', '3']);
    down = false;
    await s.pass(MINUTE, program);
    expect(await s.left()).toEqual([]);
    expect(s.failures).toHaveLength(1);
  });

  test('when the takedown is undone meanwhile stays as it is', async () => {
    await using s = await stage();
    const gate = Promise.withResolvers<Replaced>();
    const { takedowns } = await s.program((message) => (message === '3' ? gate.promise : Promise.resolve('done')));
    const { sweep } = await takedowns.take(s.id, [LIBRARY], WORD);
    await expect.poll(() => s.seen).toContain('3');
    expect(await takedowns.undo(s.id, [LIBRARY], WORD)).toMatchObject({ state: 'published' });
    gate.resolve('done');
    expect(await sweep.finished).toMatchObject({ replaced: 3 });
    expect(await s.left()).toEqual(['4', '5']);
    await takedowns.take(s.id, [LIBRARY], WORD);
    await takedowns.settled();
    expect(await s.left()).toEqual([]);
    expect(await s.swept()).toEqual([true]);
  });
});

test('two who take it down at once have one takedown and one sweep', async () => {
  await using s = await stage();
  const { takedowns } = await s.program();
  const [one, two] = await Promise.all([1, 2].map(() => takedowns.take(s.id, [LIBRARY], WORD)));
  expect(await one?.sweep.finished).toEqual(await two?.sweep.finished);
  expect(s.seen).toHaveLength(5);
});
