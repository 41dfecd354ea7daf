/** What a manifest holds together: routes and presses, and names that are nobody else's. */
import { expect, expectTypeOf, test } from 'vitest';
import { FEATURES } from '#commands/index.ts';
import { kitFor } from '#src/kit/declaration.ts';
import { EXAMPLE } from '#src/kit/example-route.ts';
import { collected, type Feature, feature, type Presses, pressesIn } from '#src/kit/feature.ts';
import { privately } from '#src/kit/reply.ts';

const ROUTES = { ask: { story: 'word' }, tell: { story: 'word', page: 'number' } } as const;
const { command, component, modalSubmit } = kitFor<object, typeof ROUTES>();
const run = () => privately({ content: 'Done.' });
const module = {
  ask: component({ route: 'ask', answer: 'reply-private', who: 'everyone', run }),
  told: modalSubmit({ route: 'tell', answer: 'reply-private', who: 'moderators', run }),
  LIMIT: 3,
};
const hello = command({ name: 'try hello', answer: 'reply-private', who: 'everyone', options: {}, run });
const whole = feature<object, typeof ROUTES>({
  ...{ name: 'try', routes: ROUTES, commands: [hello], kept: [] },
  presses: pressesIn(module),
});

test('presses are found in the files that have them, each under its route', () => {
  expect(Object.keys(whole.presses).toSorted()).toEqual(['ask', 'tell']);
  expect(whole.presses.tell).toMatchObject({ kind: 'modal', who: 'moderators', route: 'tell' });
});

test('a route without a press does not compile', () => {
  const some = pressesIn({ ask: module.ask });
  expectTypeOf<typeof some>().not.toExtend<Presses<typeof ROUTES, object>>();
  expectTypeOf(pressesIn(module)).toExtend<Presses<typeof ROUTES, object>>();
});

test('a press names one of its feature’s routes, else it does not compile', () => {
  expectTypeOf<Parameters<typeof component>[0]['route']>().toEqualTypeOf<'ask' | 'tell'>();
});

test.each<[what: string, change: Partial<Feature<object>>]>([
  ['a command', { commands: whole.commands }],
  ['a route', { routes: { ask: ROUTES.ask } }],
])('%s of two features is refused', (_, change) => {
  const other: Feature<object> = { name: 'other', routes: {}, commands: [], presses: {}, kept: [], ...change };
  expect(() => collected([], [whole, other])).toThrow(/The name "(?:ask|try hello)" of the feature other/);
});

test('what the bot can do has a press for every route, and the one exception is no feature’s', () => {
  for (const { name, routes, presses } of FEATURES) {
    expect(Object.keys(presses).toSorted(), name).toEqual(Object.keys(routes).toSorted());
    expect(Object.keys(routes), name).not.toContain(EXAMPLE);
  }
});
