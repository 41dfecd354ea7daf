/** `ficus play`: a page that answers on this machine, with stories to try. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { Ficus } from '#tests/cli/ficus.ts';

test('prints an address on 127.0.0.1 that answers, and stops with 0', async () => {
  await using ficus = await Ficus.install();
  const program = fileURLToPath(new URL('play-elsewhere.ts', import.meta.url));
  const playing = ficus.startProgram(process.execPath, [program, ficus.folder]);
  const address = (await playing.said(/The playground is open: \S+/)).replace(/.* /, '');
  expect(new URL(address).hostname).toBe('127.0.0.1');
  const page = await fetch(address);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<title>Ficus');
  expect(await playing.stop('SIGTERM')).toMatchObject({ code: 0, out: '' });
  await expect(fetch(address)).rejects.toThrow();
});

test('keeps its own databases, with the starter stories in them, apart from the bot', async () => {
  await using ficus = await Ficus.install();
  const program = fileURLToPath(new URL('play-elsewhere.ts', import.meta.url));
  for (const _ of ['first', 'again']) {
    const playing = ficus.startProgram(process.execPath, [program, ficus.folder]);
    await playing.said('The playground is open');
    await playing.stop('SIGINT');
  }
  expect(existsSync(ficus.database)).toBe(false);
  const database = join(ficus.folder, 'play.db');
  const { out } = await ficus.runWith({ FICUS_DATABASE: database }, 'search', 'the', '--json');
  const titles = JSON.parse(out).hits.map(({ title }: { title: string }) => title);
  expect(titles.length).toBeGreaterThan(0);
  expect(new Set(titles).size).toBe(titles.length);
});

test('says that a port is in use, and ends with 1', async () => {
  await using other = await Playground.start();
  await using ficus = await Ficus.install();
  const { port } = new URL(other.url);
  const { code, out, err } = await ficus.run('play', '--port', port);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(
    `Port ${port} is in use by another program. Stop that, or choose another: npx ficus play --port 0\n`,
  );
});
