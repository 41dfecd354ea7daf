/** The bot comes up with its commands registered, says clearly why it cannot, and finishes what it began before it leaves. */
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { takedownLine } from '#commands/takedown/line.ts';
import { Playground } from '#playground/playground.ts';
import { restOf } from '#playground/tests/trial-bot.ts';
import { type BotParts, ficusClient, startBot } from '#src/discord/client.ts';
import { CommandRegister } from '#src/discord/command-register.ts';
import { Exchange } from '#src/discord/exchange.ts';
import { type Registered, type RegistrationMemory, registerCommands } from '#src/discord/registration.ts';
import { commandJson } from '#src/kit/command-json.ts';
import { FicError } from '#src/story/errors.ts';
import { type Behaviour, says, TRIAL, trialLanguages } from '#tests/discord/trial.ts';
import { memoryRegister, showingOver } from '#tests/moderation/registers.ts';

function memory(): RegistrationMemory {
  const known = new Map<string, Registered>();
  return {
    get: async (application, guild) => known.get(`${application}/${guild}`) ?? null,
    set: async (application, guild, registered) => void known.set(`${application}/${guild}`, registered),
    forget: async (application, guild) => void known.delete(`${application}/${guild}`),
  };
}

type Parts = Omit<BotParts<Behaviour>, 'commands'> & { readonly registration: RegistrationMemory };

function partsFor(world: Playground, change: Partial<Parts> = {}): Parts {
  return {
    exchange: new Exchange({ pauses: [10, 20] }),
    ...{
      token: world.token,
      apiUrl: world.apiUrl,
      set: TRIAL,
      languages: trialLanguages,
      mayModerate: () => false,
      postscript: () => null,
    },
    services: { act: () => says('Done.'), offer: async () => [] },
    registration: memory(),
    showing: showingOver(memoryRegister()),
    takenDown: takedownLine,
    log: pino({ level: 'silent' }),
    now: Date.now,
    newRequestId: () => 'ref1',
    cooldowns: false,
    timer: (ms, run) => {
      const timeout = setTimeout(run, ms);
      return () => clearTimeout(timeout);
    },
    ...change,
  };
}

function start({ registration, ...parts }: Parts) {
  const client = ficusClient(parts.apiUrl, parts.exchange);
  const commands = new CommandRegister({
    ...{ wire: client.rest, memory: registration, timer: () => () => {}, log: parts.log },
    applicationId: () => client.application?.id ?? '',
    everywhere: commandJson(parts.set, parts.languages),
    ofServer: () => [],
  });
  return startBot(client, { ...parts, commands });
}

const registrations = (world: Playground) =>
  world.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path);

describe('the commands', () => {
  test('are registered at the first start, and again only when they changed', async () => {
    await using world = await Playground.start();
    const registration = memory();
    for (let starts = 0; starts < 3; starts += 1) await (await start(partsFor(world, { registration }))).close();
    expect(registrations(world)).toHaveLength(1);
    const changed = { ...TRIAL, commands: TRIAL.commands.slice(1) };
    await (await start(partsFor(world, { registration, set: changed }))).close();
    expect(registrations(world)).toHaveLength(2);
    const names = [...world.commands.values()].map(({ name }) => name);
    expect(names).toEqual(['try', 'care']);
  });

  test('of a guild on trial are its own, and can be sent whether they changed or not', async () => {
    await using world = await Playground.start();
    const rest = restOf(world);
    const known = memory();
    const json = commandJson(TRIAL, trialLanguages);
    const guild = world.firstGuild.id;
    const register = (place: string | null, always = false) =>
      registerCommands(rest, known, world.applicationId, place, json, { always });
    const first = await register(guild);
    expect(first).toEqual({ sent: true, ids: { try: expect.any(String), care: expect.any(String) } });
    expect(await register(guild)).toEqual({ ...first, sent: false });
    expect(await register(guild, true)).toEqual({ ...first, sent: true });
    expect((await register(null)).sent).toBe(true);
    const olive = world.member('olive');
    expect(olive.in('#general').commands()).toHaveLength(4);
    expect(olive.in('#general', 'The Other Shelf').commands()).toHaveLength(2);
  });

  test('that Discord refused are not remembered as registered', async () => {
    await using world = await Playground.start();
    const rest = restOf(world);
    const known = memory();
    const [json] = commandJson(TRIAL, trialLanguages);
    if (!json) throw new Error('There are no commands.');
    const bad = [{ ...json, description: '' }];
    await expect(registerCommands(rest, known, world.applicationId, null, bad)).rejects.toThrow();
    await expect(registerCommands(rest, known, world.applicationId, null, bad)).rejects.toThrow();
  });
});

describe('a start that fails', () => {
  test('for a wrong token says that it is the token', async () => {
    await using world = await Playground.start();
    for (const token of ['wrong', `${world.token}x`]) {
      await expect(start(partsFor(world, { token }))).rejects.toMatchObject({ code: 'token-refused' });
    }
    expect(world.botIsOnline).toBe(false);
  });

  test('for want of a Discord says where it looked and why not', async () => {
    const world = await Playground.start();
    await world.close();
    await expect(start(partsFor(world))).rejects.toMatchObject({
      code: 'api-unreachable',
      details: { url: world.apiUrl, reason: expect.stringMatching(/ECONNREFUSED|refused/) },
    });
  });
});

describe('a start that fails after the login leaves no bot behind', () => {
  test('where Discord cannot take the commands', async () => {
    await using world = await Playground.start({ log: () => {} });
    world.on('change', ({ kind }) => {
      if (kind === 'commands-changed') throw new Error('Discord is ill today.');
    });
    await expect(start(partsFor(world))).rejects.toMatchObject({
      code: 'api-unreachable',
      details: { url: world.apiUrl },
    });
    await world.until(() => !world.botIsOnline);
  });

  test('where Discord refuses them', async () => {
    await using world = await Playground.start();
    const set = { ...TRIAL, commands: [...TRIAL.commands, ...TRIAL.commands] };
    await expect(start(partsFor(world, { set }))).rejects.toMatchObject({ code: 'discord-refused' });
    await world.until(() => !world.botIsOnline);
  });

  test('where what was registered cannot be looked up, which it says as it is', async () => {
    await using world = await Playground.start();
    const broken = new FicError('database-broken', { file: 'state.db', reason: 'disk I/O error' });
    const registration = { ...memory(), get: () => Promise.reject(broken) };
    await expect(start(partsFor(world, { registration }))).rejects.toBe(broken);
    await world.until(() => !world.botIsOnline);
  });
});

test('a bot whose token was reset says so when Discord closes the connection for good', async () => {
  await using world = await Playground.start();
  const bot = await start(partsFor(world));
  world.resetToken();
  world.faults.gateway.drop();
  expect(await bot.ended).toMatchObject({ code: 'token-refused' });
  await bot.close();
});

describe('a bot that leaves', () => {
  test('answers first whom it was about to answer', async () => {
    await using world = await Playground.start();
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const services: Behaviour = {
      offer: async () => [],
      act: async () => {
        begun.resolve();
        await gate.promise;
        // As a command does: a way there and back, and another.
        for (let asked = 0; asked < 5; asked += 1) await fetch(world.url);
        return says('Just in time.');
      },
    };
    const bot = await start(partsFor(world, { services }));
    expect(bot).toMatchObject({ guilds: 2, name: expect.stringContaining('ficus') });
    const gesture = world.member('ada').in('#general').slash('/try public');
    await begun.promise;
    const closed = bot.close();
    gate.resolve();
    await closed;
    expect([...world.interactions.values()].map(({ state }) => state)).toEqual(['answered']);
    expect((await gesture).message?.text).toBe('Just in time.');
    expect(world.botIsOnline).toBe(false);
  });

  test('that was thrown out of a server goes on in the others', async () => {
    await using world = await Playground.start();
    const bot = await start(partsFor(world));
    world.removeBot();
    const reply = await world.member('olive').in('#general', 'The Other Shelf').slash('/try public');
    expect(reply.message?.text).toBe('Done.');
    await bot.close();
  });
});
