/** What a member blocks is left out of what they are shown, and of nobody else's. */
import { expect, test } from 'vitest';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const SWEET = post({ title: 'The Sweet Hour', more: 'Tags: Fluff\n' });
const BITTER = post({ title: 'The Bitter Hour', more: 'Tags: Heavy Angst\n' });

test('a blocked tag is left out of searches and suggestions, and counted; others find it', async () => {
  await using room = await ReadingRoom.open();
  await room.add(SWEET);
  await room.add(BITTER);
  const ada = room.world.member('ada').in('#general');
  const newt = room.world.member('newt').in('#general');
  const blocked = await ada.slash('/fic block', { name: 'angst' });
  expect(blocked.message?.ephemeral).toBe(true);
  expect(blocked.message?.text).toContain('**angst** is blocked for you');
  const hers = await ada.slash('/fic search', { query: 'hour' });
  expect(hers.message?.text).toContain('1 fic');
  expect(hers.message?.text).not.toContain('Bitter');
  expect(hers.message?.text).toContain('1 fic is left out because of what you block');
  expect(await ada.complete('/fic show', { story: 'bitter' })).toEqual([]);
  expect(await ada.complete('/fic search', { tag: 'heavy' })).toEqual([]);
  const others = await newt.slash('/fic search', { query: 'hour' });
  expect(others.message?.text).toContain('2 fics');
  expect(others.message?.text).not.toContain('left out');
  expect(await newt.complete('/fic show', { story: 'bitter' })).toHaveLength(1);
});

test('what is let go is found again, and a title that one names opens all the while', async () => {
  await using room = await ReadingRoom.open();
  const story = await room.add(BITTER);
  const ada = room.world.member('ada').in('#general');
  const { message } = await ada.slash('/fic block', { name: 'Heavy Angst', kind: 'tag' });
  expect((await ada.slash('/fic show', { story: 'The Bitter Hour' })).message?.text).toContain(story.title);
  await ada.select(message, 'Let go of …', ['Heavy Angst']);
  expect(message?.text).toContain('**Heavy Angst** is not blocked any more');
  expect((await ada.slash('/fic search', { query: 'hour' })).message?.text).toContain('The Bitter Hour');
});

test('is a list of fifty at most, told without a name', async () => {
  await using room = await ReadingRoom.open({ cooldowns: false });
  const ada = room.world.member('ada').in('#general');
  expect((await ada.slash('/fic block')).message?.text).toContain('You block nothing');
  for (let number = 1; number <= 50; number += 1) await ada.slash('/fic block', { name: `tag ${number}` });
  const full = await ada.slash('/fic block', { name: 'One more' });
  expect(full.message?.text).toContain('Let something go first');
  expect(full.message?.text).toContain('You block 50 names');
  expect((await ada.slash('/fic block', { name: '---' })).message?.text).toContain('Type a name');
});
