/** What members notice of a backup: the slowest answer while it is made, with so many of them asking. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { openStores } from '#src/stores.ts';
import { type Script, Stage } from './stage.ts';
import { syntheticStories } from './synthetic-stories.ts';
import type { Row } from './table.ts';

/** In ms: nobody waits longer for an answer. */
const AIM = 1_000;
const ASKED_PER_SECOND = 50;
const MADE = 5_000;
const PORTION = 1_000;
const TITLES = 200;

/** Fills a catalog, with the same stories again and again under other keys: to make them up takes longer than to add them. */
export async function fillCatalog(database: string, stories: number): Promise<string[]> {
  const { catalog, close } = await openStores({ database }, true);
  const made = [...syntheticStories(Math.min(stories, MADE))];
  for (let added = 0; added < stories; added += PORTION) {
    const portion = made.slice(added % made.length, (added % made.length) + Math.min(PORTION, stories - added));
    await catalog.addAll(portion.map((story) => ({ ...story, key: `${story.key} of ${added}` })));
  }
  await close();
  return made.slice(0, TITLES).map(({ fields }) => fields.title);
}

export async function measureBackup(script: Script, titles: readonly string[], file: string): Promise<Row[]> {
  const backup = async () => {
    await rm(file, { force: true });
    const run = spawn(process.execPath, ['bin/ficus.js', 'backup', file], {
      env: { ...process.env, ...script.env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(run, 'exit');
    if (code !== 0) throw new Error(`The backup ended with ${code}.`);
  };
  await using stage = await Stage.open(script);
  await stage.start('ready');
  // Alone, and to warm up whoever is asked later.
  const alone = await timed(backup);
  await askDuring(stage, titles, wait(1_000));
  const underLoad = { took: 0 };
  const during = await askDuring(
    stage,
    titles,
    timed(backup).then((took) => {
      underLoad.took = took;
    }),
  );
  const without = await askDuring(stage, titles, wait(underLoad.took));
  const row = { unit: 'ms', aim: null } as const;
  return [
    {
      ...{ ...row, measure: `slowest of ${during.length} answers, ${ASKED_PER_SECOND} a second` },
      ...{ ours: Math.max(...during), bare: Math.max(...without), aim: { of: 'total', atMost: AIM } },
    },
    { ...row, measure: 'answers, p50', ours: middle(during), bare: middle(without) },
    { ...row, measure: 'the backup itself, asked and unasked', ours: underLoad.took, bare: alone },
  ];
}

/** Asks at its pace, whether answers came or not, until something is over. @returns how long each answer took, in ms. */
async function askDuring(stage: Stage, titles: readonly string[], work: Promise<unknown>): Promise<number[]> {
  let over = false;
  const ended = work.finally(() => {
    over = true;
  });
  const answers: Promise<number>[] = [];
  const begun = performance.now();
  while (!over) {
    const title = titles[answers.length % titles.length] ?? '';
    const isSearch = answers.length % 2 === 0;
    answers.push(
      timed(async () => {
        if (isSearch) await stage.reader.slash('/fic search', { query: title });
        else await stage.reader.complete('/fic show', { story: title.slice(0, 3) });
      }),
    );
    await wait(Math.max(0, begun + (answers.length * 1_000) / ASKED_PER_SECOND - performance.now()));
  }
  await ended;
  return Promise.all(answers);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function middle(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}
