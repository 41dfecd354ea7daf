/** The program is killed in the middle of a takedown, at each of its steps: the next start goes on, and nothing of the fic is left. */
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { newStory } from '#src/publishing/publishing.ts';
import { openStores } from '#src/stores.ts';
import { Ficus } from '#tests/cli/ficus.ts';
import { paragraphs, post } from '#tests/e2e/reading-room.ts';

const READY = 'Ficus is ready as';
const LINE = "A fic that stood here was taken down at its author's word.";
const CARDS = 4;

const WHERE = { route: '/channels/:channel/messages/:message', method: 'PATCH' };

/** Discord carries out the nth edit of a message, and the bot never hears so. Settles then. */
function nthEdit(world: Playground, nth: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const silence = () => world.faults.rest({ kind: 'no-answer', processed: true }, WHERE);
  let edits = 0;
  if (nth === 1) silence();
  world.on('change', (change) => {
    if (change.kind !== 'requested') return;
    const { method, route } = change.request;
    if (method !== WHERE.method || route !== WHERE.route) return;
    edits += 1;
    if (edits === nth - 1) silence();
    if (edits === nth) resolve();
  });
  return promise;
}

async function publish(database: string, library: string): Promise<void> {
  const stores = await openStores({ database }, false);
  const preparation = await stores.publishing.prepare(new TextEncoder().encode(post({ body: paragraphs(30) })));
  const permission = { basis: 'posted-by-author', evidence: '', by: 'operator', at: Date.now() } as const;
  await stores.catalog.add(newStory(preparation, library, permission, 'test'));
  await stores.close();
}

test.each([
  ['when it is hidden and no message is replaced', 0],
  ['when Discord has replaced the first, and nobody noted it', 1],
  ['between two messages', 3],
  ['at the last one, before it is noted that none is left', CARDS],
])('killed %s', async (_, edits) => {
  await using world = await Playground.start({ identifyInterval: 0 });
  const settings = { DISCORD_TOKEN: world.token, DISCORD_API_URL: world.apiUrl, LOG_LEVEL: 'info' };
  await using ficus = await Ficus.install(settings);
  await publish(ficus.database, world.guild('The Reading Room').id);
  const bot = ficus.start(['start']);
  await bot.said(READY);
  const ada = world.member('ada').in('#general');
  const mina = world.member('mina').in('#general');
  for (let cards = 0; cards < CARDS; cards += 1) await ada.slash('/fic show', { story: 'The Yellow Wall' });
  const cards = ada.messages();
  expect(cards.map(({ text }) => text.includes('The Yellow Wall'))).toEqual(Array(CARDS).fill(true));
  const asked = await mina.slash('/library takedown', { story: 'The Yellow Wall', reason: 'Its author asked.' });

  if (edits === 0) {
    // Nothing that is edited arrives: the takedown is on disk, and no message is replaced.
    const heal = world.faults.rest(
      { kind: 'no-answer', processed: false },
      { ...WHERE, times: Number.POSITIVE_INFINITY },
    );
    await mina.press(asked.message, 'Take it down');
    expect(asked.message?.text).toContain(`${CARDS} more are being replaced`);
    await bot.stop('SIGKILL');
    heal();
  } else {
    const reached = nthEdit(world, edits);
    const pressed = mina.press(asked.message, 'Take it down');
    await reached;
    await bot.stop('SIGKILL');
    expect((await pressed).error).toBe('This interaction failed');
  }
  await world.until(() => !world.botIsOnline);

  const again = ficus.start(['start']);
  await again.said(READY);
  await again.said('replaced what was posted');
  expect(ada.messages().map(({ text }) => text)).toEqual(Array(CARDS).fill(LINE));
  expect((await ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('No fic here');
  await again.stop('SIGTERM');
});
