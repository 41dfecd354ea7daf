/** Trouble is told when it begins and when it ends, with a count between: never once for each time that it happens. */
import { expect, test } from 'vitest';
import { Repeats } from '#src/ops/repeats.ts';

function stage() {
  const lines: string[] = [];
  const timers = new Set<() => void>();
  const write = (level: string) => (fields: object, text?: string) =>
    void lines.push(`${level} ${text} ${JSON.stringify(fields)}`);
  const log = { warn: write('warn'), info: write('info') } as unknown as ConstructorParameters<
    typeof Repeats
  >[0]['log'];
  const repeats = new Repeats({
    log,
    timer: (_ms, run) => {
      timers.add(run);
      return () => timers.delete(run);
    },
  });
  /** A minute goes by. */
  const minute = () => {
    for (const run of [...timers]) {
      timers.delete(run);
      run();
    }
  };
  return { lines, timers, repeats, minute };
}

test('the first is a line, and what repeats in the minute after it is one more', () => {
  const s = stage();
  for (let times = 0; times < 58; times += 1) s.repeats.happened('5xx', { status: 503 }, 'Discord fails');
  expect(s.lines).toEqual(['warn Discord fails {"status":503}']);
  s.minute();
  expect(s.lines.slice(1)).toEqual(['warn Discord fails; and 57 more {"status":503,"more":57}']);
});

test('a storm that goes on is a line a minute, and after a quiet minute it begins anew', () => {
  const s = stage();
  for (let minutes = 0; minutes < 3; minutes += 1) {
    for (let times = 0; times < 100; times += 1) s.repeats.happened('5xx', {}, 'Discord fails');
    s.minute();
  }
  expect(s.lines).toHaveLength(4);
  s.minute();
  expect(s.lines).toHaveLength(4);
  expect(s.timers.size).toBe(0);
  s.repeats.happened('5xx', {}, 'Discord fails');
  expect(s.lines.at(-1)).toBe('warn Discord fails {}');
});

test('two kinds are counted apart', () => {
  const s = stage();
  s.repeats.happened('5xx', {}, 'Discord fails');
  s.repeats.happened('429', {}, 'Discord asks for patience');
  expect(s.lines).toHaveLength(2);
});

test('an end is a line with the count, and nothing where there was no trouble', () => {
  const s = stage();
  s.repeats.over('gateway', {}, 'connected again');
  expect(s.lines).toEqual([]);
  s.repeats.happened('gateway', {}, 'lost', { lasts: true });
  s.repeats.happened('gateway', {}, 'lost', { lasts: true });
  s.repeats.over('gateway', {}, 'connected again');
  s.repeats.over('gateway', {}, 'connected again');
  expect(s.lines).toEqual(['warn lost {}', 'info connected again; and 1 more {"more":1}']);
  s.minute();
  expect(s.lines).toHaveLength(2);
});

test('a connection that comes and goes is three lines a minute, however often it does', () => {
  const s = stage();
  for (let times = 0; times < 500; times += 1) {
    s.repeats.happened('gateway', {}, 'lost', { lasts: true });
    s.repeats.over('gateway', {}, 'connected again');
  }
  s.minute();
  expect(s.lines).toEqual([
    'warn lost {}',
    'info connected again {}',
    'info connected again; and 499 more {"more":499}',
  ]);
});

test('trouble that lasts longer than a minute still has its end told', () => {
  const s = stage();
  s.repeats.happened('gateway', {}, 'lost', { lasts: true });
  s.minute();
  s.minute();
  s.repeats.over('gateway', {}, 'connected again');
  expect(s.lines).toEqual(['warn lost {}', 'info connected again {}']);
  s.minute();
  expect(s.timers.size).toBe(0);
});

test('what was only counted is told at the end', () => {
  const s = stage();
  for (let times = 0; times < 3; times += 1) s.repeats.happened('5xx', {}, 'Discord fails');
  s.repeats.close();
  expect(s.lines.at(-1)).toBe('warn Discord fails; and 2 more {"more":2}');
  expect(s.timers.size).toBe(0);
});
