/** Each server has its own commands: told to Discord when they change, one server's trouble is no other's. */
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { ficusClient } from '#src/discord/client.ts';
import { CommandRegister } from '#src/discord/command-register.ts';
import { Exchange } from '#src/discord/exchange.ts';
import type { Registered } from '#src/discord/registration.ts';
import { commandJson } from '#src/kit/command-json.ts';
import { TRIAL, trialLanguages } from '#tests/discord/trial.ts';

function registerOf(world: Playground) {
  const { rest } = ficusClient(world.apiUrl, new Exchange({ pauses: [] }));
  rest.setToken(world.token);
  const [everywhere, own] = commandJson(TRIAL, trialLanguages).map((command) => [command]);
  const known = new Map<string | null, Registered>();
  const logged: { readonly guild?: string; readonly code?: number; readonly msg: string }[] = [];
  const later: (() => void)[] = [];
  const shown = { byRole: false };
  const register = new CommandRegister({
    wire: rest,
    applicationId: () => world.applicationId,
    memory: {
      get: async (_, guild) => known.get(guild) ?? null,
      set: async (_, guild, registered) => void known.set(guild, registered),
      forget: async (_, guild) => void known.delete(guild),
    },
    everywhere: everywhere ?? [],
    ofServer: () => (own ?? []).map((one) => ({ ...one, default_member_permissions: shown.byRole ? null : '32' })),
    timer: (_, run) => {
      later.push(run);
      return () => void later.splice(later.indexOf(run), 1);
    },
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
  });
  const puts = () => world.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path);
  return { register, logged, later, shown, known, puts };
}

const ids = (world: Playground) => [...world.guilds.keys()];

describe("a server's own commands", () => {
  test('are told Discord once, and anew when they change', async () => {
    await using world = await Playground.start();
    const { register, shown, puts } = registerOf(world);
    const [here = ''] = ids(world);
    await register.keep(here);
    await register.keep(here);
    expect(puts()).toHaveLength(1);
    shown.byRole = true;
    await Promise.all([register.keep(here), register.keep(here), register.keep(here)]);
    expect(puts()).toHaveLength(2);
    expect(world.commandsIn(here).map(({ name }) => name)).toEqual(['care']);
  });

  test('are mentioned with the id that they have there, others with the one they have everywhere', async () => {
    await using world = await Playground.start();
    const { register } = registerOf(world);
    const [here = '', there = ''] = ids(world);
    expect(register.mention(here, 'care public')).toBe('`/care public`');
    await register.everywhere();
    await register.keep(here);
    const idOf = (name: string) => [...world.commands.values()].find((each) => each.name === name)?.id;
    expect(register.mention(here, 'care public')).toBe(`</care public:${idOf('care')}>`);
    expect(register.mention(here, 'try private')).toBe(`</try private:${idOf('try')}>`);
    expect(register.mention(there, 'care public')).toBe('`/care public`');
    expect(register.mention(null, 'try private')).toBe(`</try private:${idOf('try')}>`);
  });

  test('that a server takes not, for want of the scope, are logged once and stop no other server', async () => {
    await using world = await Playground.start();
    const { register, logged, later } = registerOf(world);
    const [refusing = '', other = ''] = ids(world);
    world.guild(refusing).takesCommands = false;
    await Promise.all([register.keep(refusing), register.keep(other)]);
    await register.keep(refusing);
    expect(logged.filter(({ guild }) => guild === refusing)).toMatchObject([{ code: 50001 }]);
    expect(logged[0]?.msg).toContain('invite the bot again');
    expect(later).toEqual([]);
    expect(world.commandsIn(other).map(({ name }) => name)).toEqual(['care']);
  });

  test('that Discord could not take just now are tried again in a while', async () => {
    await using world = await Playground.start();
    const { register, later } = registerOf(world);
    const [here = ''] = ids(world);
    world.faults.rest({ kind: 'server-error', status: 503 });
    await register.keep(here);
    expect(world.commandsIn(here)).toEqual([]);
    expect(later).toHaveLength(1);
    later[0]?.();
    await register.settled();
    expect(world.commandsIn(here)).toHaveLength(1);
  });

  test('are told anew where the bot was removed and added again', async () => {
    await using world = await Playground.start();
    const { register, puts } = registerOf(world);
    const [here = ''] = ids(world);
    await register.keep(here);
    world.removeBot(here);
    world.addBot(here);
    expect(world.commandsIn(here)).toEqual([]);
    await register.forget(here);
    expect(register.mention(here, 'care public')).toBe('`/care public`');
    await register.keep(here);
    expect(puts()).toHaveLength(2);
    expect(world.commandsIn(here)).toHaveLength(1);
  });
});
