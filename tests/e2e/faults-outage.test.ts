/** Discord ill for longer, and in every way at once: the bot stays up, says so in a few lines, and goes on when it is over. */
import { expect, test } from 'vitest';
import { isThread, updateThread } from '#playground/world/threads.ts';
import { FAILED, FAULTS, ROUTES, SILENT } from '#tests/e2e/fault-kinds.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const ALWAYS = Number.POSITIVE_INFINITY;

/** Numbers from 0 up to 1, the same ones in every run: Park and Miller's generator. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('a minute in which every answer is refused is four lines, however many ask', async () => {
  // A minute that is not over before the bot stops, however long the machine takes for it.
  const timer = (ms: number, run: () => void) => {
    const timeout = ms < 60_000 ? setTimeout(run, ms) : undefined;
    return () => clearTimeout(timeout);
  };
  await using room = await ReadingRoom.open({ timer });
  await room.add(post());
  const seats = ['ada', 'mina', 'newt'].map((name) => room.world.member(name).in('#general'));
  const off = room.world.faults.rest({ kind: 'server-error', status: 503 }, { route: ROUTES.callback, times: ALWAYS });
  // Ten at a time, so that no answer is late because the machine had others to work out.
  for (let round = 0; round < 6; round += 1) {
    const asked = Array.from({ length: 10 }, (_, index) => seats[index % 3]?.slash('/fic search', { query: 'wall' }));
    for (const reply of await Promise.all(asked)) expect(reply?.error).toBe('The application did not respond');
  }
  await room.stop();
  off();
  await room.start();
  expect((await seats[0]?.slash('/fic search', { query: 'wall' }))?.message?.text).toContain('1 fic');
  const { 'registered the commands, which had changed': _, ...lines } = room.logged();
  const counts = Object.entries(lines).map(([line, times]) => `${times}× ${line.replace(/\d+ more/, 'N more')}`);
  expect(counts.sort()).toEqual([
    `1× ${FAILED}`,
    `1× ${FAILED}; and N more`,
    '1× an answer did not get through, as far as is known',
    '1× an answer did not get through, as far as is known; and N more',
  ]);
  expect(room.log.find(({ msg }) => msg.startsWith('an answer') && msg.includes('more'))).toMatchObject({ more: 59 });
});

test('with a fault in every fourth request, of every kind, a whole evening of reading is as it should be', async () => {
  await using room = await ReadingRoom.open({ playground: { random: dice(20_261_126) } });
  await room.add(post({ body: paragraphs(150) }));
  const ada = room.world.member('ada').in('#general');
  for (const { fault } of FAULTS) room.world.faults.rest(fault, { times: ALWAYS, chance: 0.02 });
  for (const fault of ['twice', 'swapped'] as const) room.world.faults.events(fault, { times: ALWAYS, chance: 0.1 });

  const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
  expect((await ada.press(asked.message, 'Read in my own thread')).message?.text).toContain('<#');
  const page = ada.messages(ada.visibleThreads()[0])[0];
  for (let turn = 2; turn <= 6; turn += 1) {
    expect((await ada.press(page, 'Next')).status).toBe('answered');
    expect(page?.text).toContain(`Page ${turn} of`);
  }
  for (let searches = 0; searches < 8; searches += 1) {
    const found = await ada.slash('/fic search', { query: 'wall' });
    expect(found.message?.text).toContain('1 fic');
    expect(found.followUps).toEqual([]);
  }
  const card = (await ada.slash('/fic show', { story: 'The Yellow Wall' })).message;
  expect((await ada.press(card, 'Keep for later')).message?.text).toContain('is on your shelf');
  expect((await ada.slash('/fic shelf')).message?.text).toContain('The Yellow Wall');
  await room.stop();
  // The question where to read, which became the link; eight searches, the card, the notice, the shelf.
  expect(ada.messages()).toHaveLength(1 + 8 + 1 + 1 + 1);
  expect(ada.visibleThreads()).toHaveLength(1);
  expect(ada.messages(ada.visibleThreads()[0])).toHaveLength(1);
  expect(room.world.requests.filter(({ fault }) => fault !== null).length).toBeGreaterThan(2);
  expect(room.log.filter(({ level }) => level >= 50)).toEqual([]);
  room.expectRefusals(40060);
});

test.for([
  { fault: { kind: 'server-error', status: 503 }, sent: 2, seen: 1 },
  { fault: { kind: 'cut', processed: true }, sent: 1, seen: 1 },
  { fault: { kind: 'no-answer', processed: true }, sent: 1, seen: 1 },
  // Rather nothing than twice: of these nobody can know.
  { fault: { kind: 'server-error', status: 502 }, sent: 1, seen: 0 },
] as const)('a follow-up that meets $fault is sent $sent times and seen $seen times', async ({ fault, sent, seen }) => {
  await using room = await ReadingRoom.open();
  await room.add(post({ body: paragraphs(150) }));
  const { world } = room;
  const ada = world.member('ada').in('#general');
  const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
  await ada.press(asked.message, 'Read in my own thread');
  const [thread] = ada.visibleThreads();
  if (!thread || !isThread(thread)) throw new Error('No thread was opened.');
  const page = ada.messages(thread)[0];
  updateThread(world, thread, { archived: true, locked: true });
  // Long enough for the page to be promised; then the thread is found locked, and the page is for the reader's eyes alone.
  world.faults.rest({ kind: 'slow', milliseconds: 2400 }, { method: 'PATCH', route: '/channels/:channel' });
  world.faults.rest(fault, { method: 'POST', route: ROUTES.followUp });
  const reply = await ada.press(page, 'Next', { until: 'acknowledged' });
  await room.stop();
  expect(reply.followUps).toHaveLength(seen);
  expect(world.requests.filter(({ route }) => route === ROUTES.followUp)).toHaveLength(sent);
});

test('it starts although Discord takes no commands for an hour, and says for how long', async () => {
  await using room = await ReadingRoom.open({ bot: false });
  const route = '/applications/:application/commands';
  room.world.faults.rest({ kind: 'rate-limit', scope: 'route', retryAfter: 60 * 60_000 }, { method: 'PUT', route });
  await room.start();
  // discord.js waits a moment longer than it is told to.
  expect(room.log.filter(({ minutes }) => minutes === 61)).toHaveLength(1);
  await room.restart();
  expect((await room.world.member('ada').in('#general').slash('/fic search', { query: 'wall' })).status).toBe(
    'answered',
  );
});

test('it starts although Discord fails at first, at the login and at the commands, and says so once', async () => {
  await using room = await ReadingRoom.open({ bot: false });
  const { faults } = room.world;
  faults.rest({ kind: 'server-error', status: 502 }, { route: '/gateway/bot', times: 2 });
  faults.rest({ kind: 'cut' }, { method: 'PUT', route: '/applications/:application/commands', times: 2 });
  await room.start();
  const ada = room.world.member('ada').in('#general');
  expect((await ada.slash('/fic search', { query: 'wall' })).status).toBe('answered');
  expect(room.logged()).toEqual({ [FAILED]: 1, [SILENT]: 1, 'registered the commands, which had changed': 1 });
});

test('it stops although Discord is silent and the connection deaf, and says who has no answer', async () => {
  const room = await ReadingRoom.open();
  await room.add(post());
  const { world } = room;
  world.faults.rest({ kind: 'no-answer', processed: false }, { times: ALWAYS });
  const asked = world.member('ada').in('#general').slash('/fic search', { query: 'wall' });
  world.faults.gateway.muteHeartbeats();
  await world.until(() => world.requests.some(({ fault }) => fault !== null));
  await room.stop();
  // It gave up on the answer, and said so, before it left a connection that says no goodbye.
  expect(room.logged()).toMatchObject({ 'an answer did not get through, as far as is known': 1 });
  expect((await asked).status).toBe('failed');
  await room[Symbol.asyncDispose]();
});
