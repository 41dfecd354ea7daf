/** What an interaction tells the bot, field by field: libraries of other languages read them by name, and fail where one is missing. */
import { Routes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import { setOverwrite } from '#playground/world/guilds.ts';
import { button, option, row, say, select, v2 } from './bodies.ts';
import { Ground, input, label, modal } from './rules/ground.ts';

// biome-ignore lint/suspicious/noExplicitAny: what is in it is for the tests to say.
const dataOf = (at: Ground): any => [...at.world.interactions.values()].at(-1)?.payload.data;
const soon = { until: 'acknowledged' } as const;
const gone = () => {};

/** Does something that nobody answers, and reads what was sent of it. */
function told(at: Ground, gesture: (ada: Seat) => Promise<unknown>): Promise<ReturnType<typeof dataOf>> {
  void gesture(at.ada).catch(gone);
  return dataOf(at);
}

describe('a component', () => {
  test('is named by its number in the message, beside its custom id', async () => {
    await using at = await Ground.open();
    const message = await at.sent({ content: 'a', components: [row(button('next', { id: 7 }))] });
    expect(await told(at, (ada) => ada.press(message, 'Go', soon))).toEqual({
      id: 7,
      custom_id: 'next',
      component_type: 2,
    });
  });

  test('is numbered by Discord where the bot did not number it', async () => {
    await using at = await Ground.open();
    const message = await at.sent(v2(say('Read on'), row(select())));
    expect(await told(at, (ada) => ada.select(message, 'menu', ['a'], soon))).toEqual({
      id: 3,
      custom_id: 'menu',
      component_type: 3,
      values: ['a'],
    });
  });

  test('that names a channel tells what the asker may do there, and what the bot may', async () => {
    await using at = await Ground.open();
    const general = at.world.channel('#general');
    setOverwrite(at.world, general, at.ada.user, { deny: ['AttachFiles'] });
    setOverwrite(at.world, general, at.world.bot, { deny: ['EmbedLinks'] });
    const message = await at.sent({ content: 'a', components: [row({ type: 8, custom_id: 'where' })] });
    const { resolved } = await told(at, (ada) => ada.select(message, 'where', ['#general'], soon));
    const { permissions, app_permissions } = resolved.channels[general.id];
    const has = (bits: string, bit: bigint) => (BigInt(bits) & bit) !== 0n;
    const [embedLinks, attachFiles] = [1n << 14n, 1n << 15n];
    expect([has(permissions, embedLinks), has(permissions, attachFiles)]).toEqual([true, false]);
    expect([has(app_permissions, embedLinks), has(app_permissions, attachFiles)]).toEqual([false, true]);
  });
});

describe('a submitted modal', () => {
  async function opened(at: Ground, components: unknown[]) {
    const opener = await at.asked();
    await at.answer(opener, { type: 9, data: modal(components) });
    return opener.modal && { interactionId: opener.id, userId: opener.userId, data: opener.modal };
  }

  test('numbers its labels and what is in them', async () => {
    await using at = await Ground.open();
    const radio = { type: 21, id: 2, custom_id: 'radio', options: [option('a'), option('b')] };
    const open = await opened(at, [say('Read this'), label(input()), label(radio, { label: 'Which' })]);
    const { components } = await told(at, (ada) => ada.submit(open, { Text: 'Fog', Which: ['b'] }, soon));
    expect(components).toEqual([
      { type: 10, id: 1 },
      { type: 18, id: 3, component: { type: 4, id: 4, custom_id: 'text', value: 'Fog' } },
      { type: 18, id: 5, component: { type: 21, id: 2, custom_id: 'radio', value: 'b' } },
    ]);
  });

  test('of rows, as they were before there were labels, comes in rows', async () => {
    await using at = await Ground.open();
    const named = (custom_id: string, name: string, more = {}) => row(input({ custom_id, label: name, ...more }));
    const open = await opened(at, [
      named('title', 'Title'),
      named('summary', 'Summary', { required: false, value: 'None' }),
    ]);
    await expect(at.ada.submit(open, {})).rejects.toThrow('"Title" is required');
    expect(await told(at, (ada) => ada.submit(open, { Title: 'The Fog' }, soon))).toEqual({
      custom_id: 'add',
      components: [
        { type: 1, id: 1, components: [{ type: 4, id: 2, custom_id: 'title', value: 'The Fog' }] },
        { type: 1, id: 3, components: [{ type: 4, id: 4, custom_id: 'summary', value: 'None' }] },
      ],
    });
  });
});

test('a person comes with their flags and without a server of their own', async () => {
  await using at = await Ground.open();
  const { payload } = await at.asked();
  expect(payload.member?.user).toMatchObject({ username: 'ada', flags: 0, public_flags: 0, primary_guild: null });
});

test('the bot is told of itself what others are not', async () => {
  await using at = await Ground.open();
  expect(await at.rest.get(Routes.user())).toMatchObject({
    bot: true,
    flags: 0,
    mfa_enabled: true,
    verified: true,
    email: null,
  });
  expect(await at.rest.get(Routes.user(at.ada.user.id))).not.toHaveProperty('email');
});

test('a message tells whose installation brought its answer, and a follow-up which answer it follows', async () => {
  await using at = await Ground.open();
  const asked = await at.asked();
  await at.answer(asked, { type: 4, data: { content: 'One' } });
  const followUp = await at.followUp(asked);
  const owners = { 0: at.world.firstGuild.id };
  expect(followUp).toMatchObject({
    interaction_metadata: {
      id: asked.id,
      authorizing_integration_owners: owners,
      original_response_message_id: asked.originalId,
    },
  });
  const original = await at.rest.get(Routes.webhookMessage(at.world.applicationId, asked.token), { auth: false });
  expect(original).toHaveProperty('interaction_metadata.authorizing_integration_owners', owners);
  expect(original).not.toHaveProperty('interaction_metadata.original_response_message_id');
});

test('a message fills in what its bot left to Discord', async () => {
  await using at = await Ground.open();
  const picture = { media: { url: 'https://example.org/fog.png' } };
  const inContainer = [{ type: 14 }, { type: 12, items: [picture] }, row(select())];
  expect(await at.send(v2({ type: 17, components: inContainer }))).toMatchObject({
    components: [
      {
        type: 17,
        accent_color: null,
        spoiler: false,
        components: [
          { type: 14, divider: true, spacing: 1 },
          { type: 12, items: [{ ...picture, description: null, spoiler: false }] },
          { type: 1, components: [{ type: 3, min_values: 1, max_values: 1 }] },
        ],
      },
    ],
  });
  const embed = { title: 'Fog', fields: [{ name: 'Rating', value: 'T' }] };
  expect(await at.send({ embeds: [embed] })).toMatchObject({
    embeds: [{ ...embed, type: 'rich', fields: [{ name: 'Rating', value: 'T', inline: false }] }],
  });
});

test('what a message tells of its parts can be sent again as it is', async () => {
  await using at = await Ground.open();
  const thumbnail = { type: 11, media: { url: 'https://example.org/fog.png' } };
  const section = { type: 9, components: [say('Read this')], accessory: thumbnail };
  const rich = v2({ type: 17, components: [section, { type: 14 }, row(select()), row(button('next'))] });
  const sent = (await at.send(rich)) as { components: unknown[] };
  expect(await at.send({ flags: 32_768, components: sent.components })).toMatchObject({ components: sent.components });
  const embedded = (await at.send({ embeds: [{ title: 'Fog', footer: { text: 'By Ada' } }] })) as { embeds: unknown[] };
  expect(await at.send({ embeds: embedded.embeds })).toMatchObject({ embeds: embedded.embeds });
});
