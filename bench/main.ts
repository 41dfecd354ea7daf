/** `npm run bench`: Ficus beside a bare discord.js client, in one run on one machine. `-- --quick` for a smaller one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureDouble } from './double.ts';
import { measureHandling } from './handling.ts';
import { makeLibrary } from './library.ts';
import { type Script, Stage } from './stage.ts';
import { measureStarts } from './starts.ts';
import { type Row, table } from './table.ts';

const SIZES = {
  whole: { stories: 10_000, novelWords: 1_000_000, samples: 300, starts: 5, rounds: 1_000 },
  quick: { stories: 2_000, novelWords: 200_000, samples: 60, starts: 2, rounds: 300 },
};

/** As `npm start` runs it. */
const START = ['--max-semi-space-size=2', 'bin/ficus.js'];

function ficus(folder: string, database: string): Script {
  const env = {
    FICUS_DATABASE: database,
    FICUS_STATE: join(folder, 'state.db'),
    FICUS_MODERATOR_ROLES: '',
    LOG_LEVEL: 'silent',
  };
  return { name: 'Ficus', args: [...START, 'start'], env };
}

const bareBot: Script = { name: 'The bare bot', args: ['bench/bare-bot.js'], env: {} };

async function measure(folder: string, size: (typeof SIZES)['whole']): Promise<Row[]> {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  say(`Making a catalog of ${size.stories} stories and two novels of ${size.novelWords} words …`);
  const library = await makeLibrary(join(folder, 'ficus.db'), size);
  await using ours = await Stage.open(ficus(folder, library.database));
  await using bare = await Stage.open(bareBot);
  await Promise.all([ours.start('ready'), bare.start('ready')]);
  say(`Asking both bots ${size.samples} times each …`);
  const handling = await measureHandling({ ours, bare }, library, size.samples);
  await Promise.all([ours.stop(), bare.stop()]);
  say(`Starting both bots ${size.starts * 2} times each …`);
  return [...handling, ...(await measureStarts({ ours, bare }, library, size.starts))];
}

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const folder = await mkdtemp(join(tmpdir(), 'ficus-bench-'));
try {
  const size = values.quick ? SIZES.quick : SIZES.whole;
  process.stderr.write(`Asking the double itself ${size.rounds * 10} times …\n`);
  const double = await measureDouble(size.rounds);
  console.log(table(await measure(folder, size), 'Ficus'));
  console.log(`\n${table(double, 'double')}`);
} finally {
  await rm(folder, { recursive: true });
}
