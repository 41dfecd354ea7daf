/** A bot that is killed between deciding and telling: whoever reported hears of it after the next start, once. */
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { DEFAULT_SETTINGS } from '#src/moderation/settings.ts';
import { openStores } from '#src/stores.ts';
import { Ficus } from '#tests/cli/ficus.ts';
import { post } from '#tests/e2e/reading-room.ts';
import { NO_NOTE } from '#tests/e2e/report-room.ts';

const READY = 'Ficus is ready as';
/** Three starts of a program, in ms. */

test('what was decided before a kill is told after the next start, and not again', async () => {
  await using world = await Playground.start();
  await using ficus = await Ficus.install({ DISCORD_TOKEN: world.token, DISCORD_API_URL: world.apiUrl });
  const guild = world.firstGuild.id;
  const desk = world.channel('#general');
  const file = await ficus.file('wall.txt', post());
  await ficus.run('import', file, '--library', guild, '--permission', 'author-agreed', '--evidence', 'She said so.');
  const { moderation, close } = await openStores({ database: ficus.database }, false);
  await moderation.settings.put(guild, { ...DEFAULT_SETTINGS, reportChannel: desk.id });
  await close();
  const ada = world.member('ada').in('#recs');
  const mina = world.member('mina').in(desk);
  const told = () => world.member('ada').directMessage().messages();

  const first = ficus.start(['start']);
  await first.said(READY);
  const shown = await ada.slash('/fic show', { story: 'The Yellow Wall' });
  await ada.submit((await ada.press(shown.message, 'Report')).modal, NO_NOTE);
  const [posted] = mina.messages();
  // Nothing of what the bot says to members by itself gets out any more.
  const where = { route: '/users/@me/channels', times: Number.POSITIVE_INFINITY };
  const end = world.faults.rest({ kind: 'no-answer', processed: false }, where);
  await mina.press(posted, 'Withdraw');
  await world.until(() => world.requests.some(({ route }) => route === where.route));
  await first.stop('SIGKILL');
  end();
  expect(posted?.text).toContain('Settled: the fic is withdrawn');
  expect(told()).toEqual([]);

  const second = ficus.start(['start']);
  await second.said(READY);
  await world.until(() => told().length > 0);
  expect(told()[0]?.text).toContain('withdrawn the fic');
  await second.stop('SIGTERM');
  const third = ficus.start(['start']);
  await third.said(READY);
  expect((await ada.slash('/fic shelf')).followUps).toEqual([]);
  await third.stop('SIGTERM');
  expect(told()).toHaveLength(1);
});
