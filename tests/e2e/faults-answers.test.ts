/** Whatever becomes of the requests that carry an answer: the person has it, once, and the log says once that there was trouble. */
import { describe, expect, test } from 'vitest';
import type { Reply } from '#playground/gestures/reply.ts';
import type { Seat } from '#playground/gestures/seat.ts';
import { FAULTS, type FaultKind, ROUTES } from '#tests/e2e/fault-kinds.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

interface Stage {
  readonly room: ReadingRoom;
  readonly ada: Seat;
}

/** The ways to answer that Discord knows, each as a member meets it. */
const ANSWERS: readonly {
  readonly name: string;
  readonly before?: (stage: Stage) => Promise<Reply>;
  readonly ask: (stage: Stage, before: Reply | null) => Promise<Reply>;
  readonly had: (reply: Reply) => string | undefined;
  readonly expected: string;
}[] = [
  {
    name: 'a private answer',
    ask: ({ ada }) => ada.slash('/fic search', { query: 'wall' }),
    had: ({ message }) => message?.text,
    expected: '1 fic',
  },
  {
    name: 'a modal',
    before: ({ ada }) => ada.slash('/fic show', { story: 'The Yellow Wall' }),
    ask: ({ ada }, shown) => ada.press(shown?.message ?? null, 'Report'),
    had: ({ modal }) => modal?.data.title,
    expected: 'Report',
  },
  {
    name: 'an update',
    before: ({ ada }) => ada.slash('/fic read', { story: 'The Yellow Wall' }),
    ask: ({ ada }, page) => ada.press(page?.message ?? null, 'Next'),
    had: ({ message }) => message?.text,
    expected: 'Page 2 of',
  },
];

async function stage(direct: boolean): Promise<Stage & AsyncDisposable> {
  const room = await ReadingRoom.open();
  await room.add(post({ body: paragraphs(150) }));
  const ada = direct ? room.world.member('ada').directMessage() : room.world.member('ada').in('#general');
  return { room, ada, [Symbol.asyncDispose]: () => room[Symbol.asyncDispose]() };
}

/** The log has the one line, and no other. */
function expectLog(room: ReadingRoom, { line }: FaultKind): void {
  const { 'registered the commands, which had changed': _, ...lines } = room.logged();
  expect(lines).toEqual(line === null ? {} : { [line]: 1 });
}

describe.for(ANSWERS)('$name', ({ before, ask, had, expected, name }) => {
  test.concurrent.for(FAULTS)('comes once after $name', async (kind) => {
    await using s = await stage(name === 'an update');
    const earlier = (await before?.(s)) ?? null;
    const messages = s.ada.messages().length;
    s.room.world.faults.rest(kind.fault, { route: ROUTES.callback });
    const reply = await ask(s, earlier);
    expect(reply.status).toBe('answered');
    expect(had(reply)).toContain(expected);
    await s.room.stop();
    expect(s.ada.messages()).toHaveLength(messages + (name === 'a private answer' ? 1 : 0));
    expect(reply.followUps).toEqual([]);
    expectLog(s.room, kind);
    // The one that says that the answer had arrived; a slow answer is waited for.
    expect(s.room.expectRefusals(40060)).toBe(kind.processed && kind.line !== null ? 1 : 0);
  });
});

test.concurrent.for(FAULTS)('suggestions come, after $name', async (kind) => {
  await using s = await stage(false);
  s.room.world.faults.rest(kind.fault, { route: ROUTES.callback });
  expect(await s.ada.complete('/fic show', { story: 'yel' })).toHaveLength(1);
  await s.room.stop();
  expectLog(s.room, kind);
  s.room.expectRefusals(40060);
});

describe('an answer that was promised', () => {
  test.concurrent.for(FAULTS)('comes once, where the promise meets $name', async (kind) => {
    await using s = await stage(false);
    s.room.world.faults.rest({ kind: 'slow', milliseconds: 2500 }, { method: 'POST', route: ROUTES.threads });
    const asked = await s.ada.slash('/fic read', { story: 'The Yellow Wall' });
    s.room.world.faults.rest(kind.fault, { route: ROUTES.callback });
    const reply = await s.ada.press(asked.message, 'Read in my own thread');
    // Of the 1.2 s that are left for the promise, a rate limit of a second leaves too little.
    expect(reply.status).toBe(kind.fault.kind === 'rate-limit' ? reply.status : 'answered');
    await s.room.stop();
    if (reply.status === 'answered') expect(reply.message?.text).toContain('<#');
    expect(s.ada.visibleThreads()).toHaveLength(1);
    expect(s.ada.messages(s.ada.visibleThreads()[0])).toHaveLength(1);
    expect(s.room.expectRefusals(40060)).toBeLessThanOrEqual(kind.processed ? 1 : 0);
    s.room.expectRefusals(10062);
  });

  test.concurrent.for(FAULTS)('comes once, where it meets $name itself', async (kind) => {
    await using s = await stage(false);
    s.room.world.faults.rest({ kind: 'slow', milliseconds: 2500 }, { method: 'POST', route: ROUTES.threads });
    const asked = await s.ada.slash('/fic read', { story: 'The Yellow Wall' });
    s.room.world.faults.rest(kind.fault, { route: ROUTES.original });
    const reply = await s.ada.press(asked.message, 'Read in my own thread');
    expect(reply.message?.text).toContain('<#');
    // Who waits for Discord in silence notices it later than a bot that is to stop waits.
    if (kind.line !== null) await s.room.hears(kind.line);
    await s.room.stop();
    expect(s.ada.messages(s.ada.visibleThreads()[0])).toHaveLength(1);
    expectLog(s.room, kind);
  });
});
