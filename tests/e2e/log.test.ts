/** The log of a bot that tells everything it can: whose request a line is about, and nobody's words and nobody's token. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ROOT } from '#src/config.ts';
import { type LogLine, paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const TYPED = ['zeppelin', 'marmalade', 'clandestine', 'penultimate'] as const;
const [QUERY, TITLE, REPORT, NAME] = TYPED;
const STORY = post({ title: 'The Vermilion Umbrella', author: 'quillfeather', body: paragraphs(90, 'Drizzle') });
/** Of the stories and files: their words, titles, authors and names. */
const WRITTEN = ['Drizzle', 'gutters', 'Vermilion', 'quillfeather', 'diary', 'Holmes', 'Arthur'];

const ERROR = 50;

async function everything(room: ReadingRoom): Promise<void> {
  const { world } = room;
  const ada = world.member('ada').in('#general');
  const mina = world.member('mina').in('#general');
  await ada.slash('/fic search', { query: QUERY });
  const found = await ada.slash('/fic search', { query: 'vermilion', character: NAME });
  await ada.complete('/fic show', { story: 'ver' });
  await ada.slash('/fic show', { story: TITLE });
  const shown = await ada.slash('/fic show', { story: 'The Vermilion Umbrella' });
  const report = await ada.press(shown.message, 'Report');
  await ada.submit(report.modal, { reason: ['Something else'], text: `It is ${REPORT}.` });
  const asked = await ada.slash('/fic read', { story: 'The Vermilion Umbrella' });
  await ada.press(asked.message, 'Read in my own thread');
  const page = ada.messages(ada.visibleThreads()[0]).at(-1);
  world.faults.rest({ kind: 'server-error', status: 503 }, { times: 1 });
  await ada.press(page, 'Next');
  const file = { name: 'my-diary.txt', bytes: STORY.replace('Umbrella', 'Parasol') };
  const draft = await mina.slash('/library import', { file });
  await mina.select(draft.message, 'Why may we show this text?', ['Its author posted it here']);
  await mina.press(draft.message, 'Publish');
  await mina.slash('/library import', { file: { name: 'diary.png', bytes: Uint8Array.of(0, 1, 2, 0) } });
  await mina.slash('/library withdraw', { story: TITLE });
  expect(found.status).toBe('answered');
}

const OF_A_STORY = 'Drizzle 1. The gutters of Baker Street ran like brooks.';

/** What no parser can read any more is words: V8's error quotes them. */
function spoilTexts(file: string): void {
  using database = new DatabaseSync(file);
  database.exec(`UPDATE chunks SET blocks = '${OF_A_STORY}'`);
}

/** Nobody foresaw it, and what its error says quotes a story. */
function refuseChanges(file: string): void {
  using database = new DatabaseSync(file);
  database.exec(`CREATE TRIGGER broken BEFORE UPDATE ON stories
    BEGIN SELECT RAISE (ABORT, 'near "${OF_A_STORY}": syntax error'); END`);
}

const told = (line: LogLine) => JSON.stringify(line);

test('from searching to a defect, at the level debug', async () => {
  await using room = await ReadingRoom.open({ logLevel: 'debug' });
  await room.add(STORY);
  await everything(room);
  const expected = room.log.length;
  spoilTexts(room.config.database);
  refuseChanges(room.config.database);
  const ada = room.world.member('ada').in('#general');
  const spoiled = await ada.slash('/fic read', { story: 'The Vermilion Parasol' });
  expect(spoiled.message?.text).toContain('cannot be read');
  expect(room.log.filter(({ place }) => place === 'chunks')).toHaveLength(1);
  const mina = room.world.member('mina').in('#general');
  const broken = await mina.slash('/library withdraw', { story: 'The Vermilion Parasol' });
  const reference = /`([\w-]{9})`/.exec(broken.message?.text ?? '')?.[1];
  expect(reference).toBeDefined();
  await room.stop();

  // The reference that somebody quotes finds all of it.
  const own = room.log.filter(({ request }) => request === reference);
  expect(own.map(({ msg }) => msg)).toEqual(['a command failed by a defect', 'handled']);
  expect(own[0]).toMatchObject({
    level: ERROR,
    err: { type: 'Error', message: 'near "…": syntax error', stack: expect.stringMatching(/^ {4}at /) },
  });

  const ofInteractions = room.log.filter((line) => 'what' in line || line.status === 503);
  expect(ofInteractions.length).toBeGreaterThan(15);
  expect(ofInteractions.filter(({ request }) => typeof request !== 'string')).toEqual([]);
  const handled = room.log.filter(({ msg }) => msg === 'handled');
  expect(new Set(handled.map(({ request }) => request)).size).toBe(handled.length);
  // Trouble at the edge is told under the request that met it.
  const turn = handled.find(({ what }) => what === 'turn');
  expect(room.log.find(({ msg }) => msg === 'Discord answers that it failed')?.request).toBe(turn?.request);

  const page = readFileSync(resolve(ROOT, 'docs/reference/log.md'), 'utf8');
  const documented = [...page.matchAll(/^\| (`[^|]+)\|/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []);
  expect(new Set(room.log.flatMap((line) => Object.keys(line))).difference(new Set(documented))).toEqual(new Set());

  const tokens = [room.world.token, ...[...room.world.interactions.values()].map(({ token }) => token)];
  expect(expected).toBeGreaterThan(15);
  for (const secret of [...TYPED, ...WRITTEN, ...tokens]) {
    expect(
      room.log.map(told).filter((line) => line.includes(secret)),
      secret,
    ).toEqual([]);
  }
});
