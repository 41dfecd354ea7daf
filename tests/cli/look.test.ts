/** `ficus search`, `show` and `read`: the catalog as a person or a script looks into it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchStories } from '#src/cli/look.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import { loadLanguages } from '#src/language/language.ts';
import { openStores } from '#src/stores.ts';

import { aStory } from '#tests/catalog/stories.ts';
import { Ficus } from '#tests/cli/ficus.ts';
import { paragraphs, post } from '#tests/e2e/reading-room.ts';

const [DRIZZLE, FLOOD] = [paragraphs(60), paragraphs(40, 'Flood')];
const RAIN = post({ title: 'The Long Rain', body: `Chapter 1: Drizzle\n\n${DRIZZLE}\n\nChapter 2: Flood\n\n${FLOOD}` });
const STARK = post({ title: 'Stark Rain', rating: 'NC-17', author: 'someone' });

interface PageJson {
  readonly number: number;
  readonly of: number;
  readonly chapter: number;
  readonly markdown: string;
  readonly text: string;
}

let ficus: Ficus;
/** What `import --json` said of RAIN. */
let rain: { readonly id: string; readonly story: object };

beforeAll(async () => {
  ficus = await Ficus.install();
  const files = [await ficus.file('rain.txt', RAIN), await ficus.file('stark.txt', STARK)];
  [rain] = (await ficus.json('import', ...files, '--permission', 'licence', '--evidence', 'CC0')) as [typeof rain];
});
afterAll(() => ficus[Symbol.asyncDispose]());

async function pages(...words: readonly string[]): Promise<PageJson[]> {
  const [read] = await ficus.json('read', rain.id, ...words);
  return read.pages;
}

describe('search', () => {
  test('lists id, title and author of all ratings, and says how many there are', async () => {
    const { code, out, err } = await ficus.run('search', 'rain');
    expect(code).toBe(0);
    expect(out).toContain(`${rain.id}  The Long Rain by penwiper\n`);
    expect(out).toMatch(/^\S+ {2}Stark Rain by someone$/m);
    expect(err).toBe('2 fics\n');
  });

  test('--json --limit prints the total and as many hits as were asked for', async () => {
    const [all] = await ficus.json('search', 'rain');
    expect(all).toEqual({ total: 2, unfinished: false, hits: [expect.any(Object), expect.any(Object)] });
    const [{ total, hits }] = await ficus.json('search', 'rain', '--limit', '1');
    expect([total, hits.length]).toEqual([2, 1]);
    expect(all.hits).toContainEqual((await ficus.json('show', rain.id))[0]);
  });

  test('for what is not there finds nothing, which is no failure', async () => {
    expect(await ficus.run('search', 'snow')).toEqual({ code: 0, out: '', err: '0 fics\n' });
  });
});

describe('show', () => {
  test('prints the card', async () => {
    const { code, out, err } = await ficus.run('show', rain.id);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('The Long Rain by penwiper\nRating: General (PG)\nFandom: Sherlock Holmes');
    expect(out).toContain('A wall is painted, and repainted.');
    expect(out).not.toContain('gutters');
  });

  test('--json prints what import said of it, and what the library knows beside that', async () => {
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(await ficus.json('show', rain.id)).toEqual([
      {
        ...rain.story,
        id: rain.id,
        library: 'shared',
        revision: 1,
        state: 'published',
        permission: { basis: 'licence', evidence: 'CC0', by: 'operator', at: time },
        published: time,
        updated: time,
      },
    ]);
  });
});

describe('read', () => {
  test('prints the first page, or the page asked for, and where that is', async () => {
    const first = await ficus.run('read', rain.id);
    expect(first.code).toBe(0);
    expect(first.out).toContain('Rain 1. The gutters');
    expect(first.err).toMatch(/^Chapter 1 of 2 · Page 1 of \d+ · \d+% · about \d+ min left\n$/);
    const second = await ficus.run('read', rain.id, '--page', '2');
    const [page] = await pages('--page', '2');
    expect(second.out).toBe(`${page?.text.trimEnd()}\n\n`);
    expect(second.out).not.toContain('Rain 1. ');
  });

  test('--all prints the story and nothing else', async () => {
    const { code, out, err } = await ficus.run('read', rain.id, '--all');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Rain 60. ');
    expect(out).toContain('Flood 40. ');
  });

  test('--all --json prints every page, and their texts are the chapters, to the letter', async () => {
    const all = await pages('--all');
    const textOf = (number: number) => all.flatMap(({ chapter, text }) => (chapter === number ? [text] : [])).join('');
    expect(textOf(1)).toBe(DRIZZLE);
    expect(textOf(2)).toBe(FLOOD);
    expect(all.length).toBeGreaterThan(3);
    expect(all.map(({ number, of }) => [number, of])).toEqual(all.map((_, index) => [index + 1, all.length]));
    for (const page of all) {
      expect(Object.keys(page).sort()).toEqual(['chapter', 'markdown', 'number', 'of', 'text']);
      expect(page.markdown).toContain(page.text.trim().split('\n')[0]);
    }
  });

  test('of a page beyond the end ends with 1 and says how many there are', async () => {
    const [page] = await pages();
    const { code, out, err } = await ficus.run('read', rain.id, '--page', '999');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(`There is no page 999: the last one of this fic is page ${page?.of}.\n`);
  });

  test('goes to its end where whoever listens has heard enough, as `head` does', async () => {
    const reading = ficus.start(['read', rain.id, '--all']);
    reading.closeOutput();
    expect(await reading.ended).toEqual({ code: 0, out: '', err: '' });
  });
});

test('a search for which there was no time says that there may be more', async () => {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const out: Terminal = {
    language: loadLanguages().for('en-US'),
    print: say,
    note: say,
    watched: false,
    progress: () => {},
  };
  const config = { database: `${ficus.folder}/hurried.db`, patience: 0 };
  const { catalog, close } = await openStores(config, false);
  await catalog.addAll(Array.from({ length: 3000 }, () => aStory({ title: 'Rain' })));
  await close();
  await searchStories(config, ['rain'], { json: true, limit: 10 }, out);
  expect(JSON.parse(said[0] ?? '')).toMatchObject({ unfinished: true });
  await searchStories(config, ['rain'], { limit: 10 }, out);
  expect(said.at(-1)).toContain('There may be more');
});

test.each(['show', 'read'])('%s of an unknown story ends with 1 and a sentence', async (verb) => {
  const { code, out, err } = await ficus.run(verb, 'nobody');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('No fic has the id');
  expect(err).toContain('“nobody”');
});

test("no story's id looks like an option", async () => {
  await using opened = new AsyncDisposableStack();
  const config = { database: `${ficus.folder}/many.db` };
  const { catalog } = opened.adopt(await openStores(config, false), (stores) => stores.close());
  const added = await catalog.addAll(Array.from({ length: 1000 }, () => aStory()));
  expect(added.filter(({ id }) => id.startsWith('-'))).toEqual([]);
});
