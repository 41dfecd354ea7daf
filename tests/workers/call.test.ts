/** A thread that ends by itself leaves nobody waiting and nobody in the dark. */
import { expect, test } from 'vitest';
import { startThread } from '#src/workers/call.ts';

type Mortal = { count(): number; end(): void; fail(): void };

const file = new URL('./mortal-worker.ts', import.meta.url);

test.each([
  ['end', 'has ended'],
  ['fail', 'out of order'],
] as const)('one with something to lose fails what is asked of it, and says once why (%s)', async (how, reason) => {
  const heard: string[] = [];
  const thread = startThread<Mortal>(file, { onEnd: ({ message }) => heard.push(message) });
  expect(await thread.call.count()).toBe(1);
  await expect(thread.call[how]()).rejects.toThrow(reason);
  await expect(thread.call.count()).rejects.toThrow(reason);
  await thread.close();
  expect(heard).toEqual([expect.stringContaining(reason)]);
});

test('one that keeps nothing starts anew with the next call', async () => {
  const thread = startThread<Mortal>(file, { startsAnew: true });
  expect([await thread.call.count(), await thread.call.count()]).toEqual([1, 2]);
  await expect(thread.call.fail()).rejects.toThrow('out of order');
  expect(await thread.call.count()).toBe(1);
  await thread.close();
  await expect(thread.call.count()).rejects.toThrow('was closed');
});

test('one that is closed has not ended by itself', async () => {
  const heard: Error[] = [];
  const thread = startThread<Mortal>(file, { onEnd: (error) => heard.push(error) });
  await thread.call.count();
  await thread.close();
  expect(heard).toEqual([]);
});
