/** `ficus play --faults --record`, and `ficus replay` of what was recorded. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readTrafficLine } from '#playground/traffic/traffic-line.ts';
import { replay } from '#src/cli/replay.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import { loadLanguages } from '#src/language/language.ts';
import { Ficus } from '#tests/cli/ficus.ts';

const playElsewhere = fileURLToPath(new URL('play-elsewhere.ts', import.meta.url));

const line = (milliseconds: number, more: object) =>
  JSON.stringify({ time: new Date(Date.UTC(2026, 0, 2) + milliseconds).toISOString(), body: null, ...more });
const request = (exchange: number, route: string, more = {}) => ({
  direction: 'to-discord',
  via: 'rest',
  route,
  path: '/x',
  exchange,
  ...more,
});
const answer = (exchange: number, route: string, status: number, more = {}) => ({
  ...request(exchange, route),
  direction: 'from-discord',
  status,
  ...more,
});

test('a run is recorded to the end, what goes wrong is said, and the record can be read', async () => {
  await using ficus = await Ficus.install();
  const file = join(ficus.folder, 'run.jsonl');
  const playing = ficus.startProgram(process.execPath, [playElsewhere, ficus.folder, 'slow:20,drop', file]);
  await playing.said(/What goes wrong from now on: slow \(20 %\), drop \(100 %\)\./);
  expect(await playing.stop('SIGTERM')).toMatchObject({ code: 0 });
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(lines.map(readTrafficLine).filter((each) => 'wrong' in each)).toEqual([]);
  const { code, out } = await ficus.run('replay', file);
  expect(code).toBe(0);
  expect(out).toMatch(/^ +0\.000 → rest +GET \/gateway\/bot$/m);
  expect(out).toMatch(/^ +\d+\.\d{3} ← gateway +READY$/m);
  expect(out).toMatch(/ ← rest +200 PUT \/applications\/:application\/commands$/m);
  expect(out).toMatch(/^ +\d+\.\d{3} → gateway +Close$/m);
});

test('a file that cannot be written is named, and the playground does not open', async () => {
  await using ficus = await Ficus.install();
  const file = join(ficus.folder, 'nowhere', 'run.jsonl');
  const { code, err } = await ficus.run('play', '--port', '0', '--record', file);
  expect(code).toBe(1);
  expect(err).toContain(`I can't write ${file}: `);
  expect(err).not.toContain('The playground is open');
});

test('errors are printed in full, slow and missing answers are named', async () => {
  await using ficus = await Ficus.install();
  const post = 'POST /channels/:channel/messages';
  const file = await ficus.file(
    'run.jsonl',
    [
      line(0, { direction: 'from-discord', via: 'gateway', event: 'Hello' }),
      line(20, request(1, post, { files: [{ name: 'fog.txt', size: 1_234 }] })),
      line(1_520, answer(1, post, 400, { body: { code: 50035, message: 'Invalid Form Body' } })),
      line(1_600, request(2, post)),
      line(1_700, answer(2, post, 502, { body: '<html>\r\nBad</html>', fault: 'server-error' })),
      line(1_800, request(3, post)),
      line(1_900, { direction: 'from-discord', via: 'gateway', event: 'Close', body: { code: 4000 } }),
      '',
    ].join('\n'),
  );
  const { code, out } = await ficus.run('replay', file);
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    '    0.000 ← gateway Hello',
    `    0.020 → rest    ${post} fog.txt (1,234 bytes)`,
    `    1.520 ← rest    400 ${post} (slow: 1.5 s)`,
    '            {',
    '              "code": 50035,',
    '              "message": "Invalid Form Body"',
    '            }',
    `    1.600 → rest    ${post}`,
    `    1.700 ← rest    502 ${post} [server-error]`,
    '            <html>',
    '            Bad</html>',
    `    1.800 → rest    ${post}`,
    '    1.900 ← gateway Close',
    '            {',
    '              "code": 4000',
    '            }',
    `Never answered: ${post}, asked at 1.800 s`,
    '',
  ]);
});

test('the pace of the run is kept, so many times as fast', async () => {
  await using ficus = await Ficus.install();
  const beat = { direction: 'to-discord', via: 'gateway', event: 'Heartbeat' };
  const file = await ficus.file('run.jsonl', [line(0, beat), line(20_000, beat), line(25_000, beat)].join('\n'));
  const seen: string[] = [];
  const out: Terminal = {
    ...{ language: loadLanguages().for('en'), watched: false, progress() {}, note() {} },
    print: (text) => void seen.push(text),
  };
  const wait = async (milliseconds: number) => seen.push(`… ${milliseconds} ms`);
  await replay(file, { speed: 10, wait }, out);
  expect(seen).toEqual([
    '    0.000 → gateway Heartbeat',
    '… 2000 ms',
    '   20.000 → gateway Heartbeat',
    '… 500 ms',
    '   25.000 → gateway Heartbeat',
  ]);
  const { out: printed } = await ficus.run('replay', file, '--speed', '1000');
  expect(printed.trimEnd().split('\n')).toEqual(seen.filter((text) => !text.startsWith('…')));
});

test('a line that is none is named with its number and what is wrong, and nothing is printed', async () => {
  await using ficus = await Ficus.install();
  const beat = line(0, { direction: 'to-discord', via: 'gateway', event: 'Heartbeat' });
  for (const [broken, reason] of [
    ['{"time": ', 'not JSON'],
    ['{"time":"2026-01-02T03:04:05.678Z","direction":"up","via":"gateway","event":"x","body":null}', 'direction: '],
    ['', 'not JSON'],
  ]) {
    const file = await ficus.file('run.jsonl', `${beat}\n${broken}\n${beat}\n`);
    const { code, out, err } = await ficus.run('replay', file);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`Line 2 of ${file} is no recorded traffic: ${reason}`);
  }
  const { code, err } = await ficus.run('replay', join(ficus.folder, 'none.jsonl'));
  expect([code, err]).toEqual([1, expect.stringContaining('There is no file')]);
});
