/** Faults by name: what a list says, and that each name does what it says. */
import { describe, expect, test } from 'vitest';
import { faultNames, parseFaults, switchOn } from '#playground/faults/named-faults.ts';
import { Playground } from '#playground/playground.ts';
import { times } from './bodies.ts';
import { TrialBot } from './trial-bot.ts';

describe('a list', () => {
  test('has names with and without a chance', () => {
    expect(parseFaults('slow:20, twice,drop,cut:50')).toEqual([
      { name: 'slow', percent: 20 },
      { name: 'twice', percent: 10 },
      { name: 'drop', percent: 100 },
      { name: 'cut', percent: 50 },
    ]);
  });

  test.for(['', 'slow,', 'constructor', 'Slow', 'slow 20'])('has no name that there is not: "%s"', (list) => {
    expect(() => parseFaults(list)).toThrow('There is no fault "');
  });

  test.for(['slow:0', 'slow:101', 'slow:1.5', 'slow:x', 'slow:', 'slow:5:5'])('has no such chance: %s', (list) => {
    expect(() => parseFaults(list)).toThrow("A fault's chance is 1 to 100, in percent: slow:20.");
  });
});

describe('switched on', () => {
  test('every name of the connection makes it fail, and the bot comes back', async () => {
    // A lost session is left out: a new login takes discord.js five seconds, and gateway-faults.test.ts has it.
    for (const name of ['drop', 'cut', 'reconnect', 'deaf']) {
      await using world = await Playground.start({ heartbeatInterval: 60 });
      await using bot = await TrialBot.start(world);
      const back = new Promise((resolve) => bot.client.once('shardResume', resolve));
      const off = switchOn(world.faults, [{ name, percent: 100 }], { every: 20 });
      await world.until(() => !world.botIsOnline);
      off();
      if (name !== 'deaf') await back;
    }
  });

  test('server errors are of three kinds and come as often as they should', async () => {
    // Lehmer's dice: the same throws in every run.
    let seed = 1;
    await using world = await Playground.start({
      random: () => {
        seed = (seed * 16_807) % 2_147_483_647;
        return seed / 2_147_483_647;
      },
      requestsPerSecond: Number.POSITIVE_INFINITY,
    });
    const off = switchOn(world.faults, [{ name: 'server-error', percent: 60 }]);
    const ask = async () => (await fetch(`${world.apiUrl}/v10/gateway`)).status;
    const statuses: number[] = [];
    for (const _ of times(400, () => null)) statuses.push(await ask());
    for (const status of [500, 502, 503]) {
      const share = statuses.filter((each) => each === status).length / statuses.length;
      expect(share).toBeGreaterThan(0.1);
      expect(share).toBeLessThan(0.3);
    }
    off();
    expect(await ask()).toBe(200);
  });

  test('each name can be switched on and off', async () => {
    await using world = await Playground.start({ random: () => 0.5 });
    switchOn(
      world.faults,
      faultNames.map((name) => ({ name, percent: 1 })),
    )();
  });
});
