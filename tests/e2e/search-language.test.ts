/** Searching as it is taught and as it goes wrong: every example finds something, and every mistake is shown where it stands. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '#src/config.ts';
import { SEARCH_EXAMPLES } from '#src/query/examples.ts';
import { parseQuery } from '#src/query/language.ts';
import { OPEN_RANK } from '#src/story/audience.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const EXAMPLES = SEARCH_EXAMPLES.flatMap(({ examples }) => examples.map(({ query }) => query));

async function withStarterStories(): Promise<ReadingRoom> {
  const room = await ReadingRoom.open({ cooldowns: false });
  const folder = resolve(ROOT, 'data/stories');
  for (const file of readdirSync(folder)) await room.add(readFileSync(resolve(folder, file)));
  return room;
}

test('every example is read without a mistake and finds a starter story that any channel may show', async () => {
  await using room = await withStarterStories();
  const { catalog } = room.app.stores;
  const everywhere = { libraries: [SHARED_LIBRARY], maxRank: OPEN_RANK };
  const all = await catalog.count();
  for (const example of EXAMPLES) {
    const { query, mistakes } = parseQuery(example);
    expect(mistakes, example).toEqual([]);
    const { total } = await catalog.search(query, everywhere, { offset: 0, limit: 1 });
    expect(total, example).toBeGreaterThan(0);
    // What finds everything shows nothing of what it does.
    if (!/^updated/.test(example)) expect(total, example).toBeLessThan(all);
  }
});

test('the document about the language has these examples, and no other', () => {
  const page = readFileSync(resolve(ROOT, 'docs/reference/search.md'), 'utf8');
  const [, section = ''] = /## By examples\n([\s\S]*?)\n## /.exec(page) ?? [];
  const rows = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, query]) => query);
  expect(rows).toEqual(EXAMPLES);
});

describe('the help on searching', () => {
  test('shows every example as a button that runs it, for whoever presses it', async () => {
    await using room = await withStarterStories();
    const ada = room.world.member('ada').in('#general');
    const shown = await ada.slash('/fic help', { about: 'search' });
    expect(shown.message?.ephemeral).toBe(true);
    for (const example of EXAMPLES) {
      expect(shown.message?.text).toContain(`\`${example}\``);
      const found = await ada.press(shown.message, example);
      expect(found.message?.ephemeral).toBe(true);
      expect(found.message?.text, example).toMatch(/^\*\*\d+ fics?\*\*/);
    }
    expect(shown.message?.text).toContain('How to search');
  });

  test('is one press away from the help, and leads back', async () => {
    await using room = await ReadingRoom.open();
    const ada = room.world.member('ada').in('#general');
    const shown = await ada.slash('/fic help');
    await ada.press(shown.message, 'How to search');
    expect(shown.message?.text).toContain('one or the other');
    await ada.press(shown.message, 'What else I can do');
    expect(shown.message?.text).toContain('/fic shelf');
  });
});

describe('a query with a mistake', () => {
  test('is searched as far as it was understood, below the place that was not', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post({ title: 'The Yellow Wall' }));
    await room.add(post({ title: 'The Red Door' }));
    const ada = room.world.member('ada').in('#general');
    const found = await ada.slash('/fic search', { query: 'yellow words:1k-' });
    expect(found.message?.text).toContain('`yellow words:▸1k-◂`');
    expect(found.message?.text).toContain('`1k-` is no number or range that I can read. Try `words:1k-5k`');
    expect(found.message?.text).toContain('1 fic');
    expect(found.message?.text).toContain('The Yellow Wall');
    expect(found.message?.text).not.toContain('The Red Door');
  });

  test('of which nothing was understood is explained, and shows no fics', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post({ title: 'The Yellow Wall' }));
    const ada = room.world.member('ada').in('#general');
    for (const query of ['OR', 'fandm:sherlock', '()', 'rating:purple', '-']) {
      const found = await ada.slash('/fic search', { query });
      expect(found.message?.text, query).toContain('▸');
      expect(found.message?.text, query).not.toContain('Yellow');
    }
    const nearest = await ada.slash('/fic search', { query: 'fandm:sherlock' });
    expect(nearest.message?.text).toContain('Did you mean `fandom:`?');
  });

  test('that asks by an option as well is searched by that', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post({ title: 'The Yellow Wall' }));
    await room.add(post({ title: 'The Red Door', fandom: 'Dracula' }));
    const ada = room.world.member('ada').in('#general');
    const found = await ada.slash('/fic search', { query: 'words:abc', fandom: 'Dracula' });
    expect(found.message?.text).toContain('▸abc◂');
    expect(found.message?.text).toContain('The Red Door');
    expect(found.message?.text).not.toContain('The Yellow Wall');
  });

  test('longer than anybody types is told so, and its beginning searched', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post({ title: 'The Yellow Wall' }));
    const ada = room.world.member('ada').in('#general');
    const found = await ada.slash('/fic search', { query: `yellow ${'x'.repeat(5900)}` });
    expect(found.message?.text).toContain('I can read 2,000 characters');
    expect(found.message?.text).toContain('The Yellow Wall');
  });
});
