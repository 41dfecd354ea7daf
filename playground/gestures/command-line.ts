/** From `/fic search` and a person's words to a command's data, refused wherever the client would not send it. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type InteractionType,
  type Locale,
} from 'discord-api-types/v10';
import { nameIn } from '../world/locales.ts';
import { type Choice, GestureRefused, type OptionValue, type OptionValues } from './gesture.ts';
import { isFile, type Resolved } from './resolved.ts';

/** A command's place in the tree: the command, the group and subcommand on the way, and the options at the end. */
export interface CommandPath {
  readonly command: APIApplicationCommand;
  readonly steps: readonly Extract<APIApplicationCommandOption, { options?: unknown }>[];
  readonly options: readonly APIApplicationCommandBasicOption[];
}

type Filled = APIApplicationCommandInteractionDataBasicOption;

/** @param line - `/fic search`, with or without the slash, by plain names or by those of the person's language. */
export function findCommand(offered: readonly APIApplicationCommand[], line: string, locale: Locale): CommandPath {
  const isCalled = (each: Parameters<typeof nameIn>[1], word: string | undefined) =>
    each.name === word || nameIn(locale, each) === word;
  const words = line.replace(/^\//, '').split(/\s+/);
  const command = offered.find((each) => each.type === ApplicationCommandType.ChatInput && isCalled(each, words[0]));
  if (!command)
    throw new GestureRefused(`/${words[0]} is not offered here: ${listed(offered.map(({ name }) => name))}.`);
  const steps: CommandPath['steps'][number][] = [];
  let options = command.options ?? [];
  for (const word of words.slice(1)) {
    const step = options.filter(isStep).find((each) => isCalled(each, word));
    if (!step) throw new GestureRefused(`/${words.join(' ')} is unknown: ${listed(options.map(({ name }) => name))}.`);
    steps.push(step);
    options = step.options ?? [];
  }
  const basic = options.filter((option) => !isStep(option));
  if (basic.length < options.length) {
    throw new GestureRefused(`/${words.join(' ')} needs a subcommand: ${listed(options.map(({ name }) => name))}.`);
  }
  return { command, steps, options: basic };
}

/** The options of a command that is sent. */
export function fillOptions({ options }: CommandPath, given: OptionValues, resolved: Resolved): Filled[] {
  refuseUnknown(options, given);
  for (const { name, required } of options) {
    if (required && given[name] === undefined) throw new GestureRefused(`"${name}" is required.`);
  }
  return options.flatMap((option) => {
    const value = given[option.name];
    return value === undefined ? [] : [fillOption(option, value, resolved)];
  });
}

/** The options while they are typed: as they stand, one of them focused; Discord sends numbers as text then. */
export function typedOptions({ options }: CommandPath, given: OptionValues, focused: string): unknown[] {
  refuseUnknown(options, given);
  const option = options.find(({ name }) => name === focused);
  if (!option || !('autocomplete' in option) || !option.autocomplete) {
    throw new GestureRefused(`"${focused}" is not completed by the bot.`);
  }
  return Object.entries({ [focused]: '', ...given }).map(([name, value]) => {
    const type = options.find((each) => each.name === name)?.type;
    return {
      name,
      type,
      value: typeof value === 'boolean' ? value : String(value),
      ...(name === focused && { focused: true }),
    };
  });
}

/** Puts the options inside the groups and subcommands on the way. */
export function nest<Kind extends InteractionType>(
  { steps }: CommandPath,
  options: readonly unknown[],
): APIApplicationCommandInteractionDataOption<Kind>[] {
  const nested = steps.reduceRight<readonly unknown[]>(
    (inner, { type, name }) => [{ type, name, options: inner }],
    options,
  );
  // A tree by the command's own declaration; TypeScript does not follow it down.
  return nested as APIApplicationCommandInteractionDataOption<Kind>[];
}

function fillOption(option: APIApplicationCommandBasicOption, given: OptionValue, resolved: Resolved): Filled {
  const { name } = option;
  switch (option.type) {
    case ApplicationCommandOptionType.String: {
      const value = chosen(option.choices, textOf(name, given), name);
      const { min_length: min = 0, max_length: max = 6_000 } = option;
      if (value.length < min || value.length > max) {
        throw new GestureRefused(`"${name}" takes ${min} to ${max} characters; these are ${value.length}.`);
      }
      return { name, type: option.type, value };
    }
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number: {
      const value = chosen(
        option.choices,
        option.choices?.length && typeof given === 'string' ? given : Number(given),
        name,
      );
      const isWhole = option.type === ApplicationCommandOptionType.Number || Number.isSafeInteger(value);
      if (typeof value !== 'number' || !Number.isFinite(value) || !isWhole) {
        throw new GestureRefused(`"${name}" takes a number, not "${given}".`);
      }
      const { min_value: min = -Infinity, max_value: max = Infinity } = option;
      if (value < min || value > max)
        throw new GestureRefused(`"${name}" lies between ${min} and ${max}; ${value} does not.`);
      return { name, type: option.type, value };
    }
    case ApplicationCommandOptionType.Boolean:
      if (typeof given !== 'boolean') throw new GestureRefused(`"${name}" is true or false.`);
      return { name, type: option.type, value: given };
    case ApplicationCommandOptionType.User:
      return { name, type: option.type, value: resolved.user(textOf(name, given)) };
    case ApplicationCommandOptionType.Role:
      return { name, type: option.type, value: resolved.role(textOf(name, given)) };
    case ApplicationCommandOptionType.Mentionable:
      return { name, type: option.type, value: resolved.mentionable(textOf(name, given)) };
    case ApplicationCommandOptionType.Channel:
      return { name, type: option.type, value: resolved.channel(textOf(name, given), option.channel_types) };
    case ApplicationCommandOptionType.Attachment:
      if (!isFile(given)) throw new GestureRefused(`"${name}" takes a file.`);
      return { name, type: option.type, value: resolved.file(given) };
  }
}

/** Where there are choices, one of them it must be, by its name or its value. */
function chosen<Value extends string | number>(
  choices: readonly Choice[] | undefined,
  given: Value,
  name: string,
): Value {
  if (!choices || choices.length === 0) return given;
  const choice = choices.find((each) => each.value === given || each.name === given);
  if (!choice)
    throw new GestureRefused(`"${name}" has no choice "${given}": ${listed(choices.map((each) => each.name))}.`);
  return choice.value as Value;
}

function textOf(name: string, given: OptionValue): string {
  if (typeof given !== 'string') throw new GestureRefused(`"${name}" takes text.`);
  return given;
}

function refuseUnknown(options: readonly APIApplicationCommandBasicOption[], given: OptionValues): void {
  const names = options.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (!names.includes(name)) throw new GestureRefused(`There is no option "${name}": ${listed(names)}.`);
  }
}

function isStep(option: APIApplicationCommandOption): option is CommandPath['steps'][number] {
  const { type } = option;
  return type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;
}

function listed(names: readonly string[]): string {
  return names.length > 0 ? `there is ${names.join(', ')}` : 'there is nothing';
}
