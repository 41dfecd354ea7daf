/** Whatever becomes of the requests that open a thread and post a page: there is one thread, one page in it, and the place is kept. */
import { describe, expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import { FAULTS, ROUTES } from '#tests/e2e/fault-kinds.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

async function stage() {
  const room = await ReadingRoom.open();
  const story = await room.add(post({ body: paragraphs(150) }));
  const ada = room.world.member('ada').in('#general');
  return { room, story, ada, [Symbol.asyncDispose]: () => room[Symbol.asyncDispose]() };
}

/** Takes the reader to the question where to read, and gives back the press that opens the page. */
async function atTheDoor(ada: Seat) {
  const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
  return () => ada.press(asked.message, 'Read in my own thread');
}

const STEPS = [
  { step: 'making the thread', method: 'POST', route: ROUTES.threads },
  { step: 'bringing the reader in', method: 'PUT', route: ROUTES.threadMembers },
  { step: 'posting the page', method: 'POST', route: ROUTES.messages },
] as const;

describe.for(STEPS)('$step', ({ method, route }) => {
  test.concurrent.for(FAULTS)('meets $name: one thread, one page, one answer', async ({ fault, line }) => {
    await using s = await stage();
    const open = await atTheDoor(s.ada);
    s.room.world.faults.rest(fault, { method, route });
    const reply = await open();
    expect(reply.status).toBe('answered');
    expect(reply.message?.text).toContain('<#');
    await s.room.stop();

    const threads = s.ada.visibleThreads();
    expect(threads).toHaveLength(1);
    expect(s.room.world.threadsOf(s.room.world.channel('#general'))).toHaveLength(1);
    expect(s.ada.messages(threads[0])).toHaveLength(1);
    expect(s.ada.messages()).toHaveLength(1);
    const { 'registered the commands, which had changed': _, ...lines } = s.room.logged();
    expect(lines).toEqual(line === null ? {} : { [line]: 1 });

    await s.room.start();
    await s.ada.press(s.ada.messages(threads[0])[0], 'Next');
    await s.ada.slash('/fic read');
    expect(s.ada.visibleThreads()).toHaveLength(1);
    expect(s.ada.messages(threads[0]).at(-1)?.text).toContain('Page 2 of');
  });
});

test('two readers of one name, whose threads both went unheard, each have their own', async () => {
  await using s = await stage();
  const { world } = s.room;
  Object.assign(world.user('newt'), { displayName: world.user('ada').displayName });
  const newt = world.member('newt').in('#general');
  const doors = [await atTheDoor(s.ada), await atTheDoor(newt)];
  world.faults.rest({ kind: 'cut' }, { method: 'POST', route: ROUTES.threads, times: 2 });
  for (const reply of await Promise.all(doors.map((open) => open()))) expect(reply.message?.text).toContain('<#');
  const [adas, newts] = [s.ada.visibleThreads(), newt.visibleThreads()];
  expect([adas.length, newts.length]).toEqual([1, 1]);
  expect(adas[0]?.id).not.toBe(newts[0]?.id);
  expect(world.threadsOf(world.channel('#general'))).toHaveLength(2);
});

test('a thread that only an empty-handed reader knows of is found at the next try', async () => {
  await using s = await stage();
  const open = await atTheDoor(s.ada);
  const { world } = s.room;
  // Made, and never heard of, and neither is the list of threads.
  world.faults.rest({ kind: 'server-error', status: 500, processed: true }, { method: 'POST', route: ROUTES.threads });
  const off = world.faults.rest(
    { kind: 'server-error', status: 503 },
    { method: 'GET', route: '/guilds/:guild/threads/active', times: 3 },
  );
  expect((await open()).message?.text).toContain('<#');
  off();
  expect(world.threadsOf(world.channel('#general'))).toHaveLength(1);
});
