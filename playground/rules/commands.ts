/** What a command may declare: names, options, choices, translations, and its size in all. */
import {
  type APIApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  Locale,
  type LocalizationMap,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { numbersOf } from './components.ts';
import { type FormProblem, invalidForm, refusal } from './discord-error.ts';
import { integer, list, oneOf, parseBody, problem, text } from './form.ts';
import { limits } from './limits.ts';

const { command: sizes } = limits;

/** Discord's own pattern for slash commands and options; its length is checked by itself. */
const slashName = text(1, sizes.name).superRefine((name, context) => {
  if (!/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]+$/u.test(name) || name !== name.toLowerCase()) {
    problem(context, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
});
const menuName = text(1, sizes.name);
const description = text(1, sizes.description);

const locales: readonly string[] = Object.values(Locale);
const translated = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), value.nullable()).superRefine((map, context) => {
    for (const locale of Object.keys(map)) {
      if (!locales.includes(locale))
        problem(context, 'ENUM_TYPE_COERCE', `Value "${locale}" is not a valid enum value.`, [locale]);
    }
  });

const named = {
  name: slashName,
  name_localizations: translated(slashName).nullish(),
  description,
  description_localizations: translated(description).nullish(),
};
const plain = { ...named, required: z.boolean().nullish() };

const choicesOf = <Value extends z.ZodType<string | number>>(value: Value) =>
  list(
    z.object({
      name: text(1, sizes.choiceName),
      name_localizations: translated(text(1, sizes.choiceName)).nullish(),
      value,
    }),
    0,
    sizes.choices,
  ).superRefine((choices, context) => {
    for (const [index, { name }] of choices.entries()) {
      if (choices.findIndex((each) => each.name === name) < index) {
        const message = 'Choice names must be unique';
        problem(context, 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_NOT_UNIQUE', message, [index, 'name']);
      }
    }
  });

const completed = { autocomplete: z.boolean().nullish() };
const bounded = { min_value: z.number().nullish(), max_value: z.number().nullish() };

const valueOption = z
  .discriminatedUnion('type', [
    z.object({
      ...plain,
      ...completed,
      type: z.literal(ApplicationCommandOptionType.String),
      choices: choicesOf(text(1, sizes.choiceValue)).nullish(),
      min_length: integer(0, sizes.minLength).nullish(),
      max_length: integer(1, sizes.minLength).nullish(),
    }),
    z.object({
      ...plain,
      ...completed,
      ...bounded,
      type: z.literal(ApplicationCommandOptionType.Integer),
      choices: choicesOf(z.int()).nullish(),
    }),
    z.object({
      ...plain,
      ...completed,
      ...bounded,
      type: z.literal(ApplicationCommandOptionType.Number),
      choices: choicesOf(z.number()).nullish(),
    }),
    z.object({ ...plain, type: z.literal(ApplicationCommandOptionType.Boolean) }),
    z.object({ ...plain, type: z.literal(ApplicationCommandOptionType.User) }),
    z.object({
      ...plain,
      type: z.literal(ApplicationCommandOptionType.Channel),
      channel_types: z.array(oneOf(numbersOf(ChannelType))).nullish(),
    }),
    z.object({ ...plain, type: z.literal(ApplicationCommandOptionType.Role) }),
    z.object({ ...plain, type: z.literal(ApplicationCommandOptionType.Mentionable) }),
    z.object({
      ...plain,
      type: z.literal(ApplicationCommandOptionType.Attachment),
      file_types: z.array(z.string()).nullish(),
    }),
  ])
  .superRefine((option, context) => {
    if ('autocomplete' in option && option.autocomplete && option.choices?.length) {
      const message = 'Autocomplete and choices are mutually exclusive';
      problem(context, 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_EXCLUSIVE', message, ['autocomplete']);
    }
  });

const subcommand = z.object({
  ...named,
  type: z.literal(ApplicationCommandOptionType.Subcommand),
  options: ordered(list(valueOption, 0, sizes.options)).nullish(),
});

const group = z.object({
  ...named,
  type: z.literal(ApplicationCommandOptionType.SubcommandGroup),
  options: ordered(list(subcommand, 1, sizes.options)),
});

const nesting: readonly ApplicationCommandOptionType[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

const options = ordered(
  list(z.discriminatedUnion('type', [valueOption, subcommand, group]), 0, sizes.options),
).superRefine((all, context) => {
  const nested = all.filter(({ type }) => nesting.includes(type)).length;
  if (nested > 0 && nested < all.length) {
    const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
    problem(context, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
});

const declared = {
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  contexts: z.array(oneOf(numbersOf(InteractionContextType))).nullish(),
  integration_types: z.array(oneOf(numbersOf(ApplicationIntegrationType))).nullish(),
};

const slashCommand = z.object({
  ...named,
  ...declared,
  type: z.literal(ApplicationCommandType.ChatInput),
  options: options.nullish(),
});

const menuCommand = z.object({
  ...declared,
  type: oneOf([ApplicationCommandType.User, ApplicationCommandType.Message]),
  name: menuName,
  name_localizations: translated(menuName).nullish(),
});

const command = z.preprocess(
  (given) => (given instanceof Object ? { type: ApplicationCommandType.ChatInput, ...given } : given),
  z.discriminatedUnion('type', [slashCommand, menuCommand]),
);

/** A command as it is declared: what Discord adds is not there yet. */
export type DeclaredCommand = Partial<APIApplicationCommand> & Pick<APIApplicationCommand, 'type' | 'name'>;

/** @throws DiscordError 50035 */
export function parseCommand(body: unknown): DeclaredCommand {
  const parsed = parseBody<DeclaredCommand>(command, body);
  const problems = sizeProblems(parsed, []);
  if (problems.length > 0) throw invalidForm(problems);
  return parsed;
}

/** Checks the whole set of a place. @throws DiscordError 50035, or 30032 where they are too many. */
export function parseCommands(body: unknown): DeclaredCommand[] {
  const parsed = parseBody<DeclaredCommand[]>(z.array(command), body);
  const problems = parsed.flatMap((each, index) => [
    ...sizeProblems(each, [index]),
    ...(parsed.findIndex(({ type, name }) => type === each.type && name === each.name) < index
      ? [
          {
            path: [index],
            code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
            message: 'Application command names must be unique',
          },
        ]
      : []),
  ]);
  if (problems.length > 0) throw invalidForm(problems);
  checkCounts(parsed);
  return parsed;
}

/** @throws DiscordError 30032 */
export function checkCounts(commands: readonly { readonly type: ApplicationCommandType }[]): void {
  const most: ReadonlyMap<ApplicationCommandType, number> = new Map([
    [ApplicationCommandType.ChatInput, sizes.slash],
    [ApplicationCommandType.User, sizes.user],
    [ApplicationCommandType.Message, sizes.message],
  ]);
  for (const [type, count] of most) {
    if (commands.filter((each) => each.type === type).length > count) throw refusal('tooManyCommands');
  }
}

function ordered<Option extends z.ZodType<{ name: string }[]>>(list: Option) {
  return list.superRefine((given, context) => {
    const all: readonly { name: string; required?: boolean | null | undefined }[] = given;
    const firstOptional = all.findIndex(({ required }) => !required);
    for (const [index, { name, required }] of all.entries()) {
      if (all.findIndex((each) => each.name === name) < index) {
        const message = 'Option names must be unique';
        problem(context, 'APPLICATION_COMMAND_OPTIONS_NAMES_NOT_UNIQUE', message, [index, 'name']);
      }
      if (required && firstOptional !== -1 && firstOptional < index) {
        const message = 'Required options must be placed before non-required options';
        problem(context, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message, [index]);
      }
    }
  });
}

function sizeProblems(given: DeclaredCommand, path: readonly PropertyKey[]): FormProblem[] {
  const size = sizeOf(given);
  const message = `Command exceeds maximum size (${sizes.size}); it has ${size}.`;
  return size > sizes.size ? [{ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message }] : [];
}

interface Sized {
  readonly name?: string;
  readonly name_localizations?: LocalizationMap | null | undefined;
  readonly description?: string | undefined;
  readonly description_localizations?: LocalizationMap | null | undefined;
  readonly value?: string | number;
  readonly options?: readonly Sized[] | undefined;
  readonly choices?: readonly Sized[] | undefined;
}

function sizeOf(given: Sized): number {
  const longest = (own: string | undefined, translations: LocalizationMap | null | undefined) =>
    Math.max(own?.length ?? 0, ...Object.values(translations ?? {}).map((each) => each?.length ?? 0));
  const own =
    longest(given.name, given.name_localizations) +
    longest(given.description, given.description_localizations) +
    (typeof given.value === 'string' ? given.value.length : 0);
  return [...(given.options ?? []), ...(given.choices ?? [])].reduce((sum, each) => sum + sizeOf(each), own);
}
