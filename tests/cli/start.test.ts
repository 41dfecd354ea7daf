/** `ficus start`: it says why it cannot, stops when told to, and loses nothing when it is killed. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import { Playground } from '#playground/playground.ts';
import { Ficus } from '#tests/cli/ficus.ts';
import { paragraphs, post } from '#tests/e2e/reading-room.ts';

const READY = 'Ficus is ready as';
const LONG = post({ title: 'The Long Rain', body: paragraphs(60) });

/** Settings that lead to the double in place of Discord. */
const on = ({ token, apiUrl }: Playground) => ({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl });

function registrations({ requests }: Playground): number {
  return requests.filter(({ method, route }) => method === 'PUT' && route.endsWith('/commands')).length;
}

async function openPage(seat: Seat, story: string) {
  const asked = await seat.slash('/fic read', { story });
  await seat.press(asked.message, 'Read in my own thread');
  const page = seat.messages(seat.visibleThreads()[0]).at(-1);
  if (!page) throw new Error('No page was opened.');
  return page;
}

describe('start ends with 1 and says what to do', () => {
  test('without a token', async () => {
    await using ficus = await Ficus.install();
    const { code, out, err } = await ficus.run('start');
    expect(code).toBe(1);
    expect(err).toBe(
      'No bot token is set. Put DISCORD_TOKEN into .env (see .env.example), or try Ficus without one: npx ficus play\n',
    );
    expect(out).toBe('');
  });

  test('with a token that Discord refuses', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install({ ...on(world), DISCORD_TOKEN: 'wrong' });
    const { code, err } = await ficus.run('start');
    expect(code).toBe(1);
    expect(err).toContain('Discord does not accept the token in DISCORD_TOKEN. Copy it again');
    expect(err).not.toContain('    at ');
  });

  test('where Discord cannot be reached', async () => {
    const world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    await world.close();
    const { code, err } = await ficus.run('start');
    expect(code).toBe(1);
    expect(err).toBe(`Discord can't be reached at ${world.apiUrl}: ECONNREFUSED.\n`);
  });

  test('where another bot runs on the same database, which goes on', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    const first = ficus.start(['start']);
    await first.said(READY);
    const second = await ficus.runWith({ FICUS_STATE: `${ficus.folder}/other.db` }, 'start');
    expect(second.code).toBe(1);
    expect(second.err).toBe(`Another Ficus is running on ${ficus.database}. Stop it first, or set another file.\n`);
    expect(world.botIsOnline).toBe(true);
  });

  test('on a database of a newer version, which it leaves alone', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    await ficus.run('import', await ficus.file('wall.txt', post()));
    using database = new DatabaseSync(ficus.database);
    database.exec('PRAGMA user_version = 1000');
    const { code, err } = await ficus.run('start');
    expect(code).toBe(1);
    expect(err).toContain('was made by a newer Ficus (version 1,000; this one knows');
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1000 });
  });

  test('on a file that is no database', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    const letter = await ficus.file('ficus.db', 'Dear diary, '.repeat(1000));
    const { code, err } = await ficus.run('start');
    expect(code).toBe(1);
    expect(err).toContain(`The database ${letter} can't be used`);
  });
});

describe('it ends with 1 and says why', () => {
  test('where Discord takes the login and then not the commands', async () => {
    await using world = await Playground.start({ log: () => {} });
    world.on('change', ({ kind }) => {
      if (kind === 'commands-changed') throw new Error('Discord is ill today.');
    });
    await using ficus = await Ficus.install(on(world));
    const { code, err } = await ficus.run('start');
    expect(code).toBe(1);
    expect(err).toContain(`Discord can't be reached at ${world.apiUrl}: `);
    await world.until(() => !world.botIsOnline);
  });

  test('when its token is reset while it runs', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    const bot = ficus.start(['start']);
    await bot.said(READY);
    world.resetToken();
    world.faults.gateway.drop();
    const { code, err } = await bot.ended;
    expect(code).toBe(1);
    expect(err).toContain('Discord does not accept the token in DISCORD_TOKEN. Copy it again');
  });
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s stops it with 0, and Discord sees it leave', async (signal) => {
  await using world = await Playground.start();
  await using ficus = await Ficus.install(on(world));
  const bot = ficus.start(['start']);
  await bot.said(READY);
  const { code, out } = await bot.stop(signal);
  expect(code).toBe(0);
  expect(out).toBe('');
  await world.until(() => !world.botIsOnline);
});

const outages: readonly (readonly [string, (world: Playground) => unknown])[] = [
  ['silent', ({ faults }) => faults.rest({ kind: 'no-answer' }, { times: Number.POSITIVE_INFINITY })],
  ['gone, and the bot about to connect again', (world) => world.close()],
];
test.each(outages)('SIGTERM stops it with 0 also while Discord is %s', async (_, fail) => {
  await using world = await Playground.start();
  await using ficus = await Ficus.install({ ...on(world), LOG_LEVEL: 'warn' });
  const bot = ficus.start(['start']);
  await bot.said(READY);
  const ada = world.member('ada').in('#general');
  world.faults.rest({ kind: 'no-answer', processed: false }, { times: 1 });
  const asked = ada.slash('/fic search', { query: 'rain' });
  await world.until(() => typeof world.requests.at(-1)?.fault === 'string');
  await fail(world);
  const { code, err } = await bot.stop('SIGTERM');
  expect(code).toBe(0);
  expect(err).not.toContain('"level":50');
  expect(err).not.toContain('unhandled');
  await asked;
});

test('it starts once Discord is well again, and says what it waited for', async () => {
  await using world = await Playground.start();
  await using ficus = await Ficus.install(on(world));
  world.faults.rest({ kind: 'server-error', status: 503 }, { times: 2 });
  const bot = ficus.start(['start']);
  await bot.said(READY);
  const { code, err } = await bot.stop('SIGTERM');
  expect(code).toBe(0);
  expect(err.match(/Discord answers that it failed/g)).toHaveLength(2);
});

test('the commands are registered at the first start, and again only when they changed', async () => {
  await using world = await Playground.start({ identifyInterval: 0 });
  await using ficus = await Ficus.install(on(world));
  const startAndStop = async (wanted: number, settings = {}) => {
    const bot = ficus.start(['start'], settings);
    await bot.said(READY);
    await world.until(() => registrations(world) >= wanted);
    await bot.stop('SIGTERM');
    expect(registrations(world)).toBe(wanted);
  };
  // Once everywhere, and once in each of two servers.
  await startAndStop(3);
  await startAndStop(3);
  // With a role for moderators Discord has to offer each server's own commands to all.
  await startAndStop(5, { FICUS_MODERATOR_ROLES: '100000000000000000' });
});

test('killed in the middle of everything, it goes on where everyone was', async () => {
  await using world = await Playground.start({ identifyInterval: 0 });
  await using ficus = await Ficus.install({ ...on(world), LOG_LEVEL: 'warn' });
  const [{ id }] = await ficus.json('import', await ficus.file('rain.txt', LONG), '--permission', 'public-domain');
  const ada = world.member('ada').in('#general');
  const mina = world.member('mina').in('#general');

  const bot = ficus.start(['start']);
  await bot.said(READY);
  const page = await openPage(ada, id);
  await ada.press(page, 'Next');
  const left = page.text;
  expect(left).toMatch(/Page 2 of/);
  const published = await mina.slash('/library import', { file: { name: 'wall.txt', bytes: post() } });
  await mina.select(published.message, 'Why may we show this text?', ['Its author posted it here']);
  const file = { name: 'door.txt', bytes: post({ title: 'The Green Door' }) };
  const draft = await mina.slash('/library import', { file });
  await mina.select(draft.message, 'Why may we show this text?', ['Its author posted it here']);
  await mina.press(published.message, 'Publish');
  expect(published.message?.text).toContain('is in the library');
  await bot.stop('SIGKILL');
  await world.until(() => !world.botIsOnline);

  const again = ficus.start(['start']);
  await again.said(READY);
  expect((await ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('The Yellow Wall');
  await mina.press(draft.message, 'Publish');
  expect(draft.message?.text).toContain('is in the library');
  expect((await ada.slash('/fic search', { query: 'green door' })).message?.text).toContain('1 fic');
  await ada.press(page, 'Next');
  expect(page.text).toMatch(/Page 3 of/);
  await ada.press(page, 'Previous');
  expect(page.text).toBe(left);
  await again.stop('SIGKILL');
  await world.until(() => !world.botIsOnline);

  const third = ficus.start(['start']);
  await third.said(READY);
  await ada.slash('/fic read');
  expect(ada.messages(ada.visibleThreads()[0]).at(-1)?.text).toBe(left);
  expect(world.refusals).toEqual([]);
  const { err } = await third.stop('SIGTERM');
  expect(err).not.toContain('"level":');
});

test('what is imported beside it is found at once', async () => {
  await using world = await Playground.start();
  await using ficus = await Ficus.install(on(world));
  const bot = ficus.start(['start']);
  await bot.said(READY);
  const ada = world.member('ada').in('#general');
  expect((await ada.slash('/fic search', { query: 'rain' })).message?.text).toContain('No fic here');
  expect(await ada.complete('/fic show', { story: 'long' })).toEqual([]);
  const { code } = await ficus.run('import', await ficus.file('rain.txt', LONG), '--permission', 'public-domain');
  expect(code).toBe(0);
  expect((await ada.slash('/fic search', { query: 'rain' })).message?.text).toContain('The Long Rain');
  expect(await ada.complete('/fic show', { story: 'long' })).toHaveLength(1);
});
