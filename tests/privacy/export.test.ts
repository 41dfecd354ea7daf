/** The file that a member takes along, against its document and Discord's limit. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from '#src/config.ts';
import { exportKept } from '#src/privacy/export.ts';
import { aStory } from '#tests/catalog/stories.ts';
import { ADA, BEA, files, live, livedIn, open, PLACE, partsOf, TABLE } from '#tests/privacy/lives.ts';

test('every field of an export is in the document, and nothing of anybody else is in it', async () => {
  const opened = await open(await livedIn());
  onTestFinished(() => opened.close());
  await opened.state.wishes.begin(ADA);
  const text = new TextDecoder().decode(await exportKept(partsOf(opened), ADA, 0));
  const { leftOut, format, version, exportedAt, person, ...lists } = JSON.parse(text);
  expect({ leftOut, format, version, exportedAt, person }).toEqual({
    ...{ leftOut: {}, format: 'ficus-export', version: 1 },
    ...{ exportedAt: '1970-01-01T00:00:00.000Z', person: ADA },
  });
  expect(Object.keys(lists).toSorted()).toEqual(TABLE.map(({ name }) => name).toSorted());
  const [, fields = ''] = readFileSync(resolve(ROOT, 'docs/reference/privacy.md'), 'utf8').split('## The export');
  for (const [name, rows] of Object.entries<Record<string, unknown>[]>(lists)) {
    expect(rows.length, name).toBeGreaterThan(0);
    const line = fields.split('\n').find((each) => each.startsWith('|') && each.includes(`\`${name}\``)) ?? '';
    for (const row of rows.filter((each) => !('unreadable' in each) || name === 'unreadable')) {
      const named = Object.keys(row).filter((key) => key !== 'story' && key !== 'title');
      for (const key of named) expect(line, `${name}.${key}`).toContain(`\`${key}\``);
      for (const [key, value] of Object.entries(row)) {
        if ((key === 'at' || key.endsWith('At')) && value !== null) expect(value, key).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
      }
    }
  }
  expect(text).not.toContain(BEA);
});

test('an export that would be too large for Discord ends early, and says how much was left out', async () => {
  const opened = await open(await files());
  onTestFinished(() => opened.close());
  await live(opened, ADA);
  for (let number = 0; number < 300; number += 1) await opened.state.places.save(ADA, `story ${number}`, PLACE, 1);
  const bytes = await exportKept(partsOf(opened), ADA, Date.now(), 20_000);
  expect(bytes.byteLength).toBeLessThanOrEqual(20_000);
  const told = JSON.parse(new TextDecoder().decode(bytes));
  expect(told.places.length + told.leftOut.places).toBe(302);
  expect(told.shelf).toHaveLength(1);
});

test('a fic that was withdrawn since is told by its id alone, one that is published by its title, too', async () => {
  const opened = await open(await files());
  onTestFinished(() => opened.close());
  const { catalog, state } = opened;
  const library = '111111111111111111';
  const add = (title: string) => catalog.add(aStory({ library, title, key: title }));
  const [red, mauve] = [await add('The Red Wall'), await add('The Mauve Wall')];
  for (const { id } of [red, mauve]) await state.shelf.keep(ADA, id);
  await catalog.withdraw(mauve.id, [library], { by: BEA, at: 1 });
  const text = new TextDecoder().decode(await exportKept(partsOf(opened), ADA, 0));
  expect(JSON.parse(text).shelf).toMatchObject([
    { story: mauve.id, title: null },
    { story: red.id, title: 'The Red Wall' },
  ]);
  expect(text).not.toContain('Mauve');
});
