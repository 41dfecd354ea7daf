/** What a command may declare, field by field: its name, its options, their choices and translations. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  Locale,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { numbersOf } from './components.ts';
import { checkOrder, integer, list, oneOf, problem, type Reporter, text } from './form.ts';

/** Discord's own pattern for slash commands and options; its length is checked by itself. */
const slashName = text('command.name', 1).superRefine((name, context) => {
  if (!/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]+$/u.test(name) || name !== name.toLowerCase()) {
    problem(context, 'command.name-letters', 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
});
const menuName = text('command.name', 1);
const description = text('command.description', 1);

const locales: readonly string[] = Object.values(Locale);
const translated = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), value.nullable()).superRefine((map, context) => {
    for (const locale of Object.keys(map)) {
      if (locales.includes(locale)) continue;
      const message = `Value "${locale}" is not a valid enum value.`;
      problem(context, 'form.locale', 'ENUM_TYPE_COERCE', message, [locale]);
    }
  });

const named = {
  name_localized: z.string().nullish(),
  description_localized: z.string().nullish(),
  name: slashName,
  name_localizations: translated(slashName).nullish(),
  description,
  description_localizations: translated(description).nullish(),
};
const plain = { ...named, required: z.boolean().nullish() };

const choicesOf = <Value extends z.ZodType<string | number>>(value: Value) =>
  list(
    z.strictObject({
      name: text('command.choice-name', 1),
      name_localizations: translated(text('command.choice-name', 1)).nullish(),
      value,
    }),
    'command.choices',
  ).superRefine((choices, context) => {
    for (const [index, { name }] of choices.entries()) {
      if (choices.findIndex((each) => each.name === name) < index) {
        const code = 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_NOT_UNIQUE';
        problem(context, 'command.choice-unique', code, 'Choice names must be unique', [index, 'name']);
      }
    }
  });

const completed = { autocomplete: z.boolean().nullish() };
const bounded = { min_value: z.number().nullish(), max_value: z.number().nullish() };

const valueOption = z
  .discriminatedUnion('type', [
    z.strictObject({
      ...plain,
      ...completed,
      type: z.literal(ApplicationCommandOptionType.String),
      choices: choicesOf(text('command.choice-value', 1)).nullish(),
      min_length: integer('command.text-length').nullish(),
      max_length: integer('command.text-length', 1).nullish(),
    }),
    z.strictObject({
      ...plain,
      ...completed,
      ...bounded,
      type: z.literal(ApplicationCommandOptionType.Integer),
      choices: choicesOf(z.int()).nullish(),
    }),
    z.strictObject({
      ...plain,
      ...completed,
      ...bounded,
      type: z.literal(ApplicationCommandOptionType.Number),
      choices: choicesOf(z.number()).nullish(),
    }),
    z.strictObject({ ...plain, type: z.literal(ApplicationCommandOptionType.Boolean) }),
    z.strictObject({ ...plain, type: z.literal(ApplicationCommandOptionType.User) }),
    z.strictObject({
      ...plain,
      type: z.literal(ApplicationCommandOptionType.Channel),
      channel_types: z.array(oneOf(numbersOf(ChannelType))).nullish(),
    }),
    z.strictObject({ ...plain, type: z.literal(ApplicationCommandOptionType.Role) }),
    z.strictObject({ ...plain, type: z.literal(ApplicationCommandOptionType.Mentionable) }),
    z.strictObject({
      ...plain,
      type: z.literal(ApplicationCommandOptionType.Attachment),
      file_types: list(z.string(), 'command.file-types').nullish(),
    }),
  ])
  .superRefine((option, context) => {
    if ('autocomplete' in option && option.autocomplete && option.choices?.length) {
      const message = 'Autocomplete and choices are mutually exclusive';
      const code = 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_EXCLUSIVE';
      problem(context, 'command.choices-or-completion', code, message, ['autocomplete']);
    }
    if ('min_value' in option && typeof option.min_value === 'number' && typeof option.max_value === 'number') {
      checkOrder(context, 'command.least-most', [option.min_value, option.max_value], 'min_value');
    }
    if ('min_length' in option && typeof option.min_length === 'number' && typeof option.max_length === 'number') {
      checkOrder(context, 'command.least-most', [option.min_length, option.max_length], 'min_length');
    }
  });

const subcommand = z.strictObject({
  ...named,
  type: z.literal(ApplicationCommandOptionType.Subcommand),
  options: ordered(list(valueOption, 'command.options')).nullish(),
});

const group = z.strictObject({
  ...named,
  type: z.literal(ApplicationCommandOptionType.SubcommandGroup),
  options: ordered(list(z.discriminatedUnion('type', [subcommand]), 'command.options', 1)),
});

const nesting: readonly ApplicationCommandOptionType[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

const options = ordered(
  list(z.discriminatedUnion('type', [valueOption, subcommand, group]), 'command.options'),
).superRefine((all, context) => {
  const nested = all.filter(({ type }) => nesting.includes(type)).length;
  if (nested > 0 && nested < all.length) {
    const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
    problem(context, 'command.not-mixed', 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
});

const declared = {
  default_member_permissions: z
    .string()
    .superRefine((value, context) => {
      if (/^\d+$/.test(value)) return;
      problem(context, 'command.permissions', 'NUMBER_TYPE_COERCE', `Value "${value}" is not int.`);
    })
    .nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  contexts: z.array(oneOf(numbersOf(InteractionContextType))).nullish(),
  integration_types: z.array(oneOf(numbersOf(ApplicationIntegrationType))).nullish(),
};

/** What Discord told of a command may come back with it. */
export const told = {
  id: z.string().nullish(),
  application_id: z.string().nullish(),
  guild_id: z.string().nullish(),
  version: z.string().nullish(),
  name_localized: z.string().nullish(),
  description_localized: z.string().nullish(),
  /** Of entry points alone, which the playground does not have. */
  handler: z.null().optional(),
  /** What `default_member_permissions` has taken the place of. */
  default_permission: z.boolean().nullish(),
};

const slashCommand = z.strictObject({
  ...told,
  ...named,
  ...declared,
  type: z.literal(ApplicationCommandType.ChatInput),
  options: options.nullish(),
});

function refuseInMenu(context: Reporter): void {
  const message = 'Context menu commands cannot have description';
  problem(context, 'command.menu-description', 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION', message);
}

/** Discord answers with empty values where a menu's command can have none: they may come back, others may not. */
const nothing = (empty: string | null) =>
  z.unknown().superRefine((value, context) => {
    if (value !== undefined && value !== null && value !== empty) refuseInMenu(context);
  });

const menuCommand = z.strictObject({
  ...told,
  ...declared,
  type: oneOf([ApplicationCommandType.User, ApplicationCommandType.Message]),
  description: nothing('').optional(),
  description_localizations: nothing(null).optional(),
  options: z
    .array(z.unknown())
    .superRefine(({ length }, context) => {
      if (length > 0) refuseInMenu(context);
    })
    .nullish(),
  name: menuName,
  name_localizations: translated(menuName).nullish(),
});

export const command = z.preprocess(
  (given) => (given instanceof Object ? { type: ApplicationCommandType.ChatInput, ...given } : given),
  z.discriminatedUnion('type', [slashCommand, menuCommand]),
);

function ordered<Option extends z.ZodType<{ name: string }[]>>(list: Option) {
  return list.superRefine((given, context) => {
    const all: readonly { name: string; required?: boolean | null | undefined }[] = given;
    const firstOptional = all.findIndex(({ required }) => !required);
    for (const [index, { name, required }] of all.entries()) {
      if (all.findIndex((each) => each.name === name) < index) {
        const code = 'APPLICATION_COMMAND_OPTIONS_NAMES_NOT_UNIQUE';
        problem(context, 'command.option-unique', code, 'Option names must be unique', [index, 'name']);
      }
      if (required && firstOptional !== -1 && firstOptional < index) {
        const message = 'Required options must be placed before non-required options';
        problem(context, 'command.required-first', 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message, [index]);
      }
    }
  });
}
