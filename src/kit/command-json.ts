/**
 * Declarations → the JSON that registers them with Discord, names and descriptions in every language of `locales/`.
 */
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  type LocalizationMap,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { AnyCommand, CommandSet, OptionSpec } from '#src/kit/declaration.ts';
import { FALLBACK } from '#src/language/files.ts';
import type { Languages } from '#src/language/language.ts';

export type CommandJson = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** One body for each group, in the order declared: what `PUT /applications/:id/commands` takes. */
export function commandJson<Services>(set: CommandSet<Services>, languages: Languages): CommandJson[] {
  return set.groups.map((group) => ({
    type: ApplicationCommandType.ChatInput,
    ...texts(languages, group.name, group.name),
    default_member_permissions: group.defaultPermissions === null ? null : String(group.defaultPermissions),
    contexts: group.inDirectMessages
      ? [InteractionContextType.Guild, InteractionContextType.BotDM]
      : [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: set.commands
      .filter((command) => command.name.startsWith(`${group.name} `))
      .map((command) => ({
        type: ApplicationCommandOptionType.Subcommand,
        ...texts(languages, command.name.slice(group.name.length + 1), command.name.replace(' ', '.')),
        options: Object.entries(command.options).map(([name, spec]) => option(languages, command, name, spec)),
      })),
  }));
}

/** What every server has, and every direct message. */
export function commandsEverywhere<Services>(set: CommandSet<Services>, languages: Languages): CommandJson[] {
  return commandJson({ ...set, groups: set.groups.filter(({ inEachServer }) => !inEachServer) }, languages);
}

/**
 * What a server has for itself.
 *
 * @param byRole - some role cares for its library: Discord knows nothing of that, so it shows the commands to all, and the
 * dispatcher decides.
 */
export function commandsOfServer<Services>(
  set: CommandSet<Services>,
  languages: Languages,
  byRole: boolean,
): CommandJson[] {
  const groups = set.groups
    .filter(({ inEachServer }) => inEachServer)
    .map((group) => (byRole ? { ...group, defaultPermissions: null } : group));
  return commandJson({ ...set, groups }, languages);
}

function option<Services>(
  languages: Languages,
  command: AnyCommand<Services>,
  name: string,
  spec: OptionSpec,
): APIApplicationCommandBasicOption {
  const base = {
    ...texts(languages, name, `${command.name.replace(' ', '.')}.options.${name}`),
    required: spec.required,
  };
  switch (spec.kind) {
    case 'text':
      return {
        ...base,
        type: ApplicationCommandOptionType.String,
        max_length: spec.maxLength,
        autocomplete: command.complete[name] !== undefined,
      };
    case 'integer':
      return {
        ...base,
        type: ApplicationCommandOptionType.Integer,
        min_value: spec.min,
        max_value: spec.max,
        autocomplete: command.complete[name] !== undefined,
      };
    case 'choice':
      return {
        ...base,
        type: ApplicationCommandOptionType.String,
        choices: spec.choices.map((value) => {
          const [label, translated] = localised(languages, `choices.${name}.${value}`);
          return { name: label, name_localizations: translated, value };
        }),
      };
    case 'attachment':
      return { ...base, type: ApplicationCommandOptionType.Attachment };
  }
}

function texts(languages: Languages, name: string, path: string) {
  const [description, descriptions] = localised(languages, `${path}.description`);
  const names = languages.commandTexts(`${path}.name`);
  return {
    name,
    name_localizations: translated(languages, names),
    description,
    description_localizations: descriptions,
  };
}

function localised(languages: Languages, path: string): [string, LocalizationMap] {
  const all = languages.commandTexts(path);
  const english = all.get(FALLBACK);
  if (english === undefined) throw new Error(`No file of locales/${FALLBACK} has "commands.${path}".`);
  return [english, translated(languages, all)];
}

/** For each locale that Discord knows and we speak, in the order of Discord's list: what has no translation is said in English. */
function translated(languages: Languages, texts: ReadonlyMap<string, string>): LocalizationMap {
  const map: LocalizationMap = {};
  for (const locale of Object.values(Locale)) {
    const spoken = languages.for(locale).locale;
    const text = texts.get(spoken);
    if (spoken !== FALLBACK && text !== undefined) map[locale] = text;
  }
  return map;
}
