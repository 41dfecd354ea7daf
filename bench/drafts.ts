/** How long a moderator's answers to the draft of a novel take, and its discarding, with a takedown of another novel standing. */
import { join } from 'node:path';
import { openStores } from '#src/stores.ts';
import { figures } from './figures.ts';
import { novelPost } from './novel.ts';
import type { Row } from './table.ts';

/** In ms: an answer touches the header alone. */
const AIM = 20;
const ANSWERS = 100;
const LIBRARY = '100000000000000000';
const CHAPTERS = 40;

export async function measureDrafts(folder: string, words: number): Promise<Row[]> {
  const { publishing, moderation, close } = await openStores({ database: join(folder, 'drafts.db') }, true);
  const begin = (title: string, size: number) =>
    publishing.begin({
      ...{ library: LIBRARY, by: 'moderator', fileName: null, answers: { basis: 'posted-by-author' } },
      bytes: novelPost(title, { words: size, chapters: CHAPTERS }),
    });
  const other = await begin('Another Novel', Math.floor(words / 2));
  const { story } = await publishing.publish(other.id, LIBRARY, 'moderator');
  await moderation.takedowns.add(story.id, [LIBRARY], { by: 'moderator', at: Date.now(), reason: 'asked' });

  const begun = await timed(() => begin('A Novel', words));
  const { id } = begun.value;
  const answers: number[] = [];
  for (let number = 0; number < ANSWERS; number += 1) {
    answers.push((await timed(() => publishing.answer(id, LIBRARY, { summary: `No. ${number}.` }))).took);
  }
  const { took: discarding } = await timed(() => publishing.discard(id, LIBRARY));
  await close();
  const { p50, p99 } = figures(answers);
  const [row, among] = [{ unit: 'ms', bare: begun.took } as const, `draft of ${words} words`];
  return [
    { ...row, measure: `${among}, an answer, p50`, ours: p50, aim: { of: 'total', atMost: AIM } },
    { ...row, measure: `${among}, an answer, p99`, ours: p99, aim: { of: 'total', atMost: AIM } },
    { ...row, measure: `${among}, discarded`, ours: discarding, aim: null },
  ];
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly took: number; readonly value: T }> {
  const begun = performance.now();
  const value = await work();
  return { took: performance.now() - begun, value };
}
