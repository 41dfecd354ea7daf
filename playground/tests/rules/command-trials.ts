/** The rules of commands, each kept and broken. */
import { times, x } from '../bodies.ts';
import type { Ground, Trials } from './ground.ts';

const command = (more = {}) => ({ name: 'fic', description: 'Stories', ...more });
const string = (more = {}) => ({ type: 3, name: 'a', description: 'Words', ...more });
const number = (more: object) => ({ type: 4, name: 'a', description: 'So many', ...more });
const subcommand = { type: 1, name: 'show', description: 'Shows' };
const group = (...options: unknown[]) => ({ type: 2, name: 'group', description: 'More', options });
const choice = (name: string, value = 'v') => ({ name, value });

const register = (at: Ground, more: object) => at.register([command(more)]);
const withOptions = (at: Ground, ...options: unknown[]) => register(at, { options });
const withChoices = (at: Ground, ...choices: unknown[]) => withOptions(at, string({ choices }));
const many = (at: Ground, count: number, of: (name: string) => object) => at.register(times(count, (n) => of(`c${n}`)));

/** A command whose names, descriptions and choices have so many characters together. */
function sized(amount: number): object {
  const filled = times(8, (n) => ({
    ...string({ name: `o${n}` }),
    description: 'd',
    choices: times(10, (c) => choice(`${c}`, `${c}`)),
  }));
  const base = { name: 'fic', description: 'd', options: filled };
  // fic, d; of each option its name of two and its d; of each choice a name and a value of one.
  let left = amount - (4 + 8 * 3 + 80 * 2);
  for (const option of filled) {
    for (const each of option.choices) {
      const more = Math.min(98, left);
      each.name += x(more);
      left -= more;
    }
  }
  const [first] = filled;
  if (!first || left > 99) throw new Error('It is too much.');
  first.description += x(left);
  return base;
}

/** So many new commands within a day, in sets as large as a place takes. */
async function created(at: Ground, amount: number): Promise<void> {
  const set = (from: number, count: number) => times(count, (n) => command({ name: `c${from + n}` }));
  await at.register(set(0, 100));
  await at.register(set(100, 100));
  await at.register(set(200, amount - 200));
}

export const commandTrials = {
  'command.name': (at, amount) => register(at, { name: x(amount) }),
  'command.name-letters': {
    kept: (at) => register(at, { name: 'fic-été' }),
    broken: (at) => register(at, { name: 'Fic' }),
  },
  'command.description': (at, amount) => register(at, { description: x(amount) }),
  'command.menu-description': {
    kept: (at) => at.register([{ type: 3, name: 'Report story' }]),
    broken: (at) => at.register([{ type: 3, name: 'Report story', description: 'Reports' }]),
  },
  'command.options': (at, amount) => withOptions(at, ...times(amount, (n) => string({ name: `o${n}` }))),
  'command.option-unique': {
    kept: (at) => withOptions(at, string(), string({ name: 'b' })),
    broken: (at) => withOptions(at, string(), string()),
  },
  'command.required-first': {
    kept: (at) => withOptions(at, string({ name: 'b', required: true }), string()),
    broken: (at) => withOptions(at, string(), string({ name: 'b', required: true })),
  },
  'command.choices': (at, amount) => withChoices(at, ...times(amount, (n) => choice(`${n}`))),
  'command.choice-name': (at, amount) => withChoices(at, choice(x(amount))),
  'command.choice-value': (at, amount) => withChoices(at, choice('a', x(amount))),
  'command.choice-unique': {
    kept: (at) => withChoices(at, choice('a'), choice('b')),
    broken: (at) => withChoices(at, choice('a', '1'), choice('a', '2')),
  },
  'command.choices-or-completion': {
    kept: (at) => withOptions(at, string({ autocomplete: true })),
    broken: (at) => withOptions(at, string({ autocomplete: true, choices: [choice('a')] })),
  },
  'command.text-length': (at, amount) => withOptions(at, string({ max_length: amount })),
  'command.least-most': {
    kept: (at) => withOptions(at, number({ min_value: 2, max_value: 2 })),
    broken: (at) => withOptions(at, number({ min_value: 3, max_value: 2 })),
  },
  'command.file-types': (at, amount) =>
    withOptions(at, { type: 11, name: 'a', description: 'File', file_types: times(amount, (n) => `.t${n}`) }),
  'command.kind': {
    kept: (at) => at.register([{ type: 2, name: 'Show shelf' }]),
    broken: (at) => at.register([{ type: 4, name: 'launch', description: 'Starts' }]),
  },
  'command.nesting': {
    kept: (at) => withOptions(at, group(subcommand)),
    broken: (at) => withOptions(at, group(group(subcommand))),
  },
  'command.not-mixed': {
    kept: (at) => withOptions(at, subcommand, group(subcommand)),
    broken: (at) => withOptions(at, subcommand, string()),
  },
  'command.size': (at, amount) => at.register([sized(amount)]),
  'command.unique': {
    kept: (at) => at.register([command({ name: 'a' }), command({ name: 'b' }), { type: 2, name: 'a' }]),
    broken: (at) => at.register([command(), command()]),
  },
  'command.slash': (at, amount) => many(at, amount, (name) => command({ name })),
  'command.user': (at, amount) => many(at, amount, (name) => ({ type: 2, name })),
  'command.message': (at, amount) => many(at, amount, (name) => ({ type: 3, name })),
  'command.daily': created,
  'command.permissions': {
    kept: (at) => register(at, { default_member_permissions: '32' }),
    broken: (at) => register(at, { default_member_permissions: 'ManageGuild' }),
  },
  'command.global-only': {
    kept: (at) => register(at, { contexts: [0], integration_types: [0] }),
    broken: (at) => at.registerIn(at.world.firstGuild.id, [command({ contexts: [0] })]),
  },
} satisfies Trials;
