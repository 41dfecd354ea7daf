/**
 * `npm run bench`: Ficus beside a bare discord.js client, in one run on one machine, then its search. `-- --quick` for a smaller one,
 * `-- search` for the search beside other engines, `-- judged` for the judged queries alone.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillCatalog, measureBackup } from './backups.ts';
import { measureDouble } from './double.ts';
import { measureDrafts } from './drafts.ts';
import { measureForgetting } from './forgetting.ts';
import { freePort } from './free-port.ts';
import { measureHandling, measureWatching } from './handling.ts';
import { benchJudged } from './judged/main.ts';
import { type Library, makeLibrary } from './library.ts';
import { measurePrivacy } from './privacy.ts';
import { measureRevisions } from './revisions.ts';
import { benchSearch } from './search/main.ts';
import { type Script, Stage } from './stage.ts';
import { measureStarts } from './starts.ts';
import { measureStops } from './stops.ts';
import { type Row, table } from './table.ts';

const SIZES = {
  whole: {
    stories: 10_000,
    novelWords: 1_000_000,
    samples: 300,
    starts: 5,
    rounds: 1_000,
    backedUp: 100_000,
    revisions: 500_000,
    kept: 800_000,
  },
  quick: {
    stories: 2_000,
    novelWords: 200_000,
    samples: 60,
    starts: 2,
    rounds: 300,
    backedUp: 5_000,
    revisions: 20_000,
    kept: 50_000,
  },
};

/** As `npm start` runs it. */
const START = ['--max-semi-space-size=2', 'bin/ficus.js'];

function ficus(folder: string, database: string, name = 'Ficus', differs: Script['env'] = {}): Script {
  const env = {
    FICUS_DATABASE: database,
    FICUS_STATE: join(folder, `state of ${name}.db`),
    FICUS_MODERATOR_ROLES: '',
    // Nobody asks as fast as the bench.
    FICUS_COOLDOWNS: 'off',
    FICUS_OPS_PORT: '',
    LOG_LEVEL: 'silent',
    ...differs,
  };
  return { name, args: [...START, 'start'], env };
}

const bareBot: Script = { name: 'The bare bot', args: ['bench/bare-bot.js'], env: {} };

const say = (text: string) => process.stderr.write(`${text}\n`);

async function measure(folder: string, library: Library, size: (typeof SIZES)['whole']): Promise<Row[]> {
  await using ours = await Stage.open(ficus(folder, library.database));
  await using bare = await Stage.open(bareBot);
  await Promise.all([ours.start('ready'), bare.start('ready')]);
  say(`Asking both bots ${size.samples} times each …`);
  const handling = await measureHandling({ ours, bare }, library, size.samples);
  await Promise.all([ours.stop(), bare.stop()]);
  say(`Starting both bots ${size.starts * 2} times each …`);
  return [...handling, ...(await measureStarts({ ours, bare }, library, size.starts))];
}

/** The same bot twice, by turns: one tells everything that it tells by default and has its metrics, one tells nothing. */
async function measureWatched(folder: string, database: string, library: Library, samples: number): Promise<Row[]> {
  say(`Asking a bot that is watched and one that is not ${samples} times each …`);
  const copy = join(folder, 'copy.db');
  await copyFile(database, copy);
  const watching = { LOG_LEVEL: 'info', FICUS_OPS_PORT: String(await freePort()) };
  await using ours = await Stage.open(ficus(folder, database, 'watched', watching));
  await using bare = await Stage.open(ficus(folder, copy, 'unwatched'));
  await Promise.all([ours.start('ready'), bare.start('ready')]);
  return [...(await measureWatching({ ours, bare }, library, samples)), ...(await measureStops({ ours, bare }))];
}

async function measureBackups(folder: string, stories: number): Promise<Row[]> {
  say(`Making a catalog of ${stories} stories, and backing it up while a bot is asked …`);
  const database = join(folder, 'many.db');
  const titles = await fillCatalog(database, stories);
  return measureBackup(ficus(folder, database, 'backed up'), titles, join(folder, 'many.backup'));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    // Of the search bench: sizes with commas between, and questions of each kind.
    stories: { type: 'string' },
    asked: { type: 'string' },
    'without-peers': { type: 'boolean', default: false },
  },
});
const [part] = positionals;

if (part === 'judged') console.log(await benchJudged());
else if (part === 'search') console.log(await benchSearch({ ...values, peers: !values['without-peers'] }, say));
else if (part !== undefined) throw new Error(`There is no bench "${part}": search, judged, or nothing for all.`);
else {
  await benchBot();
  console.log(`\n${await benchSearch({ quick: true, peers: false }, say)}`);
  console.log(`\n${await benchJudged()}`);
}

async function benchBot(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ficus-bench-'));
  try {
    const size = values.quick ? SIZES.quick : SIZES.whole;
    say(`Asking the double itself ${size.rounds * 10} times …`);
    const double = await measureDouble(size.rounds);
    const database = join(folder, 'ficus.db');
    say(`Making a catalog of ${size.stories} stories and two novels of ${size.novelWords} words …`);
    const library = await makeLibrary(database, size);
    const rows = await measure(folder, library, size);
    const watched = await measureWatched(folder, database, library, size.samples);
    const backups = await measureBackups(folder, size.backedUp);
    say('Forgetting somebody among many …');
    const forgetting = await measureForgetting(folder);
    say(`Revising stories ${size.revisions} times …`);
    const revisions = await measureRevisions(size.revisions);
    say(`Asking what is kept of one member among ${size.kept} entries …`);
    const privacy = await measurePrivacy(folder, size.kept);
    say(`Answering to the draft of a novel of ${size.novelWords} words …`);
    const drafts = await measureDrafts(folder, size.novelWords);
    console.log(table(rows, 'Ficus'));
    console.log(`\n${table(backups, 'backup', 'none')}`);
    console.log(`\n${table(watched, 'watched', 'unwatched')}`);
    console.log(`\n${table(forgetting, 'during', 'without')}`);
    console.log(`\n${table(revisions, 'revised', 'fresh')}`);
    console.log(`\n${table(privacy, 'noted', 'looked through')}`);
    console.log(`\n${table(drafts, 'after', 'begun')}`);
    console.log(`\n${table(double, 'double')}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
