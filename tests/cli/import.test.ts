/** `ficus import`: files and folders become stories, once; what cannot is told, and the rest goes on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '#src/config.ts';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { Ficus } from '#tests/cli/ficus.ts';
import { post } from '#tests/e2e/reading-room.ts';

const WALL = post();
const LICENSED = ['--permission', 'licence', '--evidence', 'CC0'];

describe('import', () => {
  test('takes files and folders, and says of each what became of it', async () => {
    await using ficus = await Ficus.install();
    const wall = await ficus.file('wall.txt', WALL);
    await ficus.file('more/green.txt', post({ title: 'The Green Door' }));
    await ficus.file('more/deep/red.txt', post({ title: 'The Red Bell' }));
    await ficus.file('more/.hidden', post({ title: 'Hidden' }));
    const { code, out, err } = await ficus.run('import', wall, join(ficus.folder, 'more'), ...LICENSED);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^✓ The Yellow Wall {2}\S+$/),
      expect.stringMatching(/^✓ The Red Bell {2}\S+$/),
      expect.stringMatching(/^✓ The Green Door {2}\S+$/),
      '',
    ]);
    expect(err).toBe('3 fics imported\n');
    expect((await ficus.json('search', 'the'))[0].total).toBe(3);
  });

  test('of the same file again makes no second story, though it has another name', async () => {
    await using ficus = await Ficus.install();
    const [first] = await ficus.json('import', await ficus.file('wall.txt', WALL), ...LICENSED);
    const again = await ficus.run('import', await ficus.file('copy.txt', WALL), ...LICENSED);
    expect(again).toMatchObject({ code: 0, out: `= The Yellow Wall  ${first.id}\n` });
    expect(again.err).toContain('1 was there already');
    expect((await ficus.json('search', 'the'))[0].total).toBe(1);
  });

  test("is in the library's log: what was published and what got its text, each once", async () => {
    await using ficus = await Ficus.install();
    const wall = await ficus.file('wall.txt', WALL);
    const [{ id }] = await ficus.json('import', wall);
    await ficus.run('import', wall, ...LICENSED);
    await ficus.run('import', wall, ...LICENSED);
    const catalog = await openSqliteCatalog({ file: ficus.database, now: Date.now, exclusive: false });
    const noted = await catalog.moderation.log.list(SHARED_LIBRARY, null, 10);
    await catalog.close();
    const about = { by: 'operator', story: id };
    expect(noted).toMatchObject([
      { ...about, action: 'edited', details: { title: 'The Yellow Wall', fields: 'text' } },
      { ...about, action: 'published', details: { title: 'The Yellow Wall' } },
    ]);
  });

  test('into the libraries of two servers makes a story in each', async () => {
    await using ficus = await Ficus.install();
    const wall = await ficus.file('wall.txt', WALL);
    const libraries = ['123456789012345678', '123456789012345679'];
    for (const library of libraries) await ficus.run('import', wall, '--library', library);
    const [{ hits }] = await ficus.json('search', 'wall');
    expect(hits.map(({ library }: { library: string }) => library).sort()).toEqual(libraries);
  });

  test('--dry-run reads and tells, and writes nothing', async () => {
    await using ficus = await Ficus.install();
    const wall = await ficus.file('wall.txt', WALL);
    const { code, out, err } = await ficus.run('import', wall, '--dry-run');
    expect(code).toBe(0);
    expect(out).toBe('✓ The Yellow Wall\n');
    expect(err).toBe('nothing was written: this was a dry run\n');
    const [told] = await ficus.json('import', wall, '--dry-run');
    expect(told).toMatchObject({ story: { title: 'The Yellow Wall' }, id: null });
    expect((await ficus.json('search', 'wall'))[0].total).toBe(0);
  });

  test('without a permission makes a card without its text', async () => {
    await using ficus = await Ficus.install();
    const wall = await ficus.file('wall.txt', WALL);
    expect((await ficus.run('import', wall)).err).toContain('no permission basis: cards without text');
    const [{ hits }] = await ficus.json('search', 'wall');
    expect((await ficus.run('show', hits[0].id)).out).toContain('The Yellow Wall by penwiper');
    const { code, out, err } = await ficus.run('read', hits[0].id);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toBe("The text of this fic isn't hosted here: no permission to show it is on record.\n");
    // As the hint says: the same file again, with a permission.
    await ficus.run('import', wall, '--permission', 'public-domain');
    expect((await ficus.run('read', hits[0].id)).code).toBe(0);
  });

  test('tells no id in a dry run, not even of a fic that is there', async () => {
    await using ficus = await Ficus.install();
    const wall = await ficus.file('wall.txt', WALL);
    await ficus.run('import', wall);
    const [told] = await ficus.json('import', wall, '--dry-run');
    expect(told).toMatchObject({ id: null, story: { title: 'The Yellow Wall' } });
  });

  test('refuses a library that no server could have', async () => {
    await using ficus = await Ficus.install();
    const wall = await ficus.file('wall.txt', WALL);
    const { code, err } = await ficus.run('import', wall, '--library', 'not an id');
    expect(code).toBe(2);
    expect(err).toContain("a server's id");
  });

  test('takes the good ones among the bad, says what is wrong with each, and ends with 1', async () => {
    await using ficus = await Ficus.install();
    const bad = {
      'empty.txt': [new Uint8Array(), 'That file is empty.'],
      'picture.png': [Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13), 'That is not a text file.'],
      'huge.txt': [Buffer.alloc(21 * 1024 * 1024, 'It rained. '), 'That file is larger than 16 MB.'],
      'header.txt': ['Title: A\nAuthor: B\nRating: PG\n', 'I found a header but no story below it.'],
      'underage.txt': [post({ more: 'Warnings: Underage Sex\n' }), 'This story carries a warning for underage sex.'],
    } as const;
    for (const [name, [content]] of Object.entries(bad)) await ficus.file(`in/${name}`, content);
    await ficus.file('in/a-good.txt', WALL);
    await ficus.file('in/z-good.txt', post({ title: 'The Last Lamp' }));
    const folder = join(ficus.folder, 'in');
    const { code, out, err } = await ficus.run('import', folder, join(folder, 'missing.txt'), ...LICENSED);
    expect(code).toBe(1);
    for (const [name, [, sentence]] of Object.entries(bad)) {
      expect(out).toContain(`✗ ${join(folder, name)}\n    ${sentence}`);
    }
    expect(out).toContain(`    There is no file ${join(folder, 'missing.txt')}. Is its path right?`);
    expect(out).toContain('✓ The Yellow Wall');
    expect(out).toContain('✓ The Last Lamp');
    expect(err).toBe('2 fics imported; 6 files could not be imported\n');
    expect((await ficus.json('search', 'the'))[0].total).toBe(2);
  });

  test('of an empty folder ends with 1 and says that nothing was found', async () => {
    await using ficus = await Ficus.install();
    const { code, err } = await ficus.run('import', ficus.folder);
    expect({ code, err }).toEqual({ code: 1, err: 'No files were found there.\n' });
  });
});

describe('import --json', () => {
  const DOCUMENTED = readFileSync(join(ROOT, 'docs/reference/command-line.md'), 'utf8');

  test('prints an object a file, with every field that the documents promise, and no other', async () => {
    await using ficus = await Ficus.install();
    const file = await ficus.file(
      'rain.txt',
      [
        'Title: Drizzle (1/3)',
        'Author: penwiper',
        'Fandom: Sherlock Holmes - Arthur Conan Doyle',
        'Pairing: Sherlock Holmes/John Watson',
        'Rating: PG-13',
        'Warnings: Character Death',
        'Summary: It rains.',
        'Weather: grey',
        'Disclaimer: They belong to Sir Arthur.',
        "Author's Note: For the rain prompt.",
        '',
        'Chapter 1: Cloud',
        '',
        'It was [i]very[/i] grey.',
        '',
        'Chapter 2: Rain',
        '',
        'It rained.',
        '',
      ].join('\n'),
    );
    const [told, ...more] = await ficus.json('import', file, ...LICENSED);
    expect(more).toEqual([]);
    expect(told).toEqual({
      file,
      story: {
        title: 'Drizzle',
        authors: ['penwiper'],
        fandoms: ['Sherlock Holmes - Arthur Conan Doyle'],
        pairings: ['Sherlock Holmes/John Watson'],
        characters: [],
        rating: { raw: 'PG-13', band: 'Teen', rank: 20, ambiguous: false },
        warnings: ['Major Character Death'],
        categories: [],
        genres: [],
        tags: [],
        summary: 'It rains.',
        notes: 'For the rain prompt.',
        disclaimer: 'They belong to Sir Arthur.',
        series: null,
        part: { number: 1, total: 3 },
        status: 'unknown',
        language: null,
        words: 6,
        chapters: 2,
        chaptersTotal: null,
        chapterTitles: ['Cloud', 'Rain'],
        posted: null,
        sourceUrl: null,
        unknownFields: [{ label: 'Weather', value: 'grey' }],
      },
      findings: [
        {
          severity: 'note',
          code: 'label-unknown',
          field: null,
          line: 8,
          sentence: '“Weather” is not a label I know; it is kept as it is.',
        },
      ],
      id: expect.stringMatching(/^\S+$/),
    });
    for (const field of [...Object.keys(told), ...Object.keys(told.story), ...Object.keys(told.findings[0])]) {
      expect(DOCUMENTED).toMatch(new RegExp(`[\`"]${field}[\`"]`));
    }
  });

  test('tells a file that could not be imported by a code and a sentence', async () => {
    await using ficus = await Ficus.install();
    const file = await ficus.file('empty.txt', '');
    const { code, out, err } = await ficus.run('import', file, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      file,
      story: null,
      findings: [],
      id: null,
      error: { code: 'file-empty', sentence: 'That file is empty. Was it saved before it was sent?' },
    });
    expect(err).toBe('');
  });
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
const CONTROL = /[\0-\x09\x0b-\x1f\x7f-\x9f]/;

describe('a progress bar', () => {
  test('is drawn for a person at a terminal, and gone at the end', async () => {
    await using ficus = await Ficus.install();
    const wall = await ficus.file('wall.txt', WALL);
    const { code, out } = await ficus.runAtTerminal('import', wall);
    expect(code).toBe(0);
    const drawn = out.split('\r\u001b[K');
    expect(drawn[1]).toMatch(/^░{24} 0\/1 .*wall\.txt$/);
    expect(drawn[2]).toMatch(/^✓ The Yellow Wall/);
  });

  test('is not, where nobody watches: nothing but lines of text', async () => {
    await using ficus = await Ficus.install();
    const { out, err } = await ficus.run('import', await ficus.file('wall.txt', WALL));
    expect(out).not.toMatch(CONTROL);
    expect(err).not.toMatch(CONTROL);
    expect(out + err).not.toContain('░');
  });
});

test('no story and no file name gives orders to a terminal', async () => {
  await using ficus = await Ficus.install();
  const orders = '\u001b[2J\u009b31m\u007f';
  const hostile = post({ title: `The Rain${orders}`, body: `It rained.${orders}\n\n${'And it rained. '.repeat(50)}` });
  await ficus.file(`in/a${orders}.txt`, hostile);
  const printed = [await ficus.run('import', join(ficus.folder, 'in'), ...LICENSED)];
  const [{ hits }] = await ficus.json('search', 'rain');
  for (const words of [
    ['search', 'rain'],
    ['show', hits[0].id],
    ['read', hits[0].id],
    ['read', hits[0].id, '--json'],
  ]) {
    printed.push(await ficus.run(...words));
  }
  for (const { code, out, err } of printed) {
    expect(code).toBe(0);
    expect(out).not.toMatch(CONTROL);
    expect(err).not.toMatch(CONTROL);
  }
});
