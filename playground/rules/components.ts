/** The components of a message, in both versions, each with the limits that Discord publishes. */
import { ButtonStyle, ChannelType, ComponentType, SelectMenuDefaultValueType } from 'discord-api-types/v10';
import { z } from 'zod';
import { address, emoji, integer, list, oneOf, problem, snowflake, text } from './form.ts';
import { limits } from './limits.ts';

const { component: sizes, componentsV2 } = limits;

/** The numbers of a TypeScript enum. */
export const numbersOf = (values: object): number[] =>
  Object.values(values).filter((value) => typeof value === 'number');

export const customId = text(1, sizes.customId);
const numbered = { id: z.int().nullish() };

const button = z
  .object({
    ...numbered,
    type: z.literal(ComponentType.Button),
    style: oneOf(numbersOf(ButtonStyle)),
    label: text(0, sizes.label).nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.nullish(),
    url: address(sizes.url, 'http', 'https', 'discord').nullish(),
    sku_id: snowflake.nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine(({ style, label, emoji: picture, custom_id, url, sku_id }, context) => {
    if (style === ButtonStyle.Premium) {
      if (!sku_id) problem(context, 'BUTTON_COMPONENT_SKU_ID_REQUIRED', 'A sku id is required', ['sku_id']);
      return;
    }
    if (!label && !picture) problem(context, 'BASE_TYPE_REQUIRED', 'A label or an emoji is required', ['label']);
    if (style === ButtonStyle.Link) {
      if (!url) problem(context, 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required', ['url']);
      if (custom_id) {
        const message = 'A custom id and url cannot both be specified';
        problem(context, 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message, ['custom_id']);
      }
    } else {
      if (!custom_id) problem(context, 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required', ['custom_id']);
      if (url) problem(context, 'BUTTON_COMPONENT_INVALID_STYLE_FOR_URL', 'Only link buttons have a url', ['url']);
    }
  });

const selectFields = {
  ...numbered,
  custom_id: customId,
  placeholder: text(0, sizes.placeholder).nullish(),
  min_values: integer(0, sizes.options).nullish(),
  max_values: integer(1, sizes.options).nullish(),
  disabled: z.boolean().nullish(),
  required: z.boolean().nullish(),
};

const option = z.object({
  label: text(1, sizes.optionLabel),
  value: text(1, sizes.optionValue),
  description: text(0, sizes.optionDescription).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().nullish(),
});

const stringSelect = z
  .object({ ...selectFields, type: z.literal(ComponentType.StringSelect), options: list(option, 1, sizes.options) })
  .superRefine(({ options, min_values, max_values }, context) => {
    checkUnique(options, context);
    const [min, max] = [min_values ?? 1, max_values ?? 1];
    if (min > max)
      problem(context, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`, ['min_values']);
    if (max > options.length) {
      const message = `Must be between ${max} and ${sizes.options} in length.`;
      problem(context, 'BASE_TYPE_BAD_LENGTH', message, ['options']);
    }
    if (options.filter((each) => each.default).length > max) {
      problem(context, 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', `At most ${max} options may be chosen`, ['options']);
    }
  });

const preset = z.object({ id: snowflake, type: oneOf(Object.values(SelectMenuDefaultValueType)) });

function selectOf<Type extends ComponentType>(type: Type, extra = {}) {
  const default_values = list(preset, 0, sizes.options).nullish();
  return z.object({ ...selectFields, ...extra, type: z.literal(type), default_values });
}

export const selects = [
  stringSelect,
  selectOf(ComponentType.UserSelect),
  selectOf(ComponentType.RoleSelect),
  selectOf(ComponentType.MentionableSelect),
  selectOf(ComponentType.ChannelSelect, { channel_types: z.array(oneOf(numbersOf(ChannelType))).nullish() }),
] as const;

const actionRow = z.object({
  ...numbered,
  type: z.literal(ComponentType.ActionRow),
  components: list(z.discriminatedUnion('type', [button, ...selects]), 1, sizes.row).superRefine(
    (components, context) => {
      if (components.length > 1 && components.some(({ type }) => type !== ComponentType.Button)) {
        problem(context, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width', [1]);
      }
    },
  ),
});

export const textDisplay = z.object({
  ...numbered,
  type: z.literal(ComponentType.TextDisplay),
  content: text(1, componentsV2.text),
});

const media = z.object({ url: address(2_048, 'http', 'https', 'attachment') });
const pictured = { description: text(0, componentsV2.altText).nullish(), spoiler: z.boolean().nullish() };

const thumbnail = z.object({ ...numbered, ...pictured, type: z.literal(ComponentType.Thumbnail), media });

const section = z.object({
  ...numbered,
  type: z.literal(ComponentType.Section),
  components: list(textDisplay, 1, componentsV2.sectionTexts),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});

const mediaGallery = z.object({
  ...numbered,
  type: z.literal(ComponentType.MediaGallery),
  items: list(z.object({ ...pictured, media }), 1, componentsV2.galleryItems),
});

const file = z.object({
  ...numbered,
  type: z.literal(ComponentType.File),
  file: z.object({ url: address(2_048, 'attachment') }),
  spoiler: z.boolean().nullish(),
});

const separator = z.object({
  ...numbered,
  type: z.literal(ComponentType.Separator),
  divider: z.boolean().nullish(),
  spacing: oneOf([1, 2]).nullish(),
});

const inContainer = [actionRow, section, textDisplay, mediaGallery, file, separator] as const;

const container = z.object({
  ...numbered,
  type: z.literal(ComponentType.Container),
  accent_color: integer(0, limits.embed.colour).nullish(),
  spoiler: z.boolean().nullish(),
  components: list(z.discriminatedUnion('type', inContainer), 1, componentsV2.components),
});

/** Version 1: rows, and nothing beside them. */
export const componentsV1List = list(z.discriminatedUnion('type', [actionRow]), 0, limits.message.rows);

/** Version 2: how many there may be is counted over all depths, by the message. */
export const componentsV2List = z.array(z.discriminatedUnion('type', [...inContainer, container]));

/** Values are what tells options apart. */
export function checkUnique(
  options: readonly { readonly value: string }[],
  context: Parameters<typeof problem>[0],
): void {
  const seen = new Set<string>();
  for (const [index, { value }] of options.entries()) {
    if (seen.has(value)) {
      const message = 'The specified option value is already used';
      problem(context, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message, ['options', index, 'value']);
    }
    seen.add(value);
  }
}
