/** A bot on several shards: each has its own guilds, and the first one the direct messages. */
import { Client, Events, GatewayIntentBits, Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { restOf } from './trial-bot.ts';

const fic = { name: 'fic', description: 'Stories' };

async function stage(maxConcurrency: number) {
  const world = await Playground.start({ shards: 2, maxConcurrency, guilds: 2 });
  await restOf(world).put(Routes.applicationCommands(world.applicationId), { body: [fic] });
  const stack = new AsyncDisposableStack();
  stack.use(world);
  /** A bot on those shards of two; it tells whom it answered on which. */
  const bot = async (shards: number[] | 'auto') => {
    const client = new Client({
      intents: [GatewayIntentBits.Guilds],
      rest: { api: world.apiUrl },
      shards,
      ...(shards !== 'auto' && { shardCount: 2 }),
    });
    stack.defer(() => client.destroy());
    const heard: string[] = [];
    client.on(Events.InteractionCreate, async (interaction) => {
      heard.push(`${interaction.guild?.name ?? 'direct message'} on ${interaction.guild?.shardId ?? 0}`);
      if (interaction.isRepliable()) await interaction.reply('Here');
    });
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(world.token);
    await ready;
    return { client, heard };
  };
  const olive = world.member('olive');
  const askEverywhere = async () => {
    for (const guild of ['The Reading Room', 'Shelf 3', 'Shelf 4']) await olive.in('#general', guild).slash('/fic');
    await olive.directMessage().slash('/fic');
  };
  return { world, bot, askEverywhere, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test('two processes with a shard each hear of their own guilds', async () => {
  await using s = await stage(2);
  const [zero, one] = await Promise.all([s.bot([0]), s.bot([1])]);
  await s.askEverywhere();
  expect(zero.heard).toEqual(['The Reading Room on 0', 'Shelf 3 on 0', 'direct message on 0']);
  expect(one.heard).toEqual(['Shelf 4 on 1']);
  expect(zero.client.guilds.cache.size + one.client.guilds.cache.size).toBe(4);
});

test('a process with both, as many as the double recommends, hears of everything', async () => {
  await using s = await stage(2);
  const { client, heard } = await s.bot('auto');
  expect(client.ws.shards.size).toBe(2);
  await s.askEverywhere();
  expect(heard).toEqual(['The Reading Room on 0', 'Shelf 3 on 0', 'Shelf 4 on 1', 'direct message on 0']);
});
