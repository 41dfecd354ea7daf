/** Other names that a server's moderators note: its members find by them, and nobody else does. */
import { describe, expect, test } from 'vitest';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const SHIP = { kind: 'pairing', name: 'Johnlock of ours', means: 'Sherlock Holmes/John Watson' };
const ROOMS = post({ title: 'The Yellow Rooms' });
const BALL = post({ title: 'The Red Ball', pairing: 'Elizabeth Bennet/Fitzwilliam Darcy' });

async function furnished(): Promise<ReadingRoom> {
  const room = await ReadingRoom.open();
  for (const each of [ROOMS, BALL]) await room.add(each);
  return room;
}

describe('a name that a moderator notes', () => {
  test('finds what it stands for, in options, in free words and while somebody types; in this server alone', async () => {
    await using room = await furnished();
    const mina = room.world.member('mina').in('#general');
    const ada = room.world.member('ada').in('#general');
    const olive = room.world.member('olive').in('#general', 'The Other Shelf');
    const found = async (seat: typeof ada) =>
      (await seat.slash('/fic search', { pairing: 'johnlock OF ours' })).message?.text ?? '';
    expect(await found(ada)).not.toContain('Yellow Rooms');

    const noted = await mina.slash('/library alias', SHIP);
    expect(noted.message?.ephemeral).toBe(true);
    expect(noted.message?.text).toContain('From now on **Johnlock of ours** finds Sherlock Holmes/John Watson.');
    expect(await found(ada)).toContain('The Yellow Rooms');
    expect(await found(ada)).not.toContain('Red Ball');
    const offered = await ada.complete('/fic search', { pairing: 'johnlock of' });
    expect(offered).toEqual([
      { name: 'Johnlock of ours → Sherlock Holmes/John Watson', value: 'Sherlock Holmes/John Watson' },
    ]);
    expect(await found(olive)).not.toContain('Yellow Rooms');
    expect(await olive.complete('/fic search', { pairing: 'johnlock of' })).toEqual([]);

    await room.restart();
    expect(await found(ada)).toContain('The Yellow Rooms');
  });

  test('means something else once it is noted again, and nothing once it is removed', async () => {
    await using room = await furnished();
    const mina = room.world.member('mina').in('#general');
    const ada = room.world.member('ada').in('#general');
    const found = async () => (await ada.slash('/fic search', { query: 'bakerlove' })).message?.text ?? '';
    await mina.slash('/library alias', { ...SHIP, name: 'Bakerlove' });
    expect(await found()).toContain('The Yellow Rooms');
    const changed = await mina.slash('/library alias', { ...SHIP, name: 'BakerLove', means: 'Darbeth' });
    expect(changed.message?.text).toContain('and not what it stood for before');
    expect(await found()).toContain('The Red Ball');
    expect(await found()).not.toContain('Yellow Rooms');
    const listed = await mina.slash('/library aliases');
    expect(listed.message?.text).toContain('**BakerLove** → Darbeth · pairing');
    await mina.select(listed.message, 'Remove …', ['BakerLove']);
    expect(listed.message?.text).toContain('**BakerLove** does not stand for Darbeth any more.');
    expect(listed.message?.text).toContain('This server has noted no other names');
    expect(await found()).not.toContain('The Red Ball');
    const log = await room.app.stores.moderation.log.list(room.guildId('The Reading Room'), null, 10);
    expect(log.map(({ action }) => action)).toEqual(['alias-removed', 'alias-changed', 'alias-added']);
    const history = await mina.slash('/library history');
    expect(history.message?.text).toContain('**BakerLove** finds Darbeth, and no longer Sherlock Holmes/John Watson.');
  });

  test('is completed with names of its kind', async () => {
    await using room = await furnished();
    const mina = room.world.member('mina').in('#general');
    const values = async (kind: string) =>
      (await mina.complete('/library alias', { kind, name: 'x', means: 'john' })).map(({ value }) => value);
    expect(await values('pairing')).toEqual(['Sherlock Holmes/John Watson']);
    expect(await values('character')).toEqual(['John Watson']);
    expect(await values('tag')).toEqual([]);
  });

  test('is not one of itself, nor nothing', async () => {
    await using room = await furnished();
    const mina = room.world.member('mina').in('#general');
    const said = async (options: object) => (await mina.slash('/library alias', { ...SHIP, ...options })).message?.text;
    expect(await said({ name: 'John Watson x Sherlock Holmes' })).toContain('is that name already');
    expect(await said({ name: '💔' })).toContain('Type a name in letters or digits');
    expect((await mina.slash('/library aliases')).message?.text).toContain('has noted no other names');
  });
});

test('the list of names is turned page by page, and a removal stays on its page', async () => {
  await using room = await furnished();
  const mina = room.world.member('mina').in('#general');
  const { aliases } = room.app.stores.moderation;
  const library = room.guildId('The Reading Room');
  for (let number = 10; number < 28; number += 1) {
    const standsFor = `*Fluff* ${'x'.repeat(90)}`;
    await aliases.put(library, { kind: 'tag', alias: `name ${number}`, standsFor }, '7', number);
  }
  const { message } = await mina.slash('/library aliases');
  expect(message?.text).toContain('know 18 other names of yours');
  expect(message?.text).toContain('**name 24**');
  expect(message?.text).not.toContain('**name 25**');
  await mina.press(message, 'More');
  expect(message?.text).toContain('**name 27**');
  await mina.select(message, 'Remove …', ['name 26']);
  expect(message?.text).toContain('know 17 other names of yours');
  expect(message?.text).toContain('**name 27**');
  expect(message?.text).not.toContain('**name 24**');
});

test('a reader notes no names and sees no list', async () => {
  // A configured role that nobody has: the server shows `/library` to all, and Ficus alone decides.
  await using room = await ReadingRoom.open({ moderatorRoles: ['100000000000000000'] });
  const ada = room.world.member('ada').in('#general');
  for (const [command, options] of [
    ['alias', SHIP],
    ['aliases', {}],
  ] as const) {
    const refused = await ada.slash(`/library ${command}`, options);
    expect(refused.message?.text, command).toContain("for this server's moderators");
  }
  expect(await room.app.stores.moderation.aliases.list(room.guildId('The Reading Room'))).toEqual([]);
});
