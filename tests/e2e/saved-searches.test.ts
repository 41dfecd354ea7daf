/** Searches that are there again: the last one with its page, and those that were saved under a name. */
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { SEARCH_LIFETIME } from '#commands/search/kept.ts';
import type { Seat } from '#playground/gestures/seat.ts';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';

async function rainyRoom(): Promise<ReadingRoom> {
  const room = await ReadingRoom.open();
  for (let number = 1; number <= 12; number += 1) {
    await room.add(post({ title: `Rain ${number}`, rating: number <= 3 ? 'R' : 'PG' }));
  }
  return room;
}

async function save(seat: Seat, query: string, name: string) {
  const { message } = await seat.slash('/fic search', { query });
  const asked = await seat.press(message, 'Save');
  return seat.submit(asked.modal, { Name: name });
}

test('a search without words leads back to the last one, at its page, after a restart and from another channel', async () => {
  await using room = await rainyRoom();
  const ada = room.world.member('ada').in('#after-dark');
  const first = await ada.slash('/fic search');
  expect(first.message?.buttonLabels.join()).not.toContain('last search');
  const { message } = await ada.slash('/fic search', { query: 'rain' });
  await ada.press(message, 'Next');
  await ada.press(message, 'Next');
  await room.restart();

  // In the open channel there are nine, and so no third page.
  const open = room.world.member('ada').in('#general');
  for (const [seat, page] of [
    [ada, 'Page 3 of 3'],
    [open, 'Page 2 of 2'],
  ] as const) {
    const newest = await seat.slash('/fic search');
    await seat.press(newest.message, /^Back to your last search: “rain”/.exec(label(newest.message))?.input ?? '');
    expect(newest.message?.buttonLabels).toContain(page);
  }
  // What one member searched for is nobody else's.
  const newt = room.world.member('newt').in('#after-dark');
  expect(label((await newt.slash('/fic search')).message)).toBe('');
});

const label = (message: { readonly buttonLabels: readonly string[] } | null | undefined) =>
  message?.buttonLabels.find((each) => each.startsWith('Back to')) ?? '';

test('a saved search is offered, run with the eyes of where it is run, narrowed, and removed', async () => {
  await using room = await rainyRoom();
  const dark = room.world.member('ada').in('#after-dark');
  const saved = await save(dark, 'rain', 'Rainy days');
  expect(saved.message?.text).toContain('**Rainy days** is saved');
  await room.restart();

  const open = room.world.member('ada').in('#general');
  expect(await open.complete('/fic search', { saved: 'rAINY' })).toEqual([{ name: 'Rainy days', value: 'Rainy days' }]);
  expect((await dark.slash('/fic search', { saved: 'Rainy days' })).message?.text).toContain('12 fics');
  const mild = await open.slash('/fic search', { saved: 'rainy days' });
  expect(mild.message?.text).toContain('9 fics');
  expect(mild.message?.text).toContain('3 fics are hidden');
  const narrowed = await dark.slash('/fic search', { saved: 'Rainy days', rating: 'Mature' });
  expect(narrowed.message?.text).toContain('3 fics');

  const list = await open.slash('/fic searches');
  expect(list.message?.text).toContain('**Rainy days** · “rain”');
  expect(list.message?.text).toContain('**Last:** “rain”, rated Mature');
  const run = await open.select(list.message, 'Run a search', ['Rainy days']);
  expect(run.message?.text).toContain('9 fics');
  await open.select(list.message, 'Remove a search', ['Rainy days']);
  expect(list.message?.text).toContain('is removed');
  const gone = await open.slash('/fic search', { saved: 'Rainy days' });
  expect(gone.message?.text).toContain('no saved search called Rainy days');
});

test('a name that is taken, one that shows nothing, and one too many are told, and nothing is lost', async () => {
  await using room = await rainyRoom();
  const ada = room.world.member('ada').in('#after-dark');
  await save(ada, 'rain', 'Été');
  expect((await save(ada, 'holmes', 'ete')).message?.text).toContain('called ete already');
  expect((await save(ada, 'holmes', '\u200b')).message?.text).toContain('a name in letters');
  for (let number = 2; number <= 25; number += 1) await save(ada, 'rain', `Search ${number}`);
  expect((await save(ada, 'holmes', 'One more')).message?.text).toContain('as I can keep for you: 25');
  const { message } = await ada.slash('/fic searches');
  expect(message?.text.match(/^\*\*(?:Été|Search \d+)\*\* · “rain”$/gm)).toHaveLength(25);
});

test('the form opens with a name made of what was asked, and is only for whoever searched', async () => {
  await using room = await rainyRoom();
  const ada = room.world.member('ada').in('#general');
  const { message } = await ada.slash('/fic search', { query: 'rain', pairing: 'Watson/Holmes' });
  const asked = await ada.press(message, 'Save');
  expect(JSON.stringify(asked.modal?.data)).toContain('rain, Watson/Holmes');
});

test('a search of the day before is not turned but begun again, with the filters that it had at last', async () => {
  await using room = await rainyRoom();
  const ada = room.world.member('ada').in('#after-dark');
  const { message } = await ada.slash('/fic search', { query: 'rain', rating: 'Mature' });
  await ada.press(message, '✕ rated Mature');
  expect(message?.text).toContain('12 fics');
  await room.stop();
  ageSearches(room.config.state, SEARCH_LIFETIME);
  await room.start();
  for (const name of ['Next', 'Refine', '✕ “rain”']) {
    const over = await ada.press(message, name);
    expect(over.followUps[0]?.text ?? over.message?.text, name).toContain('more than a day old');
    const again = await ada.press(over.followUps[0] ?? over.message, 'Search again');
    expect(again.message?.text, name).toContain('12 fics');
  }
});

/** Every search that can be turned was begun so much earlier, in ms. */
function ageSearches(file: string, by: number): void {
  using db = new DatabaseSync(file);
  const rows = db.prepare("SELECT key, value FROM entries WHERE key LIKE 'search-sessions:%'").all();
  for (const { key, value } of rows) {
    const entry = JSON.parse(String(value));
    entry.value.startedAt -= by;
    db.prepare('UPDATE entries SET value = ? WHERE key = ?').run(JSON.stringify(entry), String(key));
  }
}
