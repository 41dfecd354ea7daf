/** What the bot's messages show is known, at the price of a write only where it changed. */
import { describe, expect, test } from 'vitest';
import { Showing } from '#src/moderation/showing.ts';
import { memoryRegister, showingOver } from '#tests/moderation/registers.ts';

const MESSAGE = { message: '1', channel: '9' };
const MINUTE = 60_000;

function stage() {
  const posts = memoryRegister();
  const failures: unknown[] = [];
  let now = 0;
  const showing = new Showing({ posts, now: () => now, onFailure: (error) => failures.push(error) });
  const late: string[] = [];
  showing.late.listen((story) => late.push(story));
  const replaced: string[] = [];
  const reply = (name: string, stories: readonly string[], until = 15 * MINUTE) => ({
    stories,
    until,
    replace: async () => replaced.push(name) > 0,
  });
  return { posts, showing, failures, late, replaced, reply, pass: (ms: number) => (now += ms) };
}

describe('a message in a channel', () => {
  test('that shows the same as before costs no write, however often its page is turned', async () => {
    const s = stage();
    for (let turns = 0; turns < 50; turns += 1) await s.showing.stands(MESSAGE, ['a']);
    expect(s.posts.writes).toEqual(['put 1: a']);
    await s.showing.stands(MESSAGE, ['b', 'a']);
    await s.showing.stands(MESSAGE, ['a', 'b', 'a']);
    expect(s.posts.writes).toEqual(['put 1: a', 'put 1: b a']);
  });

  test('that shows nothing any more is taken out, once', async () => {
    const s = stage();
    await s.showing.stands(MESSAGE, ['a']);
    for (let times = 0; times < 3; times += 1) await s.showing.stands(MESSAGE, []);
    expect(s.posts.writes).toEqual(['put 1: a', 'remove 1']);
  });

  test('of an earlier run of the program is taken out, too', async () => {
    const s = stage();
    s.posts.shown.set('1', { post: MESSAGE, stories: ['a'] });
    await s.showing.stands(MESSAGE, []);
    expect(s.posts.shown.size).toBe(0);
  });

  test('that came to stand after its story was taken down is told, each time', async () => {
    const s = stage();
    await s.showing.stands(MESSAGE, ['a']);
    s.showing.takenDown('a');
    await s.showing.stands(MESSAGE, ['a']);
    expect(s.late).toEqual(['a']);
    s.showing.undone('a');
    await s.showing.stands(MESSAGE, ['a']);
    expect(s.late).toEqual(['a']);
  });

  test('that the disk did not take is written later, and nobody sees an error', async () => {
    const posts = memoryRegister();
    let full = true;
    const failures: unknown[] = [];
    const put: typeof posts.put = (...given) => (full ? Promise.reject(new Error('full')) : posts.put(...given));
    const showing = showingOver({ ...posts, put }, (error) => failures.push(error));
    await showing.stands(MESSAGE, ['a']);
    expect(failures).toHaveLength(1);
    full = false;
    await showing.writeAgain();
    await showing.writeAgain();
    expect(posts.writes).toEqual(['put 1: a']);
  });
});

describe('a private reply', () => {
  test('is replaced where it shows the story now, and only once', async () => {
    const s = stage();
    await s.showing.holds('1', s.reply('list', ['a', 'b']));
    await s.showing.holds('2', s.reply('card', ['a']));
    await s.showing.holds('2', s.reply('other card', ['c']));
    await s.showing.holds('3', s.reply('page', ['a']));
    await s.showing.holds('3', s.reply('nothing', []));
    expect(await s.showing.replacePrivate('a')).toBe(1);
    expect(await s.showing.replacePrivate('a')).toBe(0);
    expect(s.replaced).toEqual(['list']);
  });

  test('is forgotten when Discord would take no edit of it any more', async () => {
    const s = stage();
    await s.showing.holds('1', s.reply('old', ['a']));
    s.pass(15 * MINUTE);
    expect(await s.showing.replacePrivate('a')).toBe(0);
    await s.showing.holds('2', s.reply('new', ['a'], 30 * MINUTE));
    expect(await s.showing.replacePrivate('a')).toBe(1);
    expect(s.replaced).toEqual(['new']);
  });

  test('that was on its way at the takedown is replaced as soon as it is there', async () => {
    const s = stage();
    s.showing.takenDown('a');
    await s.showing.holds('1', s.reply('late', ['a']));
    expect(s.replaced).toEqual(['late']);
  });

  test('that Discord did not let be edited is tried again', async () => {
    const s = stage();
    let tries = 0;
    const replace = async () => {
      tries += 1;
      if (tries === 1) throw new Error('No answer.');
      return true;
    };
    await s.showing.holds('1', { stories: ['a'], until: MINUTE, replace });
    expect(await s.showing.replacePrivate('a')).toBe(0);
    expect(await s.showing.replacePrivate('a')).toBe(1);
    expect(s.failures).toHaveLength(1);
  });
});
