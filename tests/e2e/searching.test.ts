/** A search from the first page to the fic that was meant: pages, filters, what finds nothing, and whose buttons they are. */
import { describe, expect, test } from 'vitest';
import type { SeenMessage } from '#playground/gestures/seen-message.ts';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';

/** Twelve fics about rain: six angsty ones by penwiper, three of them Mature, and six of another fandom. */
async function rainyRoom(): Promise<ReadingRoom> {
  const room = await ReadingRoom.open();
  for (let number = 1; number <= 6; number += 1) {
    const rating = number <= 3 ? 'R' : 'PG';
    await room.add(post({ title: `Rain ${number}`, rating, more: 'Tags: Angst\nStatus: Complete\n' }));
  }
  for (let number = 7; number <= 12; number += 1) {
    await room.add(
      post({ title: `Rain ${number}`, fandom: 'Dracula', pairing: 'Mina Harker/Jonathan Harker', author: 'quill' }),
    );
  }
  return room;
}

const titles = (message: SeenMessage | null | undefined) =>
  [...(message?.text ?? '').matchAll(/\*\*(Rain \d+)\*\*/g)].map(([, title = '']) => title);
const chips = (message: SeenMessage | null | undefined) =>
  (message?.buttonLabels ?? []).filter((label) => label.startsWith('✕'));
/** The labels of a menu, found by what it asks. */
const options = (message: SeenMessage | null | undefined, menu: string) => {
  const found = message?.selects.find((select) => 'placeholder' in select && select.placeholder === menu);
  return found && 'options' in found ? found.options.map(({ label }) => label) : [];
};

describe('a reader who searches', () => {
  test('turns pages, goes to one by its number, and finds the buttons good after a restart', async () => {
    await using room = await rainyRoom();
    const ada = room.world.member('ada').in('#after-dark');
    const { message } = await ada.slash('/fic search', { query: 'rain', sort: 'title' });
    expect(message?.text).toContain('12 fics');
    const first = titles(message);
    expect(first).toHaveLength(5);
    await ada.press(message, 'Next');
    expect(message?.buttonLabels).toContain('Page 2 of 3');
    const second = titles(message);
    const asked = await ada.press(message, 'Page 2 of 3');
    await ada.submit(asked.modal, { 'Page number': '3' });
    expect(titles(message)).toHaveLength(2);
    await room.restart();
    await ada.press(message, 'Previous');
    expect(titles(message)).toEqual(second);
    await ada.press(message, 'Previous');
    expect(titles(message)).toEqual(first);
    const again = await ada.press(message, 'Page 1 of 3');
    const refused = await ada.submit(again.modal, { 'Page number': '40' });
    expect(refused.followUps[0]?.text ?? refused.message?.text).toContain('from 1 to 3');
    expect(titles(message)).toEqual(first);
  });

  test('refines in one step, sees each filter as a button, and takes it away with a press', async () => {
    await using room = await rainyRoom();
    const ada = room.world.member('ada').in('#after-dark');
    const { message } = await ada.slash('/fic search', { query: 'rain' });
    expect(chips(message)).toEqual(['✕ “rain”']);
    await ada.press(message, 'Refine');
    expect(options(message, 'Tag')).toEqual(['Angst (6)']);
    expect(options(message, 'Rating')).toEqual(['General (9)', 'Mature (3)']);
    // All are as short: that tells none from another.
    expect(options(message, 'Length')).toEqual([]);
    await ada.select(message, 'Tag', ['Angst (6)']);
    expect(message?.text).toContain('6 fics');
    expect(chips(message)).toEqual(['✕ “rain”', '✕ Angst']);
    await ada.press(message, 'Refine');
    await ada.select(message, 'Rating', ['General (3)']);
    expect(message?.text).toContain('3 fics');
    expect(chips(message)).toEqual(['✕ “rain”', '✕ Angst', '✕ rated General']);
    await room.restart();
    await ada.press(message, '✕ Angst');
    expect(message?.text).toContain('9 fics');
    await ada.press(message, 'Refine');
    await ada.select(message, 'Rating', ['✓ General (9)']);
    expect(message?.text).toContain('12 fics');
    expect(room.world.refusals).toEqual([]);
  });

  test('leaves something out, sorts, and goes back to the page that they came from', async () => {
    await using room = await rainyRoom();
    const ada = room.world.member('ada').in('#after-dark');
    const { message } = await ada.slash('/fic search', { query: 'rain' });
    await ada.press(message, 'Next');
    await ada.press(message, 'Refine');
    await ada.press(message, 'Leave something out');
    await ada.press(message, 'Back to the results');
    expect(message?.buttonLabels).toContain('Page 2 of 3');
    await ada.press(message, 'Refine');
    await ada.press(message, 'Leave something out');
    await ada.select(message, 'Fandom', ['Dracula (6)']);
    expect(chips(message)).toEqual(['✕ “rain”', '✕ without Dracula']);
    expect(message?.text).toContain('6 fics');
    await ada.press(message, 'Refine');
    await ada.select(message, 'What comes first', ['Sort by: title, A to Z']);
    expect(titles(message)).toEqual(['Rain 1', 'Rain 2', 'Rain 3', 'Rain 4', 'Rain 5']);
  });

  test('refines by a name that is longer than a menu can carry', async () => {
    await using room = await rainyRoom();
    const long = `Rain ${'and more rain '.repeat(10)}`.trim();
    await room.add(post({ title: 'Rain 13', more: `Tags: ${long}\n` }));
    const ada = room.world.member('ada').in('#after-dark');
    const { message } = await ada.slash('/fic search', { query: 'rain' });
    await ada.press(message, 'Refine');
    const [label = ''] = options(message, 'Tag').filter((each) => each.startsWith('Rain and'));
    await ada.select(message, 'Tag', [label]);
    expect(titles(message)).toEqual(['Rain 13']);
  });

  test('asks for what was typed, and for friends as a couple, by the buttons that say so', async () => {
    await using room = await rainyRoom();
    await room.add(post({ title: 'The Lighthouse' }));
    const ada = room.world.member('ada').in('#after-dark');
    const near = (await ada.slash('/fic search', { query: 'lighhouse' })).message;
    expect(near?.text).toContain('Nothing here has “lighhouse”');
    expect(near?.text).toContain('**The Lighthouse**');
    await ada.press(near, 'Only “lighhouse”');
    expect(near?.text).toContain('No fic here matches exactly “lighhouse”');

    const pairing = 'Sherlock Holmes & John Watson';
    const { message } = await ada.slash('/fic search', { query: 'rain', pairing });
    expect(message?.text).toContain('6 more have them as a couple (/)');
    await ada.press(message, 'As a couple (/)');
    expect(message?.text).toContain('6 fics');
    expect(chips(message)).toEqual(['✕ “rain”', '✕ Sherlock Holmes/John Watson']);
  });

  test('who finds nothing is told what would find something, and how much', async () => {
    await using room = await rainyRoom();
    const ada = room.world.member('ada').in('#after-dark');
    const { message } = await ada.slash('/fic search', { query: 'rain', fandom: 'Dracula', tag: 'Angst' });
    expect(message?.text).toContain('No fic here matches “rain”, Dracula, Angst');
    expect(message?.buttonLabels).toEqual(['Drop Dracula and find 6', 'Drop Angst and find 6', 'The newest fics']);
    await ada.press(message, 'Drop Angst and find 6');
    expect(message?.text).toContain('6 fics');
    expect(chips(message)).toEqual(['✕ “rain”', '✕ Dracula']);

    const lost = await ada.slash('/fic search', { query: 'zebra unicorn', fandom: 'Dracula' });
    expect(lost.message?.buttonLabels).toEqual(['Drop all words and find 6', 'The newest fics']);
    const none = await ada.slash('/fic search', { query: 'zebra' });
    expect(none.message?.text).toContain('look at the newest fics');
    await ada.press(none.message, 'The newest fics');
    expect(none.message?.text).toContain('12 fics');
  });
});

describe('two members who see different things', () => {
  test('have counts, menus, offers and completion of what each may see, whoever searches where', async () => {
    await using room = await rainyRoom();
    const dark = room.world.member('ada').in('#after-dark');
    const open = room.world.member('ada').in('#general');
    const bea = room.world.member('newt').in('#after-dark');
    await bea.slash('/fic block', { name: 'Dracula', kind: 'fandom' });

    const all = (await dark.slash('/fic search', { query: 'rain' })).message;
    const mild = (await open.slash('/fic search', { query: 'rain' })).message;
    const hers = (await bea.slash('/fic search', { query: 'rain' })).message;
    expect([all, mild, hers].map((message) => /\*\*(\d+) fics/.exec(message?.text ?? '')?.[1])).toEqual([
      ...['12', '9', '6'],
    ]);
    expect(mild?.text).toContain('3 fics are hidden here');
    expect(hers?.text).toContain('6 fics are left out because of what you block');

    await open.press(mild, 'Refine');
    expect(options(mild, 'Rating')).toEqual([]);
    expect(options(mild, 'Fandom')).toEqual(['Dracula (6)', 'Sherlock Holmes - Arthur Conan Doyle (3)']);
    await bea.press(hers, 'Refine');
    expect(JSON.stringify(hers?.components)).not.toContain('Dracula');
    expect(options(hers, 'Rating')).toEqual(['General (3)', 'Mature (3)']);

    const offered = async (seat: typeof bea) => seat.complete('/fic search', { fandom: 'dra' });
    expect((await offered(dark)).map(({ name }) => name)).toEqual(['Dracula']);
    expect(await offered(bea)).toEqual([]);
    // What would find something is asked with the same eyes: all that there is without Angst is blocked.
    const lost = (await bea.slash('/fic search', { query: 'rain', author: 'quill', tag: 'Angst' })).message;
    expect(lost?.buttonLabels).toEqual(['Drop by quill and find 6', 'The newest fics']);
    const lostMild = (await open.slash('/fic search', { rating: 'Mature', tag: 'Angst' })).message;
    expect(lostMild?.buttonLabels).toEqual(['Drop rated Mature and find 3', 'The newest fics']);
  });

  test('are told kindly that the buttons of the other are not theirs', async () => {
    await using room = await rainyRoom();
    const ada = room.world.member('ada').in('#after-dark');
    const { message } = await ada.slash('/fic search', { query: 'rain' });
    const session = /v1\.results\.([\w-]+)\./.exec(JSON.stringify(message?.components))?.[1] ?? '';
    // Private replies are seen by one alone: this is a message of theirs with the other's ids.
    const newt = room.world.member('newt').in('#after-dark');
    const theirs = (await newt.slash('/fic search', { query: 'rain' })).message;
    const own = /v1\.results\.([\w-]+)\./.exec(JSON.stringify(theirs?.components))?.[1] ?? '';
    if (theirs) theirs.raw.components = JSON.parse(JSON.stringify(theirs.components).replaceAll(own, session));
    for (const label of ['Next', 'Refine', '✕ “rain”', 'Save', 'Page 1 of 3']) {
      const refused = await newt.press(theirs, label);
      expect(refused.followUps[0]?.text ?? refused.message?.text, label).toContain("someone else's");
    }
    await ada.press(message, 'Next');
    expect(chips(message)).toEqual(['✕ “rain”']);
  });
});
