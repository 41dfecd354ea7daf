/** The life of an interaction: in time, once, of the right kind, under a token that dies. */
import { type Interaction, MessageFlags, type RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { type APIInteractionResponse, InteractionResponseType, Routes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { removeBot } from '#playground/world/guilds.ts';
import type { Interaction as Made } from '#playground/world/model.ts';
import { restOf, TrialBot } from './trial-bot.ts';

const fic: RESTPostAPIApplicationCommandsJSONBody = {
  name: 'fic',
  description: 'Shows a story',
  options: [{ type: 3, name: 'story', description: 'Title', autocomplete: true }],
};
const acknowledged = { until: 'acknowledged' } as const;
const button = { type: 1, components: [{ type: 2, style: 1, label: 'Next', custom_id: 'next' }] };
const modal = {
  custom_id: 'add',
  title: 'Add',
  components: [{ type: 18, label: 'Text', component: { type: 4, custom_id: 'text', style: 1, required: false } }],
};

/** A world whose bot does nothing by itself: the test answers over REST, as the bot's own code would. */
async function stage() {
  const clock = new ManualClock();
  const world = await Playground.start({ clock });
  const rest = restOf(world);
  await rest.put(Routes.applicationCommands(world.applicationId), { body: [fic] });
  const ada = world.member('ada').in('#general');
  const answer = (interaction: Made, body: unknown, query = '') =>
    rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
      body: body as APIInteractionResponse,
      auth: false,
      query: new URLSearchParams(query),
    });
  /** The interaction that the gesture has just made. */
  const made = () => [...world.interactions.values()].at(-1) ?? expect.fail('no interaction');
  const original = Routes.webhookMessage(world.applicationId, 'TOKEN', '@original');
  const edit = (interaction: Made, body: unknown) =>
    rest.patch(original.replace('TOKEN', interaction.token) as `/${string}`, { body, auth: false });
  const followUp = (interaction: Made, body: unknown) =>
    rest.post(Routes.webhook(world.applicationId, interaction.token), { body, auth: false });
  const dispose = async () => {
    // Lets every gesture that a test left open come to its end.
    clock.advance(60 * 60_000);
    await world.close();
  };
  return { clock, world, rest, ada, answer, made, edit, followUp, [Symbol.asyncDispose]: dispose };
}

const reply = (data: object) => ({ type: InteractionResponseType.ChannelMessageWithSource, data });

describe('the first response', () => {
  test('is awaited for three seconds: then the person reads that nothing came, and the interaction is unknown', async () => {
    await using s = await stage();
    const gesture = s.ada.slash('/fic');
    s.clock.advance(3_001);
    const failed = await gesture;
    expect([failed.status, failed.error]).toEqual(['failed', 'The application did not respond']);
    await expect(s.answer(s.made(), reply({ content: 'Late' }))).rejects.toMatchObject({ code: 10062, status: 404 });
    await expect(s.followUp(s.made(), { content: 'Later' })).rejects.toMatchObject({ code: 10015 });
  });

  test('comes in time just before three seconds are over', async () => {
    await using s = await stage();
    const gesture = s.ada.slash('/fic');
    s.clock.advance(2_999);
    await s.answer(s.made(), reply({ content: 'In time' }));
    expect((await gesture).message?.content).toBe('In time');
  });

  test('comes once', async () => {
    await using s = await stage();
    const gesture = s.ada.slash('/fic');
    await s.answer(s.made(), reply({ content: 'One' }));
    await gesture;
    await expect(s.answer(s.made(), reply({ content: 'Two' }))).rejects.toMatchObject({ code: 40060, status: 400 });
  });

  test.for(['true', 'True', '1'])('gives the message back when asked to, in the word %s', async (word) => {
    await using s = await stage();
    void s.ada.slash('/fic');
    const response = await s.answer(s.made(), reply({ content: 'Here' }), `with_response=${word}`);
    expect(response).toMatchObject({
      interaction: { id: s.made().id, type: 2, response_message_loading: false, response_message_ephemeral: false },
      resource: { type: 4, message: { content: 'Here' } },
    });
  });

  test.for(['with_response=false', 'with_response=0', 'with_response=False', ''])(
    'gives none for “%s”',
    async (query) => {
      await using s = await stage();
      void s.ada.slash('/fic');
      // discord.js has an empty buffer for a 204.
      expect(await s.answer(s.made(), reply({ content: 'Here' }), query)).not.toHaveProperty('resource');
    },
  );

  test('that puts the answer off tells that there will be a message, and no message yet', async () => {
    await using s = await stage();
    void s.ada.slash('/fic', {}, acknowledged);
    const told = await s.answer(s.made(), { type: 5, data: { flags: MessageFlags.Ephemeral } }, 'with_response=1');
    expect(told).toMatchObject({
      interaction: {
        response_message_id: s.made().originalId,
        response_message_loading: true,
        response_message_ephemeral: true,
      },
    });
    expect(told).toHaveProperty('resource', { type: 5 });
  });

  test('may be tried again after it was refused for its body', async () => {
    await using s = await stage();
    const gesture = s.ada.slash('/fic');
    await expect(s.answer(s.made(), reply({ content: 'x'.repeat(2_001) }))).rejects.toMatchObject({ code: 50035 });
    await s.answer(s.made(), reply({ content: 'Shorter' }));
    expect((await gesture).message?.content).toBe('Shorter');
  });

  test.for([
    ['a pong to a command', { type: 1 }],
    ['an update to a command', { type: 7, data: { content: 'x' } }],
    ['choices to a command', { type: 8, data: { choices: [] } }],
    ['an unknown type', { type: 99 }],
    ['a deferral with more than the ephemeral flag', { type: 5, data: { flags: 64 | 32_768 } }],
  ] as const)('is refused as %s', async ([, body]) => {
    await using s = await stage();
    void s.ada.slash('/fic', {}, acknowledged).catch(() => {});
    await expect(s.answer(s.made(), body)).rejects.toMatchObject({ code: 50035 });
  });
});

describe('a token', () => {
  test('serves for fifteen minutes', async () => {
    await using s = await stage();
    const gesture = s.ada.slash('/fic');
    await s.answer(s.made(), reply({ content: 'One' }));
    await gesture;
    s.clock.advance(15 * 60_000 - 1);
    await s.edit(s.made(), { content: 'Two' });
    s.clock.advance(2);
    await expect(s.edit(s.made(), { content: 'Three' })).rejects.toMatchObject({ code: 50027, status: 401 });
    await expect(s.followUp(s.made(), { content: 'Four' })).rejects.toMatchObject({ code: 50027 });
  });

  test('that nobody has is an unknown webhook, and reaches no message of others', async () => {
    await using s = await stage();
    const first = s.ada.slash('/fic');
    await s.answer(s.made(), reply({ content: 'One' }));
    const { message } = await first;
    void s.ada.slash('/fic');
    await s.answer(s.made(), reply({ content: 'Two' }));
    const foreign = Routes.webhookMessage(s.world.applicationId, s.made().token, message?.id ?? '');
    await expect(s.rest.patch(foreign, { body: { content: 'Mine' }, auth: false })).rejects.toMatchObject({
      code: 10008,
    });
    const nobody = Routes.webhookMessage(s.world.applicationId, 'nobody');
    await expect(s.rest.get(nobody, { auth: false })).rejects.toMatchObject({ code: 10015 });
  });
});

describe('a deferred answer', () => {
  test('shows that the bot is thinking, then what it thought, ephemeral as it was deferred', async () => {
    await using s = await stage();
    const gesture = s.ada.slash('/fic', {}, acknowledged);
    await s.answer(s.made(), { type: 5, data: { flags: MessageFlags.Ephemeral } });
    const waiting = await gesture;
    expect([waiting.status, waiting.deferred, waiting.message?.thinking]).toEqual(['answered', true, true]);
    s.clock.advance(60_000);
    await s.edit(s.made(), { flags: 32_768, components: [{ type: 10, content: 'The Fog' }] });
    await waiting.finished();
    const { message } = waiting;
    expect([message?.text, message?.thinking, message?.ephemeral]).toEqual(['The Fog', false, true]);
  });

  test('is filled in by the first follow-up, whatever flags it has', async () => {
    await using s = await stage();
    const gesture = s.ada.slash('/fic');
    await s.answer(s.made(), { type: 5 });
    await s.followUp(s.made(), { content: 'The Fog', flags: MessageFlags.Ephemeral });
    const { message, followUps } = await gesture;
    expect([message?.content, message?.ephemeral, followUps]).toEqual(['The Fog', false, []]);
  });

  test('that never comes fails when the token dies', async () => {
    await using s = await stage();
    const gesture = s.ada.slash('/fic');
    await s.answer(s.made(), { type: 5 });
    s.clock.advance(15 * 60_000);
    expect((await gesture).status).toBe('failed');
  });
});

describe('a component', () => {
  async function withButton() {
    const s = await stage();
    const gesture = s.ada.slash('/fic');
    await s.answer(s.made(), reply({ content: 'Page 1', components: [button] }));
    const { message } = await gesture;
    return { ...s, message };
  }

  test('may be answered by an update of its message, at once or later', async () => {
    await using s = await withButton();
    const first = s.ada.press(s.message, 'Next');
    await s.answer(s.made(), { type: 7, data: { content: 'Page 2' } });
    await first;
    expect([s.message?.content, s.message?.buttonLabels]).toEqual(['Page 2', ['Next']]);

    const second = s.ada.press(s.message, 'Next');
    await s.answer(s.made(), { type: 6 });
    await s.edit(s.made(), { content: 'Page 3', components: [] });
    await second;
    expect([s.message?.content, s.message?.buttonLabels]).toEqual(['Page 3', []]);
  });

  test('may be acknowledged and left alone: nothing is shown, and nothing has failed', async () => {
    await using s = await withButton();
    const pressed = await Promise.all([
      s.ada.press(s.message, 'Next', acknowledged),
      s.answer(s.made(), { type: 6 }),
    ]).then(([reply]) => reply);
    s.clock.advance(15 * 60_000);
    expect([(await pressed.finished()).status, pressed.error, s.message?.content]).toEqual([
      'answered',
      null,
      'Page 1',
    ]);
  });

  test('that is acknowledged and left alone keeps nobody waiting', async () => {
    await using s = await withButton();
    const pressed = s.ada.press(s.message, 'Next');
    await s.answer(s.made(), { type: 6 });
    expect((await pressed).status).toBe('answered');
  });

  test('of a message that was deleted meanwhile cannot update it', async () => {
    await using s = await withButton();
    void s.ada.press(s.message, 'Next', acknowledged).catch(() => {});
    const { id, channel } = s.message ?? expect.fail('no message');
    await s.rest.delete(Routes.channelMessage(channel.id, id));
    await expect(s.answer(s.made(), { type: 7, data: { content: 'x' } })).rejects.toMatchObject({ code: 10008 });
  });

  test('opens a modal, whose answer may update the message but may not be another modal', async () => {
    await using s = await withButton();
    const pressed = s.ada.press(s.message, 'Next');
    await s.answer(s.made(), { type: 9, data: modal });
    const { modal: open } = await pressed;
    const submitted = s.ada.submit(open, { Text: 'x' });
    await expect(s.answer(s.made(), { type: 9, data: modal })).rejects.toMatchObject({ code: 50035 });
    await s.answer(s.made(), { type: 7, data: { content: 'Corrected' } });
    await submitted;
    expect(s.message?.content).toBe('Corrected');
  });

  test('says in a guild that threw the bot out that the interaction failed', async () => {
    await using s = await withButton();
    removeBot(s.world, s.world.firstGuild);
    const pressed = await s.ada.press(s.message, 'Next');
    expect([pressed.status, pressed.error]).toEqual(['failed', 'This interaction failed']);
    await expect(s.ada.slash('/fic')).rejects.toThrow('not offered');
  });
});

describe('completing an option', () => {
  test('takes choices and nothing else, at most 25, and has no webhook afterwards', async () => {
    await using s = await stage();
    const typing = s.ada.complete('/fic', { story: 'fo' });
    const choices = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `Story ${n}`, value: `${n}` }));
    await expect(s.answer(s.made(), reply({ content: 'No' }))).rejects.toMatchObject({ code: 50035 });
    await expect(s.answer(s.made(), { type: 5 })).rejects.toMatchObject({ code: 50035 });
    await expect(s.answer(s.made(), { type: 8, data: { choices: choices(26) } })).rejects.toMatchObject({
      code: 50035,
    });
    const long = [{ name: 'x'.repeat(101), value: 'x' }];
    await expect(s.answer(s.made(), { type: 8, data: { choices: long } })).rejects.toMatchObject({ code: 50035 });
    await s.answer(s.made(), { type: 8, data: { choices: choices(25) } });
    expect(await typing).toHaveLength(25);
    await expect(s.followUp(s.made(), { content: 'x' })).rejects.toMatchObject({ code: 10015 });
  });
});

describe('discord.js', () => {
  test('defers, edits, follows up, fetches and deletes through the double', async () => {
    await using world = await Playground.start();
    await using bot = await TrialBot.start(world, [fic]);
    const seen: unknown[] = [];
    bot.answers(async (interaction: Interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('The Fog');
      const more = await interaction.followUp({ content: 'More', flags: MessageFlags.Ephemeral });
      seen.push((await interaction.fetchReply()).content, more.content);
      await interaction.deleteReply(more);
      await interaction.editReply('The End');
    });
    const ada = world.member('ada').in('#general');
    const gesture = await ada.slash('/fic');
    await world.until(() => gesture.message?.content === 'The End');
    expect(seen).toEqual(['The Fog', 'More']);
    expect(ada.messages().map(({ content }) => content)).toEqual(['The End']);
    expect([bot.failures, world.refusals]).toEqual([[], []]);
  });
});
