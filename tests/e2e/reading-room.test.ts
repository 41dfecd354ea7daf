/** The room that every end-to-end test starts from keeps its promise: a bot that breaks a rule of Discord's fails its test. */
import { expect, test } from 'vitest';
import { ReadingRoom } from '#tests/e2e/reading-room.ts';

/** What no bot that keeps the rules ever asks. */
async function breakRules({ world }: ReadingRoom): Promise<void> {
  const ask = (path: string, body: object) =>
    fetch(`${world.apiUrl}/v10${path}`, {
      method: 'POST',
      headers: { authorization: `Bot ${world.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await ask(`/channels/${world.channel('#general').id}/messages`, { content: 7 });
  await ask('/interactions/1/x/callback', { type: 4 });
}

test('a request that broke a rule is told at the end, unless the test expected it', async () => {
  const room = await ReadingRoom.open({ bot: false });
  await breakRules(room);
  expect(room.expectRefusals(10062)).toBe(1);
  await expect(room[Symbol.asyncDispose]()).rejects.toThrow(/broke rules of Discord's[\s\S]*messages[\s\S]*50035/);

  const another = await ReadingRoom.open({ bot: false });
  await breakRules(another);
  expect([50035, 10062].map((code) => another.expectRefusals(code))).toEqual([1, 1]);
  await another[Symbol.asyncDispose]();
});
