/**
 * One engine of the search bench, in a process of its own: filled, asked, changed; its figures are the process's one message.
 * `node --expose-gc bench/search/host.ts ENGINE STORIES ASKED FOLDER fill|ask|both|start`. What keeps a file is filled in one process and
 * asked in another, so that memory is what a bot that only serves would have.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import type { NewStory } from '#src/catalog/contract.ts';
import { type Figures, figures } from '../figures.ts';
import { archive } from './archive.ts';
import { openBound } from './bound.ts';
import type { Engine, OpenEngine, Question } from './engine.ts';
import { openFicus } from './ficus.ts';
import { openFts5 } from './fts5.ts';
import { questionsAbout } from './questions.ts';

export const TIMED = ['words', 'filtered', 'byDate', 'typos', 'facets', 'suggestions', 'firstPages', 'deep'] as const;
export type Timed = (typeof TIMED)[number];

export interface EngineFigures {
  readonly times?: Readonly<Partial<Record<Timed, Figures>>>;
  /** MB. */
  readonly memory?: number;
  /** In bytes. */
  readonly size?: number | null;
  /** Stories a second, what makes them up left out. */
  readonly perSecond?: number;
  /** ms, until all is found. */
  readonly build?: number;
  /** In ms, the longest while somebody searched. */
  readonly update?: number;
  readonly loopDelay?: number;
  /** Of words, of words with filters, of filters: what each question found in all. */
  readonly totals?: readonly number[];
  /** Shares. */
  readonly typoRecall?: number;
  readonly knownItem?: number;
}

const PORTION = 1_000;
const UPDATES = 50;
const RECALLED = 10;
const WARM_UP = 20;

async function open(name: string, folder: string): Promise<Engine> {
  if (name === 'ficus') return openFicus(folder);
  if (name === 'fts5') return openFts5(folder);
  if (name === 'bound') return openBound();
  const peer: { readonly open: OpenEngine } = await import(new URL(`../peers/${name}.js`, import.meta.url).href);
  return peer.open(folder);
}

async function fill(engine: Engine, stories: number): Promise<EngineFigures> {
  let taken = 0;
  const add = async (portion: readonly NewStory[]) => {
    const begun = performance.now();
    await engine.add(portion);
    taken += performance.now() - begun;
  };
  let portion: NewStory[] = [];
  for (const story of archive(stories)) {
    if (portion.push(story) < PORTION) continue;
    await add(portion);
    portion = [];
  }
  await add(portion);
  const perSecond = (stories / taken) * 1_000;
  const begun = performance.now();
  await engine.finish();
  return { perSecond, build: taken + performance.now() - begun, size: await engine.size() };
}

async function timed<T>(of: readonly T[], ask: (one: T) => Promise<unknown>): Promise<Figures> {
  for (const one of of.slice(0, WARM_UP)) await ask(one);
  const took: number[] = [];
  for (const one of of) {
    const begun = performance.now();
    await ask(one);
    took.push(performance.now() - begun);
    // Whoever answers in this very thread holds its event loop no longer than for one answer.
    await turn();
  }
  return figures(took);
}

async function askAll(engine: Engine, stories: number, asked: number): Promise<EngineFigures> {
  const sources: NewStory[] = [];
  const every = Math.max(1, Math.floor(stories / asked));
  let number = 0;
  for (const story of archive(stories)) if (number++ % every === 0) sources.push(story);
  const questions = questionsAbout(sources, stories);
  const ask = (question: Question) => engine.ask(question);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const times: Partial<Record<Timed, Figures>> = {
    words: await timed(questions.words, ask),
    filtered: await timed(questions.filtered, ask),
    byDate: await timed(questions.byDate, ask),
    firstPages: await timed(questions.firstPages, ask),
    deep: await timed(questions.deep, ask),
  };
  if (engine.facets) {
    const { facets } = engine;
    times.facets = await timed(questions.words, facets);
    times.suggestions = await timed(questions.beginnings, ({ kind, typed }) => engine.suggest(kind, typed));
  }
  const answers = await recall(engine, questions, times);
  const totals: number[] = [];
  for (const question of [...questions.words, ...questions.filtered, ...questions.byDate]) {
    totals.push((await ask(question)).total);
  }
  delay.disable();
  globalThis.gc?.();
  const memory = process.memoryUsage.rss() / 2 ** 20;
  const update = engine.facets ? { update: await slowestUpdate(engine, sources, questions.words) } : {};
  return { times, totals, memory, loopDelay: delay.max / 1e6, ...answers, ...update };
}

async function recall(
  engine: Engine,
  { typos, known }: ReturnType<typeof questionsAbout>,
  times: Partial<Record<Timed, Figures>>,
): Promise<EngineFigures> {
  let there = 0;
  for (const { question, key } of known) there += Number((await sources(engine, question)).includes(key));
  const knownItem = there / known.length;
  if (!engine.mends) return { knownItem };
  times.typos = await timed(typos, ({ mistyped }) => engine.ask(mistyped));
  let [found, meant] = [0, 0];
  for (const { clean, mistyped } of typos) {
    const wanted = (await sources(engine, clean)).slice(0, RECALLED);
    const keys = await sources(engine, mistyped);
    meant += wanted.length;
    found += wanted.filter((key) => keys.includes(key)).length;
  }
  return { knownItem, typoRecall: found / meant };
}

async function sources(engine: Engine, question: Question): Promise<readonly string[]> {
  const { keys } = await engine.ask(question);
  return (await engine.sourcesOf?.(keys)) ?? keys;
}

/** One after the other, while one asker never pauses. */
async function slowestUpdate(
  engine: Engine,
  sources: readonly NewStory[],
  asked: readonly Question[],
): Promise<number> {
  let over = false;
  const asking = (async () => {
    for (let number = 0; !over; number += 1) {
      await engine.ask(asked[number % asked.length] as Question);
      // Engines in this very process would never let anybody else have a turn.
      await turn();
    }
  })();
  let slowest = 0;
  for (const story of sources.slice(0, UPDATES)) {
    const changed = { ...story, fields: { ...story.fields, summary: `${story.fields.summary} Revised.` } };
    const begun = performance.now();
    await engine.update(changed);
    slowest = Math.max(slowest, performance.now() - begun);
  }
  over = true;
  await asking;
  return slowest;
}

const [name = '', stories = '0', asked = '0', folder = '', what = ''] = process.argv.slice(2);
const engine = await open(name, folder);
const filled = what === 'fill' || what === 'both' ? await fill(engine, Number(stories)) : {};
if (what === 'start' || what === 'ask') await engine.finish();
const answered = what === 'ask' || what === 'both' ? await askAll(engine, Number(stories), Number(asked)) : {};
const measured: EngineFigures = { ...filled, ...answered };
process.send?.(measured);
await engine.close();
process.disconnect?.();
