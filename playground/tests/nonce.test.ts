/** A request that is sent twice makes one message, where the bot marks it and asks for that. */
import { type APIMessage, Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { problemsOf, x } from './bodies.ts';
import { restOf } from './trial-bot.ts';

async function stage() {
  const clock = new ManualClock();
  const world = await Playground.start({ clock });
  const rest = restOf(world);
  const post = (body: object, channel = '#general') =>
    rest.post(Routes.channelMessages(world.channel(channel).id), { body: { content: 'Page 1', ...body } }) as Promise<
      APIMessage & { nonce?: string | number }
    >;
  return { clock, world, post, [Symbol.asyncDispose]: () => world.close() };
}

describe('a nonce', () => {
  test('is echoed, as the string or the number that it was', async () => {
    await using s = await stage();
    expect((await s.post({ nonce: x(25) })).nonce).toBe(x(25));
    expect((await s.post({ nonce: 7 })).nonce).toBe(7);
    expect('nonce' in (await s.post({}))).toBe(false);
  });

  test('gives the message back that has it already, where it is enforced', async () => {
    await using s = await stage();
    const first = await s.post({ nonce: 'one', enforce_nonce: true });
    s.clock.advance(4 * 60_000);
    const again = await s.post({ content: 'Page 2', nonce: 'one', enforce_nonce: true });
    expect(again).toMatchObject({ id: first.id, content: 'Page 1', nonce: 'one' });
    expect(s.world.messagesOf(s.world.channel('#general'))).toHaveLength(1);
    expect((await s.post({ nonce: 'two', enforce_nonce: true })).id).not.toBe(first.id);
  });

  test('means nothing where it is not enforced, nor after a few minutes, nor once the message is deleted', async () => {
    await using s = await stage();
    const enforced = { nonce: 'one', enforce_nonce: true };
    const ids = [(await s.post(enforced)).id, (await s.post({ nonce: 'one' })).id];
    s.clock.advance(6 * 60_000);
    ids.push((await s.post(enforced)).id);
    const last = s.world.messages.get(ids.at(-1) ?? '');
    if (last) last.deleted = true;
    ids.push((await s.post(enforced)).id);
    expect(new Set(ids).size).toBe(4);
  });

  test('is a string of at most 25, or an integer', async () => {
    await using s = await stage();
    expect(await problemsOf(s.post({ nonce: x(26) }))).toEqual(['nonce BASE_TYPE_MAX_LENGTH']);
    expect(await problemsOf(s.post({ nonce: 1.5 }))).toEqual(['nonce UNION_TYPE_CHOICES']);
    expect(await problemsOf(s.post({ nonce: 'one', enforce_nonce: 'yes' }))).toEqual([
      'enforce_nonce BOOLEAN_TYPE_CONVERT',
    ]);
  });
});
