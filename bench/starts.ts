/** What starts anew costs: from the program's start to its first answer, a novel's first page, and memory after reading. */
import { median } from './figures.ts';
import type { Library } from './library.ts';
import { openPage, turnPage } from './reading.ts';
import type { Pair, Stage } from './stage.ts';
import type { Row } from './table.ts';

/** In ms, ms and MB. */
const AIMS = { start: 1_000, firstPage: 50, memory: 50 };
const PAGES_READ = 60;

export async function measureStarts(pair: Pair, library: Library, starts: number): Promise<Row[]> {
  const stages = [pair.ours, pair.bare];
  const figures = new Map(stages.map((stage) => [stage, { start: [], firstPage: [], memory: [] } as Taken]));
  const [story] = library.open;
  const novels = Object.values(library.novels);
  for (let number = 0; number < starts; number += 1) {
    for (const stage of stages) {
      const taken = figures.get(stage);
      if (!taken) continue;
      taken.start.push(await startToAnswer(stage, story?.id ?? ''));
      const read = await readCold(stage, novels[number % novels.length] ?? '');
      taken.firstPage.push(read.firstPage);
      taken.memory.push(read.memory);
    }
  }
  const row = (measure: string, name: keyof Taken, unit: Row['unit'], of: 'more' | 'total'): Row => ({
    measure,
    unit,
    ours: median(figures.get(pair.ours)?.[name] ?? []),
    bare: median(figures.get(pair.bare)?.[name] ?? []),
    aim: { of, atMost: AIMS[name] },
  });
  return [
    row('novel, first page after a start', 'firstPage', 'ms', 'total'),
    row(`memory after ${PAGES_READ} pages of it`, 'memory', 'MB', 'more'),
    row('start to first answer', 'start', 'ms', 'more'),
  ];
}

type Taken = Record<'start' | 'firstPage' | 'memory', number[]>;

/** Somebody asks the moment that the bot is at the gateway: it is ready when they are answered. */
async function startToAnswer(stage: Stage, story: string): Promise<number> {
  const started = await stage.start('online');
  await stage.reader.slash('/fic show', { story });
  const { answeredAt } = stage.watch.latest();
  await stage.stop();
  return answeredAt - started;
}

/** The bot has just started; a reader opens the novel, before all else, and reads on. */
async function readCold(stage: Stage, novel: string) {
  await stage.start('ready');
  const firstPage = await stage.time(() => stage.reader.slash('/fic read', { story: novel }));
  const page = await openPage(stage, novel);
  for (let turns = 0; turns < PAGES_READ; turns += 1) await turnPage(stage, page);
  const memory = await stage.memory();
  await stage.stop();
  return { firstPage, memory };
}
