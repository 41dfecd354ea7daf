/** How long a bot takes to stop in the middle of work, with everybody answered of whom it took a request, and when nobody answers it. */
import { novelPost } from './novel.ts';
import type { Pair, Stage } from './stage.ts';
import type { Row } from './table.ts';

/** In ms: then service managers kill. */
const AIM = 10_000;
/** In ms, for whoever insists. */
const AT_ONCE_AIM = 1_000;
const AT_ONCE = 40;
const IMPORTS = 3;
const ALWAYS = Number.POSITIVE_INFINITY;

/** Both bots run, before and after. */
export async function measureStops({ ours, bare }: Pair): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { measure, stop, atMost } of STOPS) {
    rows.push({
      ...{ measure, unit: 'ms', aim: { of: 'total', atMost } },
      ours: await stoppedAndStarted(ours, stop),
      bare: await stoppedAndStarted(bare, stop),
    });
  }
  return rows;
}

const STOPS: readonly {
  readonly measure: string;
  readonly stop: (stage: Stage) => Promise<number>;
  readonly atMost: number;
}[] = [
  { measure: `stop with ${AT_ONCE} searches under way`, stop: stopWhileSearching, atMost: AIM },
  { measure: `stop with ${IMPORTS} novels being imported`, stop: stopWhileImporting, atMost: AIM },
  { measure: 'stop while Discord is silent', stop: stopInSilence, atMost: AIM },
  { measure: 'stop when told twice', stop: stopAtOnce, atMost: AT_ONCE_AIM },
];

async function stoppedAndStarted(stage: Stage, stop: (stage: Stage) => Promise<number>): Promise<number> {
  const took = await stop(stage);
  await stage.start('ready');
  return took;
}

async function stopWhileSearching(stage: Stage): Promise<number> {
  const asked = Array.from({ length: AT_ONCE }, (_, number) =>
    stage.reader.slash('/fic search', { query: `the ${number}` }),
  );
  return stopWith(stage, asked);
}

async function stopWhileImporting(stage: Stage): Promise<number> {
  const moderator = stage.world.member('mina').in('#general');
  const bytes = novelPost('The Long Rain', { words: 500_000, chapters: 1 });
  const asked = Array.from({ length: IMPORTS }, () =>
    moderator.slash('/library import', { file: { name: 'novel.txt', bytes } }),
  );
  return stopWith(stage, asked);
}

/** @throws Error where somebody is left without an answer. */
async function stopWith(stage: Stage, asked: readonly ReturnType<Stage['reader']['slash']>[]): Promise<number> {
  // Events come in their order: what was asked before this is the bot's when this is answered.
  await stage.reader.complete('/fic show', { story: 'the' });
  const took = await stage.stop();
  const replies = await Promise.all(asked);
  const left = replies.filter(({ status, deferred }) => status !== 'answered' || deferred).length;
  if (left > 0) throw new Error(`${left} of ${asked.length} were left without an answer.`);
  return took;
}

async function stopInSilence(stage: Stage): Promise<number> {
  const { asked, off } = await askInSilence(stage);
  const took = await stage.stop();
  off();
  await asked;
  return took;
}

async function stopAtOnce(stage: Stage): Promise<number> {
  const { asked, off } = await askInSilence(stage);
  const took = await stage.stop('twice');
  off();
  await asked;
  return took;
}

/** Somebody asks, and no answer of the bot's gets through. */
async function askInSilence({ world, reader }: Stage) {
  const off = world.faults.rest({ kind: 'no-answer', processed: false }, { times: ALWAYS });
  const asked = reader.slash('/fic search', { query: 'the' });
  await world.until(() => typeof world.requests.at(-1)?.fault === 'string');
  return { asked, off };
}
