/** What files become is told by a number: who changes the one changes the other, so that drafts in progress are read again. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { PRESS_VERSION, prepare } from '#src/publishing/press.ts';

const FOLDERS = ['../../data/stories/', '../importers/samples/'] as const;

test('these files become what they became when the version was last raised', async () => {
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    const place = new URL(folder, import.meta.url);
    for (const name of (await readdir(place)).sort()) {
      const bytes = await readFile(new URL(name, place));
      hash.update(JSON.stringify(prepare(bytes, name, discordMarkdown, [])));
    }
  }
  expect({ version: PRESS_VERSION, made: hash.digest('hex') }).toEqual({
    version: '2',
    made: '02e612ba4f11af62b1f2073ebcb77c4bcdd46f98d3e487f6ae413d0ea2a32285',
  });
});
