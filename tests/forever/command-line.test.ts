/** What scripts rely on of the command line: how each call ends, and what its JSON is made of. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { Ficus } from '#tests/cli/ficus.ts';
import { ReadingRoom } from '#tests/e2e/reading-room.ts';
import pinned from '#tests/forever/command-line.json' with { type: 'json' };
import { copyInto, FACTS, fixture, testFolder } from '#tests/forever/fixtures.ts';
import { type Shape, shapeOf } from '#tests/forever/shape.ts';
import { called } from '#tests/forever/today.ts';

const { stories } = FACTS;
const STORY = stories['The Long Rain'];
const POST = 'Title: The Third Umbrella\nAuthor: inkwell\nRating: PG\nTags: rain\n\nThere was a third.\n';
/** Of a story that was taken down in the library of these files. */
const TAKEN_DOWN = 'Title: Again\nSource: https://archive.example/works/99\n\nA portrait.\n';
/** Says all that a header can say. */
const WHOLE = `Title: The Whole Umbrella
Author: inkwell
Fandom: Sherlock Holmes - Arthur Conan Doyle
Pairing: Sherlock Holmes/John Watson
Characters: Mrs Hudson
Rating: PG
Warnings: Graphic Depictions of Violence
Category: M/M
Genre: Humour
Tags: rain
Series: Weather over London #2
Status: Complete
Language: English
Chapters: 2/3
Date: 3 May 2024
Source: https://archive.example/works/1002
Summary: An umbrella is whole.
Disclaimer: They belong to Sir Arthur.
Author's Note: For the rain prompt.
Mood: damp

Chapter 2: Drizzle

It was whole, and it was wet.
`;
const TRAFFIC = {
  ...{ time: '2126-11-26T12:00:00.000Z', direction: 'to-discord', via: 'rest', body: null },
  ...{ route: 'GET /gateway/bot', path: '/gateway/bot', exchange: 1 },
};

/** Copies of an earlier release's databases, and what settings name them. */
class Files {
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;

  private constructor(folder: string) {
    this.folder = folder;
    this.settings = { FICUS_DATABASE: join(folder, 'ficus.db'), FICUS_STATE: join(folder, 'state.db') };
  }

  static async copied(...names: readonly ('ficus.db' | 'state.db')[]): Promise<Files> {
    const files = new Files(await testFolder());
    await copyInto(files.folder, names);
    return files;
  }

  async put(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    return path;
  }

  /** A JSON line a result. */
  async json(...words: readonly string[]): Promise<unknown[]> {
    const { out } = await called([...words, '--json'], this.settings);
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }
}

const both = () => Files.copied('ficus.db', 'state.db');

let world: Playground;
beforeAll(async () => {
  world = await Playground.start({ identifyInterval: 0 });
});
afterAll(() => world.close());

/** The words of a call, with what stands for files, stories and ports filled in. */
async function wordsOf(files: Files, call: string): Promise<string[]> {
  const fill: Readonly<Record<string, () => string | Promise<string>>> = {
    story: () => STORY,
    withdrawn: () => stories['Mr Collins Withdraws'],
    card: () => stories['Elsewhere, in Full'],
    down: () => stories['Taken at Netherfield'],
    library: () => FACTS.library,
    taken: () => new URL(world.url).port,
    folder: () => files.folder,
    database: () => join(files.folder, 'ficus.db'),
    backup: () => fixture('ficus.backup'),
    missing: () => join(files.folder, 'missing.txt'),
    new: () => join(files.folder, 'new.backup'),
    post: () => files.put('post.txt', POST),
    binary: () => files.put('picture.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])),
    empty: () => files.put('empty.txt', ''),
    'taken-down': () => files.put('again.txt', TAKEN_DOWN),
    traffic: () => files.put('run.jsonl', `${JSON.stringify(TRAFFIC)}\n`),
  };
  const words = call.split(' ').filter((word) => word !== '');
  return Promise.all(words.map(async (word) => (await fill[/^\{(.+)\}$/.exec(word)?.[1] ?? '']?.()) ?? word));
}

describe('exit codes', () => {
  const calls = pinned.calls.map((each) => ({ token: 'none', ...each }));
  /** These end the process that they are in. */
  const endless = ({ call, token }: { readonly call: string; readonly token: string }) =>
    /\{taken\}|--record/.test(call) || (call === 'start' && token !== 'none');

  function settingsFor(token: string): Record<string, string> {
    if (token === 'none') return {};
    return { DISCORD_TOKEN: token === 'right' ? world.token : token, DISCORD_API_URL: world.apiUrl };
  }

  test.each(calls.filter((each) => !endless(each)))('ficus $call, token: $token', async ({ call, token, code }) => {
    const files = await both();
    const ended = await called(await wordsOf(files, call), { ...files.settings, ...settingsFor(token) });
    expect(ended.code, ended.err).toBe(code);
  });

  test.each(calls.filter(endless))('ficus $call, token: $token', async ({ call, token, code }) => {
    await using ficus = await Ficus.install(settingsFor(token));
    const ended = await ficus.run(...(await wordsOf(await both(), call)));
    expect(ended.code, ended.err).toBe(code);
  });

  test('of every verb are 1 where a setting cannot be used, or the database is none of ours', async () => {
    const files = await Files.copied();
    await files.put('ficus.db', 'Dear diary, '.repeat(1000));
    const verbs = [
      ['search', 'rain'],
      ['show', STORY],
      ['read', STORY],
      ['reports'],
      ['backup', join(files.folder, 'new')],
    ];
    for (const words of verbs) {
      expect((await called(words, files.settings)).code, words.join(' ')).toBe(1);
      expect((await called(words, { ...files.settings, LOG_LEVEL: 'loud' })).code, words.join(' ')).toBe(1);
    }
  });
});

describe('the fields of', () => {
  const shapes: Readonly<Record<string, Shape>> = pinned.json;
  const pins = (name: string, values: readonly unknown[]) => expect(shapeOf(values), name).toEqual(shapes[name]);

  test('import --json', async () => {
    const files = await both();
    const whole = await files.put('whole.txt', WHOLE);
    const poor = await files.put('poor.txt', 'Rating: whatever\nTitle: Poor\n\nNothing else is told.\n');
    const paths = [whole, poor, join(files.folder, 'missing.txt')];
    pins('import --json', [
      ...(await files.json('import', '--dry-run', ...paths)),
      ...(await files.json('import', ...paths)),
    ]);
  });

  test('search --json', async () => {
    const files = await both();
    let found: unknown[] = [];
    // On a machine that is very busy, a search is given up before it has looked at everything.
    while (!JSON.stringify(found).includes(STORY)) found = await files.json('search', '--limit', '100', 'umbrella');
    pins('search --json', found);
  });

  test('show --json and read --json', async () => {
    const files = await both();
    const [whole] = await files.json('import', await files.put('whole.txt', WHOLE));
    const ids = [STORY, stories.Untold, stories['Mr Collins Withdraws'], (whole as { id: string }).id];
    const shown: unknown[] = [];
    for (const id of ids) shown.push(...(await files.json('show', id)));
    pins('show --json', shown);
    pins('read --json', await files.json('read', STORY, '--all'));
  });

  test('reports --json', async () => {
    pins('reports --json', await (await both()).json('reports'));
  });

  test('backup --json and restore --json', async () => {
    const files = await both();
    pins('backup --json', await files.json('backup', join(files.folder, 'made.backup')));
    pins('restore --json', [
      ...(await files.json('restore', fixture('ficus.backup'))),
      ...(await (await Files.copied()).json('restore', fixture('ficus.backup'))),
    ]);
  });

  test('play --record: of each direction, over REST and over the gateway', async () => {
    const said: { readonly [field: string]: unknown }[] = [];
    const record = (line: string) => void said.push(JSON.parse(line));
    {
      await using room = await ReadingRoom.open({ playground: { record } });
      // What a run has not always: an answer with a fault, and a file that is sent.
      room.world.faults.rest({ kind: 'slow', milliseconds: 1 });
      const ada = room.world.member('ada').in('#general');
      await ada.press((await ada.slash('/fic privacy')).message, 'Export');
    }
    for (const direction of ['to-discord', 'from-discord']) {
      for (const via of ['rest', 'gateway']) {
        const here = said.filter((line) => line.direction === direction && line.via === via);
        // What Discord and a bot say to each other is theirs.
        pins(
          `play --record: ${direction}, ${via}`,
          here.map(({ body, ...line }) => line),
        );
      }
    }
  });
});
