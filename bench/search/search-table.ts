/** The search bench's table: a line for each measure, a column for each engine, and the aims beside. */
import type { Figures } from '../figures.ts';
import { aligned } from '../table.ts';
import type { Timed } from './host.ts';
import type { Measured } from './measure.ts';

/** In ms at p50 and p99. */
type Aims = Readonly<Partial<Record<Timed, readonly [p50: number, p99: number]>>>;

const AT_100_000: Aims = {
  words: [0.5, 8],
  filtered: [0.3, 5],
  byDate: [0.3, 5],
  typos: [1.5, 10],
  suggestions: [0.1, 0.5],
  facets: [1, 20],
};
const AT_1_000_000: Aims = {
  words: [2, 40],
  filtered: [0.5, 20],
  byDate: [0.5, 20],
  typos: [4, 40],
  suggestions: [0.1, 1],
  facets: [2, 120],
};
/** MB at a million, stories a second, ms, ms, share. */
const AIMS = { memory: 600, perSecond: 8_000, update: 100, loopDelay: 10, typoRecall: 0.95 };
/** A page deep in a list may take so many times the first one. */
const DEEP_AIM = 1.5;
/** Who agrees less often with the lower bound, or mends fewer typos, gives other answers: no aim is held against it. */
const SAME = 0.9;

const NAMES: Readonly<Record<Timed, string>> = {
  words: 'words',
  filtered: 'words + filters',
  byDate: 'filters, by date',
  typos: 'typo',
  facets: 'totals + facets',
  suggestions: 'suggestions',
  firstPages: 'long list, first page',
  deep: 'the same, deep page',
};
const ENGINES: Readonly<Record<string, string>> = {
  ficus: 'Ficus',
  fts5: 'FTS5 + joins',
  minisearch: 'MiniSearch',
  flexsearch: 'FlexSearch',
  orama: 'Orama',
  bound: 'lower bound',
};

export function searchTable(stories: number, measured: readonly Measured[]): string {
  const aims = stories >= 1_000_000 ? AT_1_000_000 : AT_100_000;
  const head = [`${stories} stories, p50 / p99 in ms`, ...measured.map(({ engine }) => ENGINES[engine] ?? engine)];
  const times = Object.keys(NAMES).map((name) => timedLine(name as Timed, measured, aims));
  const lines = [[...head, '× bound', 'aim', ''], ...times, ...plainLines(stories, measured)];
  const notRun = measured.flatMap(({ engine, notRun: why }) => (why ? [`${ENGINES[engine]}: not run: ${why}`] : []));
  return [aligned(lines), ...notRun].join('\n');
}

/** The share of questions to which it found as many stories as the lower bound. */
function agreement({ totals }: Measured, measured: readonly Measured[]): number | undefined {
  const bound = measured.find(({ engine }) => engine === 'bound')?.totals;
  if (!totals || !bound) return undefined;
  return totals.filter((total, at) => total === bound[at]).length / bound.length;
}

const said = (value: number) => value.toFixed(value >= 100 ? 0 : value >= 1 ? 1 : 2);
const pair = (times: Figures | undefined) => (times ? `${said(times.p50)} / ${said(times.p99)}` : '-');
const verdict = (isMet: boolean) => (isMet ? 'met' : 'NOT MET');

function timedLine(name: Timed, measured: readonly Measured[], aims: Aims): string[] {
  const of = (engine: string) => measured.find((one) => one.engine === engine)?.times;
  const ours = of('ficus')?.[name];
  const bound = of('bound')?.[name];
  const ratio = ours && bound ? `${said(ours.p50 / bound.p50)} / ${said(ours.p99 / bound.p99)}` : '';
  return [
    NAMES[name],
    ...measured.map(({ times }) => pair(times?.[name])),
    ratio,
    ...aimOf(name, measured, aims, ours),
  ];
}

/** Besides its own, an aim of every operation: at p99 nobody who answers the same is faster. */
function aimOf(name: Timed, measured: readonly Measured[], aims: Aims, ours: Figures | undefined): string[] {
  if (!ours) return ['', ''];
  const peers = measured.filter(
    (one) =>
      !['ficus', 'bound'].includes(one.engine) &&
      (agreement(one, measured) ?? 0) >= SAME &&
      (name !== 'typos' || (one.typoRecall ?? 0) >= SAME),
  );
  const fastest = Math.min(...peers.flatMap(({ times }) => times?.[name]?.p99 ?? []));
  const isFastest = ours.p99 <= fastest;
  const aim = aims[name];
  if (name === 'deep') {
    const first = measured.find(({ engine }) => engine === 'ficus')?.times?.firstPages;
    return ['as the first', verdict(isFastest && ours.p50 <= (first?.p50 ?? 0) * DEEP_AIM)];
  }
  if (!aim) return ['≤ peers', verdict(isFastest)];
  return [`${aim[0]} / ${aim[1]}, ≤ peers`, verdict(ours.p50 <= aim[0] && ours.p99 <= aim[1] && isFastest)];
}

function plainLines(stories: number, measured: readonly Measured[]): string[][] {
  const line = (
    name: string,
    value: (one: Measured) => number | null | undefined,
    aim: { readonly text: string; readonly isMet: (ours: number) => boolean } | null = null,
  ) => {
    const ours = measured.find(({ engine }) => engine === 'ficus');
    const figure = ours && value(ours);
    const cells = measured.map((one) => {
      const of = value(one);
      return of === undefined || of === null ? '-' : said(of);
    });
    const judged = aim && typeof figure === 'number' ? [aim.text, verdict(aim.isMet(figure))] : ['', ''];
    return [name, ...cells, '', ...judged];
  };
  const atMost = (limit: number) => ({ text: `≤ ${limit}`, isMet: (ours: number) => ours <= limit });
  const atLeast = (limit: number) => ({ text: `≥ ${limit}`, isMet: (ours: number) => ours >= limit });
  return [
    line('same totals as the lower bound', (one) => agreement(one, measured)),
    line('typo recall at 10', ({ typoRecall }) => typoRecall, atLeast(AIMS.typoRecall)),
    line('known item in the first 10', ({ knownItem }) => knownItem),
    line('memory of the process, MB', ({ memory }) => memory, stories >= 1_000_000 ? atMost(AIMS.memory) : null),
    line('on the disk, MB', ({ size }) => (size ? size / 2 ** 20 : size)),
    line('import, stories a second', ({ perSecond }) => perSecond, atLeast(AIMS.perSecond)),
    line('import and index, s', ({ build }) => build && build / 1_000),
    line('cold start, s', ({ starts }) => starts && starts[0] / 1_000),
    line('second start, s', ({ starts }) => starts && starts[1] / 1_000),
    line('longest update, ms', ({ update }) => update, atMost(AIMS.update)),
    line('event loop held, ms', ({ loopDelay }) => loopDelay, atMost(AIMS.loopDelay)),
  ];
}
