/** What Discord is told of the commands: as long as it is the same to the byte, no server is registered anew. */
import { expect, test } from 'vitest';
import pinned from '#tests/forever/registered.json' with { type: 'json' };
import { registeredJson, registrationHash } from '#tests/forever/today.ts';

const today = registeredJson();

test.each(['everywhere', 'server'] as const)('%s it is the JSON that is pinned, byte by byte', (where) => {
  expect(today[where]).toEqual(pinned[where]);
  expect(JSON.stringify(today[where])).toBe(JSON.stringify(pinned[where]));
});

test('where roles care for a library, its commands are shown to everybody, and nothing else differs', () => {
  const shown = pinned.server.map((command) => ({ ...command, default_member_permissions: null }));
  expect(JSON.stringify(today.byRole)).toBe(JSON.stringify(shown));
});

test.each(['everywhere', 'server', 'byRole'] as const)(
  '%s the bot knows by the same hash that it was told',
  async (where) => {
    expect(await registrationHash(today[where])).toBe(pinned.hashes[where]);
  },
);
