/** A gateway that fails: discord.js comes back from each failure, and the bot has heard of everything. */
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { updateChannel } from '#playground/world/guilds.ts';
import { TrialBot, trial } from './trial-bot.ts';

const fic = { name: 'fic', description: 'Stories' };

type Trial = Awaited<ReturnType<typeof stage>>;

/** A bot that answers everything, and tells what it heard. */
async function stage(options: Parameters<typeof Playground.start>[0] = {}) {
  const world = await Playground.start(options);
  const bot = await TrialBot.start(world, [fic]);
  const heard: string[] = [];
  bot.answers((interaction) => {
    heard.push(interaction.user.username);
    return interaction.isRepliable() && interaction.reply('Here');
  });
  const ask = async (name: string) => (await world.member(name).in('#general').slash('/fic')).message?.content;
  const stack = new AsyncDisposableStack();
  stack.use(world);
  stack.use(bot);
  return { world, bot, heard, ask, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const resumed = ({ bot }: Trial) =>
  new Promise<number>((resolve) => bot.client.once('shardResume', (_id, replayed) => resolve(replayed)));
const identified = ({ bot }: Trial) => new Promise((resolve) => bot.client.once('shardReady', resolve));

describe('a connection that', () => {
  test.for([
    ['is dropped', (t: Trial) => t.world.faults.gateway.drop()],
    ['is cut', (t: Trial) => t.world.faults.gateway.cut()],
    ['is to be made anew', (t: Trial) => t.world.faults.gateway.requestReconnect()],
    ['loses its session, to be resumed', (t: Trial) => t.world.faults.gateway.invalidate({ resumable: true })],
  ] as const)('%s is resumed, with what happened meanwhile', async ([, fail]) => {
    await using t = await stage();
    const back = resumed(t);
    fail(t);
    await t.world.until(() => !t.world.botIsOnline);
    expect(await t.ask('ada')).toBe('Here');
    expect(await back).toBeGreaterThan(0);
    expect([t.heard, t.bot.failures, t.world.botIsOnline]).toEqual([['ada'], [], true]);
  });

  test('gets no heartbeat back is given up by discord.js and resumed', async () => {
    await using t = await stage({ heartbeatInterval: 60 });
    const back = resumed(t);
    const unmute = t.world.faults.gateway.muteHeartbeats();
    await t.world.until(() => !t.world.botIsOnline);
    unmute();
    unmute();
    await back;
    expect(await t.ask('ada')).toBe('Here');
  });

  // discord.js lets five seconds pass between two logins.
  test.concurrent('loses its session for good is followed by a new login', async () => {
    await using t = await stage();
    const back = identified(t);
    t.world.faults.gateway.invalidate();
    await back;
    expect(await t.ask('ada')).toBe('Here');
  });

  test.concurrent('cannot be resumed is followed by a new login', async () => {
    await using t = await stage();
    const back = identified(t);
    t.world.faults.gateway.drop();
    await t.world.until(() => !t.world.botIsOnline);
    // More than the double keeps.
    const channel = t.world.channel('#general');
    for (let count = 0; count < 1_001; count += 1) updateChannel(t.world, channel, { topic: `News ${count}` });
    await back;
    expect(await t.ask('ada')).toBe('Here');
  });
});

describe('an event', () => {
  test('comes twice: the same interaction, which can be answered once', async () => {
    await using t = await stage();
    t.world.faults.events('twice', { event: 'INTERACTION_CREATE' });
    expect(await t.ask('ada')).toBe('Here');
    await expect.poll(() => t.bot.failures).toMatchObject([{ code: 40060 }]);
    expect(await t.ask('mina')).toBe('Here');
    expect(t.heard).toEqual(['ada', 'ada', 'mina']);
  });

  test('is overtaken by the next one', async () => {
    await using t = await stage();
    t.world.faults.events('swapped', { event: 'INTERACTION_CREATE' });
    await Promise.all([t.ask('ada'), t.ask('mina'), t.ask('newt')]);
    expect(t.heard).toEqual(['mina', 'ada', 'newt']);
  });

  test('is not held for ever where no other follows', async () => {
    await using t = await stage();
    const off = t.world.faults.events('swapped', { times: Number.POSITIVE_INFINITY });
    expect(await t.ask('ada')).toBe('Here');
    off();
    expect(await t.ask('mina')).toBe('Here');
  });

  test('of another name is left in peace', async () => {
    await using t = await trial([fic], (interaction) => interaction.isRepliable() && interaction.reply('Here'));
    t.world.faults.events('twice', { event: 'CHANNEL_CREATE' });
    await t.world.member('ada').in('#general').slash('/fic');
    expect(t.bot.failures).toEqual([]);
  });
});
