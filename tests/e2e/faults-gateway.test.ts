/** Whatever becomes of the connection and of the events on it: nobody is left without an answer, nobody has two, one line tells of it. */
import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { updateChannel } from '#playground/world/guilds.ts';
import { ROUTES } from '#tests/e2e/fault-kinds.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const LOST = 'the connection to Discord was lost; connecting again';
const RESUMED = 'connected to Discord again, and nothing was missed';
const ANEW = 'connected to Discord again, in a new session';

type Options = NonNullable<Parameters<typeof ReadingRoom.open>[0]>['playground'];

async function stage(playground: Options = {}) {
  const room = await ReadingRoom.open({ playground });
  await room.add(post({ body: paragraphs(150) }));
  const { world } = room;
  const ada = world.member('ada').in('#general');
  /** The lines about trouble. */
  const lines = () => {
    const { 'registered the commands, which had changed': _, ...others } = room.logged();
    return others;
  };
  const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
  await ada.press(asked.message, 'Read in my own thread');
  const page = ada.messages(ada.visibleThreads()[0])[0];
  const answers = () => world.requests.filter(({ route }) => route === ROUTES.callback).length;
  return { room, world, ada, page, lines, answers, [Symbol.asyncDispose]: () => room[Symbol.asyncDispose]() };
}

type Stage = Awaited<ReturnType<typeof stage>>;

describe('in the middle of reading the connection', () => {
  test.concurrent.for([
    ['is dropped', (s: Stage) => s.world.faults.gateway.drop()],
    ['is cut', (s: Stage) => s.world.faults.gateway.cut()],
    ['is to be made anew', (s: Stage) => s.world.faults.gateway.requestReconnect()],
  ] as const)('%s: what was pressed meanwhile is answered once, and two lines tell of it', async ([, fail]) => {
    await using s = await stage();
    const before = s.answers();
    fail(s);
    await s.world.until(() => !s.world.botIsOnline);
    const turned = await s.ada.press(s.page, 'Next');
    expect(turned.status).toBe('answered');
    expect(s.page?.text).toContain('Page 2 of');
    await s.room.hears(RESUMED);
    expect(s.answers()).toBe(before + 1);
    expect(s.lines()).toEqual({ [LOST]: 1, [RESUMED]: 1 });
  });

  test.concurrent('loses its session, to be taken up again, without a gap and without a word', async () => {
    await using s = await stage();
    s.world.faults.gateway.invalidate({ resumable: true });
    await s.world.until(() => s.world.botIsOnline);
    expect((await s.ada.press(s.page, 'Next')).status).toBe('answered');
    expect(s.page?.text).toContain('Page 2 of');
    expect(s.lines()).toEqual({});
  });

  test.concurrent('loses its session for good: the bot logs in anew and goes on', async () => {
    await using s = await stage();
    s.world.faults.gateway.invalidate();
    await s.room.hears(ANEW);
    expect((await s.ada.press(s.page, 'Next')).status).toBe('answered');
    expect(s.page?.text).toContain('Page 2 of');
    expect(s.lines()).toEqual({ [LOST]: 1, [ANEW]: 1 });
  });

  test.concurrent('is away for longer than can be resumed: the bot logs in anew', async () => {
    await using s = await stage();
    s.world.faults.gateway.drop();
    await s.world.until(() => !s.world.botIsOnline);
    // More than the double keeps.
    const channel = s.world.channel('#general');
    for (let count = 0; count < 1001; count += 1) updateChannel(s.world, channel, { topic: `News ${count}` });
    await s.room.hears(ANEW);
    expect((await s.ada.press(s.page, 'Next')).status).toBe('answered');
    // It tried to resume first.
    expect(s.lines()).toEqual({ [LOST]: 1, [`${ANEW}; and 1 more`]: 1 });
  });

  test.concurrent('has no heartbeat answered: it is given up and resumed', async () => {
    await using s = await stage({ heartbeatInterval: 100 });
    const unmute = s.world.faults.gateway.muteHeartbeats();
    await s.world.until(() => !s.world.botIsOnline);
    unmute();
    await s.room.hears(RESUMED);
    expect((await s.ada.press(s.page, 'Next')).status).toBe('answered');
    expect(s.page?.text).toContain('Page 2 of');
    expect(s.lines()[LOST]).toBe(1);
  });

  test.concurrent('comes and goes: a line when it begins and one when it ends, and a count', async () => {
    await using s = await stage();
    for (let times = 0; times < 4; times += 1) {
      s.world.faults.gateway.drop();
      await s.world.until(() => !s.world.botIsOnline);
      await s.world.until(() => s.world.botIsOnline);
    }
    expect((await s.ada.press(s.page, 'Next')).status).toBe('answered');
    await s.room.stop();
    const told = s.room.log.filter(({ msg }) => msg.includes('onnect')).map(({ msg }) => msg);
    expect(told.slice(0, 2)).toEqual([LOST, RESUMED]);
    expect(told.slice(2)).toEqual([expect.stringMatching(/; and 3 more$/)]);
  });
});

describe('an event', () => {
  test('comes twice, whichever it is: one answer, one page, one place', async () => {
    await using s = await stage();
    const before = s.answers();
    s.world.faults.events('twice', { times: Number.POSITIVE_INFINITY });
    await s.ada.press(s.page, 'Next');
    await s.ada.slash('/fic read');
    await s.ada.slash('/fic search', { query: 'wall' });
    await s.room.stop();
    expect(s.answers()).toBe(before + 3);
    expect(s.ada.visibleThreads()).toHaveLength(1);
    expect(s.ada.messages(s.ada.visibleThreads()[0]).map(({ text }) => /Page \d/.exec(text)?.[0])).toEqual([
      'Page 2',
      'Page 2',
    ]);
    expect(s.lines()).toEqual({});
  });

  test('of everything that a reader does overtakes another: all of it is answered once', async () => {
    await using s = await stage();
    const before = s.answers();
    s.world.faults.events('swapped', { times: Number.POSITIVE_INFINITY });
    const [turned, found] = await Promise.all([
      s.ada.press(s.page, 'Next'),
      s.ada.slash('/fic search', { query: 'wall' }),
    ]);
    expect([turned.status, found.status]).toEqual(['answered', 'answered']);
    await s.room.stop();
    expect(s.answers()).toBe(before + 2);
    expect(s.page?.text).toContain('Page 2 of');
  });

  test('of an interaction comes before that of the thread in which it was made', async () => {
    await using s = await stage();
    const olive = s.world.member('newt').in('#general');
    const asked = await olive.slash('/fic read', { story: 'The Yellow Wall' });
    s.world.faults.events('swapped', { event: GatewayDispatchEvents.ThreadCreate });
    await olive.press(asked.message, 'Read in my own thread');
    const page = olive.messages(olive.visibleThreads()[0])[0];
    expect((await olive.press(page, 'Next')).status).toBe('answered');
    expect(page?.text).toContain('Page 2 of');
  });

  test('comes again after a resume: it was handled, and is not handled again', async () => {
    await using s = await stage();
    s.world.faults.events('twice', { event: 'INTERACTION_CREATE' });
    const press = s.ada.press(s.page, 'Next');
    s.world.faults.gateway.drop();
    expect((await press).status).toBe('answered');
    await s.room.hears(RESUMED);
    await s.room.stop();
    expect(s.page?.text).toContain('Page 2 of');
    expect(s.world.refusals).toEqual([]);
  });
});
