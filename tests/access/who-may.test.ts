/**
 * Who may do what: every command, every button, menu and form of the real bot, tried by everybody, against what is promised in
 * who-may.ts. What is refused is refused in its own words, to whoever asked alone, and has changed nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '#commands/index.ts';
import { idsOf, type ParsedId, readerOf } from '#src/kit/custom-id.ts';
import { EXAMPLE } from '#src/kit/example-route.ts';
import { OWN } from '#tests/access/access-room.ts';
import { isOutside, Matrix } from '#tests/access/matrix.ts';
import { COMPLETED } from '#tests/access/options.ts';
import { CALLS, EXAMPLES, PEOPLE, PRESSES, PROMISES, type Promised } from '#tests/access/who-may.ts';

let matrix: Matrix;
beforeAll(async () => {
  matrix = await Matrix.open();
});
afterAll(() => matrix?.[Symbol.asyncDispose]());

/** What is gone for everybody who presses later: these come last, in this order. */
const USED_UP = [
  ...['alias-remove', 'care-withdraw', 'care-restore', 'draft-publish', 'draft-discard'],
  ...['report-withdraw', 'report-ended', 'report-close', 'takedown-cancel', 'takedown'],
  ...['unblock', 'saved-remove', 'settings-forget', 'settings', 'forget-sure'],
];

interface Row {
  readonly what: string;
  readonly promised: Promised;
  tried(): Promise<Record<string, string>>;
}

const CALLED = COMMANDS.commands.map(({ name }): Row => {
  const promised = promisedOf(CALLS, name);
  return { what: `/${name}`, promised, tried: () => matrix.called(name, promised) };
});

const TRIED = COMMANDS.commands.flatMap(({ name, example }): Row[] => {
  if (!example) return [];
  const promised = promisedOf(EXAMPLES, name);
  const isIt = (id: ParsedId) => id.name === EXAMPLE && `${id.args.group} ${id.args.name}` === name;
  return [{ what: `the example of /${name}`, promised, tried: () => matrix.pressed(promised, isIt) }];
});

function pressed(name: string): Row {
  const promised = promisedOf(PRESSES, name);
  const isIt = (id: ParsedId) => id.name === name;
  return { what: name, promised, tried: () => matrix.pressed(promised, isIt, USED_UP.includes(name)) };
}

function promisedOf(table: Readonly<Record<string, Promised>>, name: string): Promised {
  const promised = table[name];
  if (!promised) throw new Error(`Nobody said in who-may.ts who may use ${name}.`);
  return promised;
}

const ROWS: readonly Row[] = [
  ...CALLED,
  ...Object.keys(COMMANDS.presses).flatMap((name) => (USED_UP.includes(name) ? [] : [pressed(name)])),
  ...TRIED,
  ...USED_UP.map(pressed),
];

test('all that there is to call and to press is in the table, and nothing else', () => {
  expect(Object.keys(CALLS).toSorted()).toEqual(COMMANDS.commands.map(({ name }) => name).toSorted());
  const examples = COMMANDS.commands.filter(({ example }) => example).map(({ name }) => name);
  expect(Object.keys(EXAMPLES).toSorted()).toEqual(examples.toSorted());
  expect(Object.keys(PRESSES).toSorted()).toEqual(Object.keys(COMMANDS.presses).toSorted());
});

describe("a moderators' command offers what is the library's", () => {
  const completed = COMMANDS.commands.flatMap(({ name, complete }) =>
    CALLS[name] === 'everyone' ? [] : Object.keys(complete).map((option) => [name, option] as const),
  );

  test.each(completed)('to its moderators alone: /%s %s', async (name, option) => {
    const typed = COMPLETED[`${name} ${option}`] ?? {};
    for (const person of PEOPLE) {
      const offered = await matrix.room.complete(person, `/${name}`, typed);
      const theirs = person === 'the moderator' || person === 'another moderator';
      expect(
        offered.some((each) => each.includes(OWN)),
        `${person}: ${offered}`,
      ).toBe(theirs);
    }
  });
});

describe("a fic of the server's own, by whatever button its card has elsewhere", () => {
  const { routes } = COMMANDS;
  const readId = readerOf(routes);
  const about = Object.entries(PRESSES).filter(
    ([name, promised]) => promised.startsWith('everyone') && (name === 'pick' || 'story' in (routes[name] ?? {})),
  );

  test.each(about)('is unknown outside it: %s', async (name, promised) => {
    const { id: story } = await matrix.room.own(`Secret of ${name}`);
    const shown = matrix.shown('the reader', (id) => id.name === name);
    const { args } = readId(shown.customId) ?? { args: {} };
    const customId = name === 'pick' ? shown.customId : idsOf(routes)(name, { ...args, story });
    const theirs = { ...shown, customId, ...(shown.kind === 'menu' && { values: [story] }) };
    for (const person of PEOPLE.filter(isOutside)) {
      // An empty form opens anywhere; what is written into it goes nowhere.
      const opens = name === 'report' || name === 'report-page' ? 'may' : 'unknown there';
      const refused = PROMISES[promised][person] === 'may' ? opens : PROMISES[promised][person];
      expect(await matrix.met(person, theirs), person).toBe(refused);
    }
  });
});

test.each(ROWS)('$what: $promised', async ({ promised, tried }) => {
  expect(await tried()).toEqual(PROMISES[promised]);
});

test('nobody met a defect', () => {
  expect(matrix.room.desk.room.log.filter(({ level }) => level >= 50)).toEqual([]);
});
