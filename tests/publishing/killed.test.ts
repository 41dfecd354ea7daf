/** A program that is killed while drafts are begun, answered, published and discarded: nothing that was told is lost, and nothing else is left. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openStores } from '#src/stores.ts';
import { ANSWERS, DRAFTER, drafted, LIBRARY } from '#tests/publishing/drafted.ts';

type Step = readonly [what: 'begun' | 'answered' | 'published' | 'discarded', draft: string, story?: string];

/** Kills it once it has told of so many steps. @returns these, and what it still came to say. */
async function killedAfter(steps: number, database: string): Promise<Step[]> {
  const script = new URL('killed-drafter.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, database], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: Step[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(JSON.parse(line));
    if (told.length === steps) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
  return told;
}

// The eight steps of three drafts, each of them followed by whatever the kill falls into.
test.each([8, 9, 10, 11, 12, 13, 14, 15])('killed after step %i', async (steps) => {
  const folder = await mkdtemp(join(tmpdir(), 'ficus-drafts-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const database = join(folder, 'ficus.db');
  const told = await killedAfter(steps, database);
  const said = (what: Step[0]) => told.filter(([each]) => each === what);
  const begun = said('begun').map(([, id]) => id);
  const [last = ''] = begun.slice(-1);
  const over = [...said('published'), ...said('discarded')].map(([, id]) => id);

  const stores = await openStores({ database }, true);
  onTestFinished(() => stores.close());
  const { publishing, catalog } = stores;
  for (const [, , story = ''] of said('published')) {
    const found = await catalog.get(story, [LIBRARY]);
    expect(found).toMatchObject({ authors: ['penwiper'], summary: ANSWERS.summary });
    expect((await catalog.chunks(story, 1)).at(-1)?.end).toBe(found?.chapters[0]?.length);
  }
  const waiting = begun.filter((id) => !over.includes(id));
  for (const id of waiting) {
    const number = begun.indexOf(id) + 1;
    const seen = await publishing.preview(id, LIBRARY).catch((error: unknown) => error);
    // What was asked of the last one may have been done, and not been told yet.
    if (id === last && seen instanceof Error) expect(number % 3).not.toBe(0);
    else {
      const fresh = await publishing.prepare(drafted(number).bytes);
      const isAnswered = said('answered').some(([, each]) => each === id);
      expect(seen).toMatchObject({ words: fresh.chapters[0]?.words, fields: { title: `Lamp ${number}` } });
      if (isAnswered) expect(seen).toMatchObject({ answers: ANSWERS, fields: { summary: ANSWERS.summary } });
    }
  }
  for (const id of waiting.filter((id) => id !== last)) {
    await publishing.publish(id, LIBRARY, DRAFTER);
    expect((await publishing.publish(id, LIBRARY, DRAFTER)).isNew, 'it is one fic').toBe(false);
  }
  for (const id of over) await expect(publishing.preview(id, LIBRARY)).rejects.toMatchObject({ name: 'FicError' });

  using file = new DatabaseSync(database, { readOnly: true });
  const count = (sql: string) => Number(file.prepare(`SELECT count(*) AS count FROM ${sql}`).get()?.count);
  expect(count("pragma_integrity_check WHERE integrity_check = 'ok'")).toBe(1);
  const drafts = count('drafts');
  expect(drafts).toBeLessThanOrEqual(2);
  expect(count('draft_files')).toBe(drafts);
  // The text of the draft that was being begun: it is swept a day later, when no program can be at it any more.
  expect(
    count('contents WHERE staged_at IS NOT NULL AND number NOT IN (SELECT content FROM draft_texts)'),
  ).toBeLessThan(2);
  expect(count('chunks WHERE content NOT IN (SELECT number FROM contents)')).toBe(0);
});
