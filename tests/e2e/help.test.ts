/** What the bot says of itself when somebody asks: what there is to call, for them, and examples that do what they say. */
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '#commands/index.ts';
import type { SeenMessage } from '#playground/gestures/seen-message.ts';
import { loadLanguages } from '#src/language/language.ts';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const named = (who: 'everyone' | 'moderators') => COMMANDS.commands.filter((command) => command.who === who);
const [READERS, MODERATORS] = [named('everyone'), named('moderators')].map((all) => all.map(({ name }) => name));

const english = loadLanguages().for('en');

function mentions(message: SeenMessage | null): string[] {
  return [...(message?.text ?? '').matchAll(/<\/([a-z -]+):\d+>/g)].map(([, name = '']) => name);
}

describe('the help', () => {
  test('names what readers can call, as commands that can be pressed, to a reader alone', async () => {
    await using room = await ReadingRoom.open();
    const shown = await room.world.member('ada').in('#general').slash('/fic help');
    expect(shown.message?.ephemeral).toBe(true);
    expect(mentions(shown.message)).toEqual(READERS);
    for (const { name, options } of named('everyone')) {
      expect(shown.message?.text).toContain(english.describe(name));
      for (const option of Object.keys(options)) expect(shown.message?.text, name).toContain(`\`${option}\``);
    }
    expect(shown.message?.text).not.toContain('library');
    expect(shown.message?.buttonLabels).not.toContain('For moderators');
    const ids = new Set([...room.world.commands.values()].map(({ id }) => id));
    for (const [, id = ''] of (shown.message?.text ?? '').matchAll(/:(\d+)>/g)) expect(ids).toContain(id);
  });

  test.each([
    ['a moderator', 'mina'],
    ['the owner', 'olive'],
  ])('has a second part for %s, and leads back', async (_, name) => {
    await using room = await ReadingRoom.open();
    const seat = room.world.member(name).in('#general');
    const shown = await seat.slash('/fic help');
    await seat.press(shown.message, 'For moderators');
    expect(mentions(shown.message)).toEqual(MODERATORS);
    for (const { name } of named('moderators')) expect(shown.message?.text).toContain(english.describe(name));
    await seat.press(shown.message, 'For readers');
    expect(mentions(shown.message)).toContain('fic search');
  });

  test('in a direct message names everything plainly, and what is there to try works there', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post());
    const newt = room.world.member('newt').directMessage();
    const shown = await newt.slash('/fic help');
    expect(shown.message?.text).toContain('the fics that all servers share');
    const found = await newt.press(shown.message, '/fic search rating: General words: <5000');
    expect(found.message?.text).toContain('The Yellow Wall');
    await newt.press(shown.message, 'For moderators');
    expect(shown.message?.text).toContain('`/library add`');
    expect(shown.message?.buttonLabels).toEqual(['For readers']);
  });

  test('is the same after a restart, when Discord was told nothing anew', async () => {
    await using room = await ReadingRoom.open();
    const ada = room.world.member('ada').in('#general');
    const before = await ada.slash('/fic help');
    const told = room.world.requests.filter(({ method }) => method === 'PUT').length;
    await room.restart();
    expect((await ada.slash('/fic help')).message?.text).toBe(before.message?.text);
    expect(room.world.requests.filter(({ method }) => method === 'PUT')).toHaveLength(told);
  });
});

describe('an example', () => {
  test('is run for whoever presses it, and their answer is theirs alone', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post({ title: 'Short', body: 'It rained.' }));
    await room.add(post({ title: 'Grown', rating: 'PG-13' }));
    const ada = room.world.member('ada').in('#general');
    const shown = await ada.slash('/fic help');

    const found = await ada.press(shown.message, '/fic search rating: General words: <5000');
    expect(found.message?.ephemeral).toBe(true);
    expect(found.message?.text).toContain('1 fic');
    expect(found.message?.text).toContain('Short');
    expect(found.message?.text).not.toContain('Grown');
    // The help stays as it was, for the next example.
    expect(mentions(shown.message)).toContain('fic search');

    expect((await ada.press(shown.message, '/fic shelf')).message?.text).toContain('Your shelf is empty');
    expect((await ada.press(shown.message, '/fic read')).message?.text).toContain('You have not begun a fic yet');
    expect(room.world.refusals).toEqual([]);
  });

  test("of a moderators' command is refused to somebody who is none any more", async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const shown = await mina.slash('/fic help');
    await mina.press(shown.message, 'For moderators');
    expect((await mina.press(shown.message, '/library settings')).message?.text).toContain('Moderator roles');
    const { firstGuild } = room.world;
    const membership = firstGuild.members.get(mina.user.id);
    if (membership) membership.roleIds = [];
    const refused = await mina.press(shown.message, '/library settings');
    expect(refused.message?.text).toContain("for this server's moderators");
  });
});
