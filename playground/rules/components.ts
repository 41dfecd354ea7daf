/** The components of a message, in both versions, each with the limits that Discord publishes. */
import { ButtonStyle, ChannelType, ComponentType, SelectMenuDefaultValueType } from 'discord-api-types/v10';
import { z } from 'zod';
import { limitOf } from './book.ts';
import {
  address,
  checkOrder,
  emoji,
  given,
  integer,
  type KindRule,
  list,
  oneOf,
  problem,
  type Reporter,
  snowflake,
  text,
  toldOfMedia,
} from './form.ts';

/** The numbers of a TypeScript enum. */
export const numbersOf = (values: object): number[] =>
  Object.values(values).filter((value) => typeof value === 'number');

export const customId = text('component.custom-id', 1);
const numbered = { id: z.int().min(0).max(2_147_483_647).nullish() };

const button = z
  .strictObject({
    ...numbered,
    type: z.literal(ComponentType.Button),
    style: oneOf(numbersOf(ButtonStyle)),
    label: text('button.label').nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.nullish(),
    url: address(['http', 'https', 'discord'], 'button.url-length').nullish(),
    sku_id: snowflake.nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine(({ style, label, emoji: picture, custom_id, url, sku_id }, context) => {
    if (style === ButtonStyle.Premium) {
      if (!sku_id)
        problem(context, 'button.sku', 'BUTTON_COMPONENT_SKU_ID_REQUIRED', 'A sku id is required', ['sku_id']);
      return;
    }
    if (!label && !picture) {
      problem(context, 'button.face', 'BASE_TYPE_REQUIRED', 'A label or an emoji is required', ['label']);
    }
    if (style === ButtonStyle.Link) {
      if (!url) problem(context, 'button.url', 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required', ['url']);
      if (custom_id) {
        const message = 'A custom id and url cannot both be specified';
        const code = 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE';
        problem(context, 'button.link-alone', code, message, ['custom_id']);
      }
      return;
    }
    if (!custom_id) {
      const code = 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED';
      problem(context, 'button.custom-id', code, 'A custom id is required', ['custom_id']);
    }
    if (url) {
      const code = 'BUTTON_COMPONENT_INVALID_STYLE_FOR_URL';
      problem(context, 'button.no-url', code, 'Only link buttons have a url', ['url']);
    }
  });

const selectFields = {
  ...numbered,
  custom_id: customId,
  placeholder: text('select.placeholder').nullish(),
  min_values: integer('select.values').nullish(),
  max_values: integer('select.values', 1).nullish(),
  disabled: z.boolean().nullish(),
  required: z.boolean().nullish(),
};

const option = z.strictObject({
  label: text('select.option-label', 1),
  value: text('select.option-value', 1),
  description: text('select.option-description').nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().nullish(),
});

const stringSelect = z
  .strictObject({
    ...selectFields,
    type: z.literal(ComponentType.StringSelect),
    options: list(option, 'select.options', 1),
  })
  .superRefine(({ options, min_values, max_values }, context) => {
    checkUnique(options, context);
    const max = max_values ?? 1;
    checkOrder(context, 'select.least-most', [min_values ?? 1, max], 'min_values');
    if (max > options.length) {
      const message = `Must be between ${max} and ${limitOf('select.options')} in length.`;
      problem(context, 'select.enough-options', 'BASE_TYPE_BAD_LENGTH', message, ['options']);
    }
    checkDefaults(context, options.filter((each) => each.default).length, max, 'options');
  });

const preset = z.strictObject({ id: snowflake, type: oneOf(Object.values(SelectMenuDefaultValueType)) });

/** @param offers - the kinds of things that Discord fills the menu with. */
function selectOf<Type extends ComponentType>(
  type: Type,
  offers: readonly SelectMenuDefaultValueType[],
  extra: z.ZodRawShape = {},
) {
  const default_values = list(preset, 'select.values').nullish();
  return z
    .strictObject({ ...selectFields, ...extra, type: z.literal(type), default_values })
    .superRefine(({ min_values, max_values, default_values: chosen }, context) => {
      const max = max_values ?? 1;
      checkOrder(context, 'select.least-most', [min_values ?? 1, max], 'min_values');
      checkDefaults(context, chosen?.length ?? 0, max, 'default_values');
      for (const [index, { type: kind }] of (chosen ?? []).entries()) {
        if (offers.includes(kind)) continue;
        const message = `Value must be one of {${offers.join(', ')}}.`;
        problem(context, 'select.default-kind', 'BASE_TYPE_CHOICES', message, ['default_values', index, 'type']);
      }
    });
}

const { User, Role, Channel } = SelectMenuDefaultValueType;

export const selects = [
  stringSelect,
  selectOf(ComponentType.UserSelect, [User]),
  selectOf(ComponentType.RoleSelect, [Role]),
  selectOf(ComponentType.MentionableSelect, [User, Role]),
  selectOf(ComponentType.ChannelSelect, [Channel], {
    channel_types: z.array(oneOf(numbersOf(ChannelType))).nullish(),
  }),
] as const;

const actionRow = z.strictObject({
  ...numbered,
  type: z.literal(ComponentType.ActionRow),
  components: list(z.discriminatedUnion('type', [button, ...selects]), 'row.buttons', 1).superRefine(
    (components, context) => {
      if (components.length > 1 && components.some(({ type }) => type !== ComponentType.Button)) {
        const message = 'The specified component exceeds the maximum width';
        problem(context, 'row.select-alone', 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message, [1]);
      }
    },
  ),
});

export const textDisplay = z.strictObject({
  ...numbered,
  type: z.literal(ComponentType.TextDisplay),
  content: text('v2.text', 1),
});

const told = { ...toldOfMedia, loading_state: z.int().nullish() };
const media = z.strictObject({ ...told, url: address(['http', 'https', 'attachment']) });
const pictured = { description: text('v2.alt-text').nullish(), spoiler: z.boolean().nullish() };

const thumbnail = z.strictObject({ ...numbered, ...pictured, type: z.literal(ComponentType.Thumbnail), media });

const section = z.strictObject({
  ...numbered,
  type: z.literal(ComponentType.Section),
  components: list(z.discriminatedUnion('type', [textDisplay]), 'v2.section-texts', 1),
  accessory: given('v2.section-accessory').pipe(z.discriminatedUnion('type', [button, thumbnail])),
});

const mediaGallery = z.strictObject({
  ...numbered,
  type: z.literal(ComponentType.MediaGallery),
  items: list(z.strictObject({ ...pictured, media }), 'v2.gallery', 1),
});

/** The address of a stored file: what an answer said of a file component may come back in an edit. */
const storedFile = /^https?:\/\/[^/]+\/attachments\//;

const file = z.strictObject({
  ...numbered,
  type: z.literal(ComponentType.File),
  file: z.strictObject({ ...told, url: text('form.url-length', 1) }).superRefine(({ url }, context) => {
    if (url.startsWith('attachment://') || storedFile.test(url)) return;
    problem(context, 'v2.file', 'URL_TYPE_INVALID_SCHEME', 'Scheme must be one of (attachment).', ['url']);
  }),
  spoiler: z.boolean().nullish(),
  name: z.string().nullish(),
  size: z.int().nullish(),
});

const separator = z.strictObject({
  ...numbered,
  type: z.literal(ComponentType.Separator),
  divider: z.boolean().nullish(),
  spacing: z
    .int()
    .superRefine((value, context) => {
      if (value !== 1 && value !== 2) {
        problem(context, 'v2.spacing', 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2}.');
      }
    })
    .nullish(),
});

const inContainer = [actionRow, section, textDisplay, mediaGallery, file, separator] as const;

const container = z.strictObject({
  ...numbered,
  type: z.literal(ComponentType.Container),
  accent_color: integer('embed.colour').nullish(),
  spoiler: z.boolean().nullish(),
  components: list(z.discriminatedUnion('type', inContainer), 'v2.components', 1),
});

/** Version 1: rows, and nothing beside them. */
export const componentsV1List = list(z.discriminatedUnion('type', [actionRow]), 'row.count');

/** Version 2: how many there may be is counted over all depths, by the message. */
export const componentsV2List = z.array(z.discriminatedUnion('type', [...inContainer, container]));

const ofVersion2: readonly unknown[] = [...inContainer, container, thumbnail]
  .map(({ shape }) => shape.type.value)
  .filter((type) => type !== ComponentType.ActionRow);

/** Which rule a component breaks by its kind alone. */
export const kindRuleV1: KindRule = (type) => (ofVersion2.includes(type) ? 'v2.flag' : 'component.kind');
export const kindRuleV2: KindRule = (type, path) =>
  type === ComponentType.Container && path.length > 3 ? 'v2.nesting' : 'component.kind';

/** Values are what tells options apart. */
export function checkUnique(options: readonly { readonly value: string }[], context: Reporter): void {
  const seen = new Set<string>();
  for (const [index, { value }] of options.entries()) {
    if (seen.has(value)) {
      const message = 'The specified option value is already used';
      const path = ['options', index, 'value'];
      problem(context, 'select.option-unique', 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message, path);
    }
    seen.add(value);
  }
}

function checkDefaults(context: Reporter, chosen: number, max: number, field: string): void {
  if (chosen <= max) return;
  const message = `At most ${max} options may be chosen`;
  problem(context, 'select.defaults', 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', message, [field]);
}
