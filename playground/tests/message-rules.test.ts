/** In which words, and at which place of its body, a message is refused; that each rule has its limit is told in rules/. */
import { Routes } from 'discord-api-types/v10';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { button, option, problemsOf, row, say, select, times, v2, x } from './bodies.ts';
import { restOf } from './trial-bot.ts';

let world: Playground;
let rest: ReturnType<typeof restOf>;
beforeAll(async () => {
  world = await Playground.start({ requestsPerSecond: Number.POSITIVE_INFINITY });
  rest = restOf(world);
});
afterAll(() => world.close());

const send = (body: unknown) => rest.post(Routes.channelMessages(world.channel('#general').id), { body });

describe('a message', () => {
  test.for<[string, unknown, string]>([
    ['content over 2000', { content: x(2_001) }, 'content BASE_TYPE_MAX_LENGTH'],
    ['content that is no text', { content: {} }, 'content STRING_TYPE_CONVERT'],
    ['an embed title over 256', { embeds: [{ title: x(257) }] }, 'embeds.0.title BASE_TYPE_MAX_LENGTH'],
    [
      'an embed description over 4096',
      { embeds: [{ description: x(4_097) }] },
      'embeds.0.description BASE_TYPE_MAX_LENGTH',
    ],
    [
      '26 fields',
      { embeds: [{ fields: times(26, () => ({ name: 'a', value: 'b' })) }] },
      'embeds.0.fields BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a field without a value',
      { embeds: [{ fields: [{ name: 'a' }] }] },
      'embeds.0.fields.0.value BASE_TYPE_REQUIRED',
    ],
    ['an embed that is empty', { embeds: [{}] }, 'embeds.0.description BASE_TYPE_REQUIRED'],
    [
      'an embed url of no web',
      { embeds: [{ title: 'a', url: 'javascript:alert(1)' }] },
      'embeds.0.url URL_TYPE_INVALID_SCHEME',
    ],
    [
      'embeds over 6000 in all',
      { embeds: times(2, () => ({ description: x(3_001) })) },
      'embeds MAX_EMBED_SIZE_EXCEEDED',
    ],
    ['11 embeds', { embeds: times(11, () => ({ title: 'a' })) }, 'embeds BASE_TYPE_MAX_LENGTH'],
    ['six rows', { content: 'a', components: times(6, (n) => row(button(`${n}`))) }, 'components BASE_TYPE_MAX_LENGTH'],
    [
      'six buttons in a row',
      { content: 'a', components: [row(...times(6, (n) => button(`${n}`)))] },
      'components.0.components BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a button beside a menu',
      { content: 'a', components: [row(select(), button('b'))] },
      'components.0.components.1 COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    ],
    ['an empty row', { content: 'a', components: [row()] }, 'components.0.components BASE_TYPE_BAD_LENGTH'],
    [
      'the same custom id twice',
      { content: 'a', components: [row(button('b'), button('b'))] },
      'components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'a custom id over 100',
      { content: 'a', components: [row(button(x(101)))] },
      'components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a button without a custom id',
      { content: 'a', components: [row({ type: 2, style: 1, label: 'Go' })] },
      'components.0.components.0.custom_id BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
    ],
    [
      'a link without a url',
      { content: 'a', components: [row({ type: 2, style: 5, label: 'Go' })] },
      'components.0.components.0.url BUTTON_COMPONENT_URL_REQUIRED',
    ],
    [
      'a label over 80',
      { content: 'a', components: [row(button('b', { label: x(81) }))] },
      'components.0.components.0.label BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a button with nothing on it',
      { content: 'a', components: [row(button('b', { label: '' }))] },
      'components.0.components.0.label BASE_TYPE_REQUIRED',
    ],
    [
      'an emoji that is a word',
      { content: 'a', components: [row(button('b', { emoji: { name: 'book' } }))] },
      'components.0.components.0.emoji.name COMPONENT_INVALID_EMOJI',
    ],
    [
      '26 options',
      { content: 'a', components: [row(select({ options: times(26, (n) => option(`${n}`)) }))] },
      'components.0.components.0.options BASE_TYPE_BAD_LENGTH',
    ],
    [
      'the same option twice',
      { content: 'a', components: [row(select({ options: [option('a'), option('a')] }))] },
      'components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
    ],
    [
      'more choices than options',
      { content: 'a', components: [row(select({ max_values: 2 }))] },
      'components.0.components.0.options BASE_TYPE_BAD_LENGTH',
    ],
    ['Components V2 without their flag', { components: [say('a')] }, 'components.0.type UNION_TYPE_CHOICES'],
    [
      'content beside Components V2',
      { content: 'a', ...v2(say('a')) },
      'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'embeds beside Components V2',
      { embeds: [{ title: 'a' }], ...v2(say('a')) },
      'embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      '41 components, nested ones counted',
      v2({ type: 17, components: times(40, () => say('a')) }),
      'components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    ],
    [
      '4001 characters over all texts',
      v2(say(x(2_000)), { type: 17, components: [say(x(2_001))] }),
      'components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ],
    [
      'a container in a container',
      v2({ type: 17, components: [{ type: 17, components: [say('a')] }] }),
      'components.0.components.0.type UNION_TYPE_CHOICES',
    ],
    [
      'a section of four texts',
      v2({ type: 9, components: times(4, () => say('a')), accessory: button('b') }),
      'components.0.components BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a section without its accessory',
      v2({ type: 9, components: [say('a')] }),
      'components.0.accessory BASE_TYPE_REQUIRED',
    ],
    [
      'a gallery of eleven',
      v2({ type: 12, items: times(11, () => ({ media: { url: 'https://example.org/a.png' } })) }),
      'components.0.items BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a file that was not sent along',
      v2({ type: 13, file: { url: 'attachment://fog.txt' } }),
      'components.0.file.url MEDIA_ITEM_ATTACHMENT_NOT_FOUND',
    ],
    [
      'mentions both parsed and listed',
      { content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions.users MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
  ])('is refused with %s', async ([, body, problem]) => {
    expect(await problemsOf(send(body))).toEqual([problem]);
  });

  test('may be buttons alone', async () => {
    await expect(send({ components: [row(button('a'))] })).resolves.toMatchObject({ content: '' });
  });

  test('may say null for what it does not give', async () => {
    const body = { content: 'a', embeds: null, components: null, allowed_mentions: null };
    await expect(send(body)).resolves.toMatchObject({ author: { id: world.bot.id } });
  });

  test.for<[string, unknown]>([
    ['nothing', {}],
    ['blanks', { content: ' \n ' }],
    ['Components V2 without any', v2()],
  ])('is empty with %s', async ([, body]) => {
    await expect(send(body)).rejects.toMatchObject({ code: 50006 });
  });

  test('says all that is wrong with it at once', async () => {
    const problems = await problemsOf(send({ content: x(2_001), embeds: [{ title: x(257), description: x(4_097) }] }));
    expect(problems).toHaveLength(3);
  });

  test('keeps Components V2 for good, and takes them up only when content and embeds go', async () => {
    const edit = async (before: unknown, body: unknown) => {
      const { id } = (await send(before)) as { id: string };
      return rest.patch(Routes.channelMessage(world.channel('#general').id, id), { body });
    };
    const after = await edit(v2(say('a')), { flags: 0, components: [say('b')] });
    expect(after).toMatchObject({ flags: 32_768, components: [{ content: 'b' }] });
    const beside = edit({ content: 'a' }, v2(say('b')));
    expect(await problemsOf(beside)).toEqual(['content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']);
    const instead = await edit(
      { content: 'a', embeds: [{ title: 'b' }] },
      { content: null, embeds: [], ...v2(say('b')) },
    );
    expect(instead).toMatchObject({ content: '', embeds: [], flags: 32_768 });
  });

  test('numbers its components, each once', async () => {
    const sent = (await send(v2({ type: 17, components: [say('a'), { ...say('b'), id: 1 }] }))) as {
      components: unknown;
    };
    expect(sent.components).toMatchObject([
      {
        type: 17,
        id: 2,
        components: [
          { ...say('a'), id: 3 },
          { ...say('b'), id: 1 },
        ],
      },
    ]);
  });

  test('is taken at any length up to the limit and refused at any beyond it, whatever the characters', async () => {
    const unit = fc.constantFrom('a', 'é', '漢', '📚', 'ا');
    await fc.assert(
      fc.asyncProperty(unit, fc.integer({ min: 1_990, max: 2_010 }), async (character, length) => {
        const content = character.repeat(length).slice(0, length);
        const sent = send({ content });
        if (content.length <= 2_000) await expect(sent).resolves.toMatchObject({ content });
        else await expect(sent).rejects.toMatchObject({ code: 50035 });
      }),
      { numRuns: 20 },
    );
  });
});
