/** The program is killed in the middle of a takedown, at each of its steps: the next start goes on, and nothing of the fic is left. */
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { Ficus } from '#tests/cli/ficus.ts';
import { paragraphs, post } from '#tests/e2e/reading-room.ts';

const READY = 'Ficus is ready as';
const EDIT = 'PATCH /channels/:channel/messages/:message';
const LINE = "A fic that stood here was taken down at its author's word.";
const CARDS = 4;

/** Settles when the bot has asked for the nth edit of a message, which the double has carried out or not. */
function nthEdit(world: Playground, nth: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let edits = 0;
  world.on('change', (change) => {
    if (change.kind !== 'requested') return;
    const { method, route, status } = change.request;
    if (`${method} ${route}` !== EDIT || status >= 300) return;
    edits += 1;
    if (edits === nth) resolve();
  });
  return promise;
}

test.each([
  ['when it is hidden and no message is replaced', 0],
  ['when Discord has replaced the first, and nobody noted it', 1],
  ['between two messages', 2],
  ['at the last one, before it is noted that none is left', CARDS],
])('killed %s', async (_, edits) => {
  await using world = await Playground.start({ identifyInterval: 0 });
  const settings = { DISCORD_TOKEN: world.token, DISCORD_API_URL: world.apiUrl, LOG_LEVEL: 'info' };
  await using ficus = await Ficus.install(settings);
  const file = await ficus.file('wall.txt', post({ body: paragraphs(30) }));
  const library = world.guild('The Reading Room').id;
  await ficus.run('import', file, '--library', library, '--permission', 'posted-by-author');
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
      { route: '/channels/:channel/messages/:message', method: 'PATCH', times: Number.POSITIVE_INFINITY },
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
    await pressed;
  }
  await world.until(() => !world.botIsOnline);

  const again = ficus.start(['start']);
  await again.said(READY);
  await again.said('replaced what was posted');
  expect(ada.messages().map(({ text }) => text)).toEqual(Array(CARDS).fill(LINE));
  expect((await ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('No fic here');
  await again.stop('SIGTERM');
});
