/** `ficus invite`, `register` and `doctor`: what an operator sets a bot up with. */
import { readFile, rename } from 'node:fs/promises';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { setRolePermissions } from '#playground/world/guilds.ts';
import type { PermissionName } from '#playground/world/permissions.ts';
import { Ficus, NO_TOKEN } from '#tests/cli/ficus.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const on = ({ token, apiUrl }: Playground) => ({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl });

describe('invite', () => {
  const NEEDED: readonly PermissionName[] = [
    'ViewChannel',
    'SendMessages',
    'EmbedLinks',
    'CreatePrivateThreads',
    'SendMessagesInThreads',
  ];

  test('prints the link to the bot of the token, with the permissions it needs', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    const { code, out } = await ficus.run('invite');
    expect(code).toBe(0);
    const link = new URL(out.trim());
    expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: world.applicationId,
      scope: 'bot applications.commands',
      permissions: String(NEEDED.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n)),
    });
  });

  /** Ada shares a card and reads in her thread, where the bot may do what it was given and nothing else. */
  async function useWith(permissions: readonly PermissionName[]) {
    await using room = await ReadingRoom.open();
    const { world } = room;
    const everyone = world.firstGuild.roles.get(world.firstGuild.id);
    for (const role of world.firstGuild.roles.values()) {
      if (role === everyone) setRolePermissions(world, world.firstGuild, role, ['UseApplicationCommands']);
      if (role.name === 'Reader') setRolePermissions(world, world.firstGuild, role, ['ViewChannel', 'SendMessages']);
      if (role.tags?.bot_id === world.bot.id) setRolePermissions(world, world.firstGuild, role, permissions);
    }
    await room.add(post({ body: paragraphs(30) }));
    const ada = world.member('ada').in('#general');
    const results = await ada.slash('/fic search', { query: 'yellow' });
    const card = await ada.press(results.message, 'Open');
    const shared = await ada.press(card.message, 'Share with this channel');
    const asked = await ada.press(card.message, 'Read');
    const choice = 'Read in my own thread';
    const read = asked.message?.buttonLabels.includes(choice) ? await ada.press(asked.message, choice) : asked;
    const thread = ada.visibleThreads()[0];
    const page = thread && ada.messages(thread)[0];
    if (page) await ada.press(page, 'Next');
    return {
      refusals: world.refusals.length,
      shared: shared.message?.text,
      read: read.message?.text,
      page: page?.text,
    };
  }

  test('asks for enough: with these everything works', async () => {
    const { refusals, shared, page } = await useWith(NEEDED);
    expect(refusals).toBe(0);
    expect(shared).toContain('Shared');
    expect(page).toMatch(/Page 2 of/);
  });

  test.each(NEEDED)('asks for no more: without %s something is missing, and told', async (name) => {
    const { shared, read } = await useWith(NEEDED.filter((other) => other !== name));
    expect(`${shared} ${read}`).toMatch(/not allowed/);
  });
});

describe('register', () => {
  test("--guild offers a server's own commands there alone", async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    const here = world.guild('The Reading Room').id;
    const { code, out } = await ficus.run('register', '--guild', here);
    expect({ code, out }).toEqual({ code: 0, out: `Registered /library in server ${here}, as its settings say.\n` });
    expect(world.commandsIn(here).map(({ name }) => name)).toEqual(['library']);
    expect(world.commandsIn(world.guild('The Other Shelf').id)).toEqual([]);
  });

  test('--guild with a server that the bot is not in says that Discord refused, and why', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    const { code, out, err } = await ficus.run('register', '--guild', '100000000000000000');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^Discord refused: (Unknown Guild|Missing Access)\. /);
  });

  test('offers them everywhere, again and again where that is asked for, also beside a bot', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    const bot = ficus.start(['start']);
    await bot.said('Ficus is ready as');
    const own = () =>
      world.guilds.values().every(({ id }) => world.commandsIn(id).some(({ guild_id }) => guild_id === id));
    await world.until(own);
    const told = 'Registered /fic everywhere.\nRegistered /library in 2 servers, each as its settings say.\n';
    expect(await ficus.run('register')).toEqual({ code: 0, out: told, err: '' });
    expect(world.requests.filter(({ method }) => method === 'PUT')).toHaveLength(6);
    expect(world.commandsIn(null).map(({ name }) => name)).toEqual(['fic']);
    expect(own()).toBe(true);
  });
});

test.each([['invite'], ['register']])(
  '%s without a token, or with a wrong one, ends with 1 and says so',
  async (verb) => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    const [without, wrong] = await Promise.all([
      ficus.runWith({ DISCORD_TOKEN: NO_TOKEN }, verb),
      ficus.runWith({ DISCORD_TOKEN: 'wrong' }, verb),
    ]);
    expect(without).toMatchObject({ code: 1, out: '' });
    expect(without.err).toContain('No bot token is set.');
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toContain('Discord does not accept the token');
  },
);

describe('doctor', () => {
  test('finds all well where it is, and says what is set', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    const { code, out, err } = await ficus.run('doctor');
    expect(code).toBe(0);
    expect(out).not.toContain('✗');
    expect(out).toContain('✓ DISCORD_TOKEN is set\n✓ Discord knows the token: Ficus\n');
    expect(out).toContain(`✓ DISCORD_API_URL: ${world.apiUrl}\n`);
    expect(out).toContain(`✓ FICUS_DATABASE: ${ficus.database} is not there yet; the first start makes it\n`);
    expect(out).toContain('All is well.\n');
    expect(out + err).not.toContain(world.token);
  });

  test('counts the stories of a database, also beside a running bot', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    await ficus.run('import', await ficus.file('wall.txt', post()));
    const bot = ficus.start(['start']);
    await bot.said('Ficus is ready as');
    const { code, out } = await ficus.run('doctor');
    expect(code).toBe(0);
    expect(out).toContain(`✓ FICUS_DATABASE: ${ficus.database}. Fics: 1\n`);
  });

  test('finishes a restore that was stopped, and says so', async () => {
    await using ficus = await Ficus.install();
    await ficus.run('import', await ficus.file('wall.txt', post()));
    await rename(ficus.database, `${ficus.database}.restoring`);
    await ficus.file('ficus.db.restore-journal', JSON.stringify({ stamp: 'then', state: 'state.db' }));
    const { code, out } = await ficus.run('doctor');
    expect(code).toBe(0);
    expect(out).toContain('✓ A restore that had been stopped on its way was finished\n');
    expect(out).toContain(`✓ FICUS_DATABASE: ${ficus.database}. Fics: 1\n`);
    expect(out).toMatch(/^✓ Free space in .+: [\d,]+ MB$/m);
  });

  test('without a token says what works and what to do, and is content', async () => {
    await using ficus = await Ficus.install();
    const { code, out } = await ficus.run('doctor');
    expect(code).toBe(0);
    expect(out).toContain('DISCORD_TOKEN is not set: only the playground works. Put it into .env');
  });

  test('names each thing that is wrong, counts them and ends with 1', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    await ficus.file('ficus.db', 'Dear diary, '.repeat(1000));
    const { code, out } = await ficus.runWith({ DISCORD_TOKEN: 'wrong' }, 'doctor');
    expect(code).toBe(1);
    expect(out).toContain('✗ Discord does not accept the token in DISCORD_TOKEN.');
    expect(out).toContain(`✗ The database ${ficus.database} can't be used`);
    expect(out).toContain('2 things need your care.\n');
  });

  test('names a state that is no database, as start would', async () => {
    await using world = await Playground.start();
    await using ficus = await Ficus.install(on(world));
    const diary = await ficus.file('state.db', 'Dear diary, '.repeat(1000));
    const { code, out } = await ficus.run('doctor');
    expect(code).toBe(1);
    expect(out).toContain(`✗ The database ${diary} can't be used`);
    expect(out).toContain('1 thing needs your care.\n');
    expect(await readFile(diary, 'utf8')).toBe('Dear diary, '.repeat(1000));
  });

  test('names a setting that cannot be used', async () => {
    await using ficus = await Ficus.install({ FICUS_PLAY_PORT: '99999' });
    const { code, out } = await ficus.run('doctor');
    expect(code).toBe(1);
    expect(out).toContain("✗ The setting FICUS_PLAY_PORT can't be used");
    expect(out).toContain('1 thing needs your care.\n');
  });
});
