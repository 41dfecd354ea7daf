/** What Discord refuses when commands are registered, and how it tells them apart. */
import { Routes } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { problemsOf, times, x } from './bodies.ts';
import { restOf } from './trial-bot.ts';

let world: Playground;
let rest: ReturnType<typeof restOf>;
beforeAll(async () => {
  world = await Playground.start({ requestsPerSecond: Number.POSITIVE_INFINITY });
  rest = restOf(world);
});
afterAll(() => world.close());

const register = (body: unknown) => rest.put(Routes.applicationCommands(world.applicationId), { body });

describe('a set of commands', () => {
  const command = (more = {}) => ({ name: 'fic', description: 'Stories', ...more });
  const string = (name: string, more = {}) => ({ type: 3, name, description: 'Words', ...more });

  test.for<[string, unknown, string]>([
    ['a capital letter in a name', [command({ name: 'Fic' })], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a blank in a name', [command({ name: 'fic show' })], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a name over 32', [command({ name: x(33) })], '0.name BASE_TYPE_BAD_LENGTH'],
    ['no description', [{ name: 'fic' }], '0.description BASE_TYPE_REQUIRED'],
    ['a description over 100', [command({ description: x(101) })], '0.description BASE_TYPE_BAD_LENGTH'],
    ['the same name twice', [command(), command()], '1 APPLICATION_COMMANDS_DUPLICATE_NAME'],
    ['26 options', [command({ options: times(26, (n) => string(`o${n}`)) })], '0.options BASE_TYPE_MAX_LENGTH'],
    [
      'the same option twice',
      [command({ options: [string('a'), string('a')] })],
      '0.options.1.name APPLICATION_COMMAND_OPTIONS_NAMES_NOT_UNIQUE',
    ],
    [
      'a required option after an optional one',
      [command({ options: [string('a'), string('b', { required: true })] })],
      '0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      '26 choices',
      [command({ options: [string('a', { choices: times(26, (n) => ({ name: `${n}`, value: `${n}` })) })] })],
      '0.options.0.choices BASE_TYPE_MAX_LENGTH',
    ],
    [
      'choices and autocomplete',
      [command({ options: [string('a', { autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })],
      '0.options.0.autocomplete APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_EXCLUSIVE',
    ],
    [
      'a subcommand beside an option',
      [command({ options: [{ type: 1, name: 'a', description: 'A' }, string('b')] })],
      '0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
    [
      'a group in a group',
      [
        command({
          options: [
            { type: 2, name: 'a', description: 'A', options: [{ type: 2, name: 'b', description: 'B', options: [] }] },
          ],
        }),
      ],
      '0.options.0.options.0.type UNION_TYPE_CHOICES',
    ],
    [
      'a locale that is none',
      [command({ name_localizations: { tlh: 'fic' } })],
      '0.name_localizations.tlh ENUM_TYPE_COERCE',
    ],
    [
      'a translated name with a capital',
      [command({ name_localizations: { de: 'Fic' } })],
      '0.name_localizations.de APPLICATION_COMMAND_INVALID_NAME',
    ],
    [
      'more than 8000 characters, the longest translation counted',
      [
        command({
          options: times(25, (n) =>
            string(`o${n}`, {
              choices: times(4, (c) => ({ name: `${c}`, name_localizations: { de: `${c}${x(89)}` }, value: `${c}` })),
            }),
          ),
        }),
      ],
      '0 APPLICATION_COMMAND_TOO_LARGE',
    ],
  ])('is refused with %s', async ([, body, problem]) => {
    expect(await problemsOf(register(body))).toEqual([problem]);
  });

  test('is refused as too many with 101', async () => {
    await expect(register(times(101, (n) => command({ name: `c${n}` })))).rejects.toMatchObject({ code: 30032 });
  });

  test('keeps the ids of commands that it knows, and forgets the rest', async () => {
    const ids = async (body: unknown) => ((await register(body)) as { id: string; name: string }[]).map(({ id }) => id);
    const [fic, library] = await ids([command(), command({ name: 'library' })]);
    expect(await ids([command({ description: 'More stories' })])).toEqual([fic]);
    const [, again] = await ids([command(), command({ name: 'library' })]);
    expect(again).not.toBe(library);
  });

  test('of a guild stands beside the global ones, there alone', async () => {
    await register([command()]);
    const first = world.guild('reading-room');
    const other = world.guild('other-shelf');
    const route = Routes.applicationGuildCommands(world.applicationId, other.id);
    await rest.put(route, { body: [command({ name: 'trial' })] });
    const offered = (guild: typeof other) =>
      world
        .member('olive')
        .in('#general', guild)
        .commands()
        .map(({ name }) => name);
    expect(offered(first)).toEqual(['fic']);
    expect(offered(other)).toEqual(['fic', 'trial']);
    const [{ id } = expect.fail('no command')] = (await rest.get(route)) as { id: string }[];
    await rest.patch(`${route}/${id}`, { body: { description: 'Tried' } });
    expect(await rest.get(`${route}/${id}`)).toMatchObject({ name: 'trial', description: 'Tried' });
    await rest.delete(`${route}/${id}`);
    expect(offered(other)).toEqual(['fic']);
  });
});
