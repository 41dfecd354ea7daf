/** Who finds /library in the list of commands, server by server. */
import { Routes } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { COMMANDS } from '#commands/index.ts';
import { restOf } from '#playground/tests/trial-bot.ts';
import { commandJson } from '#src/kit/command-json.ts';
import { loadLanguages } from '#src/language/language.ts';
import { ReadingRoom } from '#tests/e2e/reading-room.ts';
import { choose } from '#tests/e2e/settings.ts';

const offered = (room: ReadingRoom, name: string, guild = 'The Reading Room') =>
  room.world
    .member(name)
    .in('#general', guild)
    .commands()
    .map((command) => command.name);

test('whoever manages the server finds it, and readers do not', async () => {
  await using room = await ReadingRoom.open();
  for (const name of ['mina', 'olive']) expect(offered(room, name), name).toEqual(['fic', 'library']);
  for (const name of ['ada', 'newt']) expect(offered(room, name), name).toEqual(['fic']);
  expect(
    room.world
      .member('ada')
      .directMessage()
      .commands()
      .map(({ name }) => name),
  ).toEqual(['fic']);
});

test('a role that moderators choose finds it at once, in that server alone, until it is no longer chosen', async () => {
  await using room = await ReadingRoom.open();
  const mina = room.world.member('mina').in('#general');
  await choose(mina, { moderatorRoles: ['Reader'] });
  await room.app.settled();
  const ada = room.world.member('ada').in('#general');
  expect(offered(room, 'ada')).toEqual(['fic', 'library']);
  expect((await ada.slash('/library reports')).message?.text).toContain('No open reports');
  // Discord shows it to all then: who has none of the roles is told so.
  const newt = await room.world.member('newt').in('#general').slash('/library reports');
  expect(newt.message?.text).toContain("for this server's moderators");
  const elsewhere = room.world.commandsIn(room.guildId('The Other Shelf'));
  expect(elsewhere.find(({ name }) => name === 'library')?.default_member_permissions).toBe('32');

  await room.restart();
  expect(offered(room, 'ada')).toEqual(['fic', 'library']);
  await choose(mina, { moderatorRoles: [] });
  await room.app.settled();
  expect(offered(room, 'ada')).toEqual(['fic']);
});

test('with roles that the operator named, everyone finds it in every server', async () => {
  await using room = await ReadingRoom.open({ moderatorRoles: ['100000000000000000'] });
  expect(offered(room, 'ada')).toEqual(['fic', 'library']);
  expect(offered(room, 'olive', 'The Other Shelf')).toEqual(['fic', 'library']);
});

test('where an earlier release had told Discord of it for all servers, it stands there once', async () => {
  await using room = await ReadingRoom.open({ bot: false });
  const { world } = room;
  const body = commandJson(COMMANDS, loadLanguages());
  await restOf(world).put(Routes.applicationCommands(world.applicationId), { body });
  expect(offered(room, 'mina')).toEqual(['fic', 'library']);
  await room.start();
  expect(world.commandsIn(null).map(({ name }) => name)).toEqual(['fic']);
  expect(offered(room, 'mina')).toEqual(['fic', 'library']);
});

test('a server that takes no commands keeps no other from having them', async () => {
  await using room = await ReadingRoom.open({ bot: false });
  room.world.guild('The Reading Room').takesCommands = false;
  await room.start();
  expect(offered(room, 'mina')).toEqual(['fic']);
  expect(offered(room, 'olive', 'The Other Shelf')).toEqual(['fic', 'library']);
  expect(room.logged()['a server takes no commands: invite the bot again (ficus invite)']).toBe(1);
});
