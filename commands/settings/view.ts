/**
 * The settings of a library in one message: each choice with its meaning, its present value in a menu, and what is wrong with it.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  ChannelSelectMenuBuilder,
  RoleSelectMenuBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  StringSelectMenuOptionBuilder,
  TextDisplayBuilder,
} from '@discordjs/builders';
import { ButtonStyle, ChannelType } from 'discord-api-types/v10';
import { settingsId } from '#commands/settings/routes.ts';
import type { NeededPermission } from '#src/access/needed-permissions.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Language } from '#src/language/language.ts';
import {
  LIBRARY_SETTINGS,
  type LibrarySettings,
  READING_WAYS,
  type ReadingWay,
  type SettingName,
} from '#src/moderation/settings.ts';
import { RATING_FLOORS, type RatingFloor } from '#src/story/audience.ts';

export type ChannelSetting = 'reportChannel' | 'logChannel' | 'readingChannel';

/** What keeps a choice from doing what it was made for. */
export type SettingTrouble =
  | { readonly kind: 'gone-role'; readonly setting: 'moderatorRoles' }
  | { readonly kind: 'gone-channel'; readonly setting: ChannelSetting }
  | { readonly kind: 'unfit-channel'; readonly setting: ChannelSetting; readonly channel: string }
  | {
      readonly kind: 'lacking';
      readonly setting: ChannelSetting;
      readonly channel: string;
      readonly permissions: readonly NeededPermission[];
    };

export interface SettingsPage {
  readonly settings: LibrarySettings;
  readonly troubles: readonly SettingTrouble[];
  /** Those of the settings' roles that are still there. */
  readonly roles: readonly string[];
  /** Whether who sees it may say which roles care for the library. */
  readonly manages: boolean;
}

export function settingsView(language: Language, page: SettingsPage): MessageBody {
  const gone = page.troubles.some(({ kind }) => kind === 'gone-role' || kind === 'gone-channel');
  return {
    v2: true,
    components: [
      new TextDisplayBuilder().setContent(language.say('settings.head')).toJSON(),
      ...LIBRARY_SETTINGS.flatMap((setting) => [
        new SeparatorBuilder().toJSON(),
        new TextDisplayBuilder().setContent(settingText(language, setting, page)).toJSON(),
        menuRow(language, setting, page).toJSON(),
      ]),
      ...(gone ? [forgetRow(language).toJSON()] : []),
    ],
  };
}

function settingText(language: Language, setting: SettingName, { troubles, manages }: SettingsPage): string {
  const wrong = troubles.filter((trouble) => trouble.setting === setting);
  return [
    `**${language.say(`settings.names.${setting}`)}**`,
    `-# ${language.say(`settings.about.${setting}`)}`,
    ...(setting === 'moderatorRoles' && !manages ? [`-# ${language.say('settings.managers-only')}`] : []),
    ...wrong.map((trouble) => `⚠️ ${troubleSentence(language, trouble, 'settings')}`),
  ].join('\n');
}

/** Below what moderators call for, until it is mended. */
export function troubleText(language: Language, troubles: readonly SettingTrouble[]): string {
  return troubles.map((trouble) => `-# ⚠️ ${troubleSentence(language, trouble, 'elsewhere')}`).join('\n');
}

/** @param place - where it is said: elsewhere it names the command. */
function troubleSentence(language: Language, trouble: SettingTrouble, place: 'settings' | 'elsewhere'): string {
  if (trouble.kind === 'gone-role') return language.say('settings.gone-role', { place });
  const { setting } = trouble;
  if (trouble.kind === 'gone-channel') return language.say('settings.gone-channel', { setting, place });
  const channel = `<#${trouble.channel}>`;
  if (trouble.kind === 'unfit-channel') return language.say('settings.unfit-channel', { setting, channel, place });
  const permissions = language.list(trouble.permissions.map((each) => `*${language.say(`kit.permissions.${each}`)}*`));
  return language.say('settings.lacking', { setting, channel, permissions, place });
}

type MenuRow =
  | ActionRowBuilder<RoleSelectMenuBuilder>
  | ActionRowBuilder<ChannelSelectMenuBuilder>
  | ActionRowBuilder<StringSelectMenuBuilder>;

function menuRow(language: Language, setting: SettingName, page: SettingsPage): MenuRow {
  const { settings } = page;
  switch (setting) {
    case 'moderatorRoles':
      return new ActionRowBuilder<RoleSelectMenuBuilder>().addComponents(
        new RoleSelectMenuBuilder()
          .setCustomId(settingsId('settings', { setting }))
          .setPlaceholder(language.say(`settings.empty.${setting}`))
          .setMinValues(0)
          .setMaxValues(LIMITS.selectOptions)
          .setDefaultRoles(page.roles.slice(0, LIMITS.selectOptions))
          .setDisabled(!page.manages),
      );
    case 'reportChannel':
    case 'logChannel':
    case 'readingChannel': {
      const gone = page.troubles.some((trouble) => trouble.setting === setting && trouble.kind === 'gone-channel');
      const chosen = settings[setting];
      return new ActionRowBuilder<ChannelSelectMenuBuilder>().addComponents(
        new ChannelSelectMenuBuilder()
          .setCustomId(settingsId('settings', { setting }))
          .setPlaceholder(language.say(`settings.empty.${setting}`))
          .setChannelTypes(ChannelType.GuildText)
          .setMinValues(0)
          .setMaxValues(1)
          .setDefaultChannels(chosen === null || gone ? [] : [chosen]),
      );
    }
    case 'ratingFloor':
      return choiceRow(language, setting, RATING_FLOORS, settings.ratingFloor);
    case 'readingWay':
      return choiceRow(language, setting, READING_WAYS, settings.readingWay);
    case 'sharing':
    case 'textSearch':
      return choiceRow(language, setting, ON_OFF, settings[setting] ? 'on' : 'off');
  }
}

export const ON_OFF = ['on', 'off'] as const;

interface Choices {
  readonly ratingFloor: RatingFloor;
  readonly readingWay: ReadingWay;
  readonly sharing: (typeof ON_OFF)[number];
  readonly textSearch: (typeof ON_OFF)[number];
}

function choiceRow<Name extends keyof Choices>(
  language: Language,
  setting: Name,
  choices: readonly Choices[Name][],
  chosen: Choices[Name],
): ActionRowBuilder<StringSelectMenuBuilder> {
  const name: SettingName = setting;
  const key = (choice: string) => `settings.${setting}.${choice}` as `settings.sharing.on`;
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId(settingsId('settings', { setting }))
      .setPlaceholder(language.say(`settings.names.${name}`))
      .addOptions(
        choices.map((choice) =>
          new StringSelectMenuOptionBuilder()
            .setLabel(language.say(`${key(choice)}.name`))
            .setDescription(language.say(`${key(choice)}.about`))
            .setValue(choice)
            .setDefault(choice === chosen),
        ),
      ),
  );
}

function forgetRow(language: Language): ActionRowBuilder<ButtonBuilder> {
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder()
      .setCustomId(settingsId('settings-forget', {}))
      .setLabel(language.say('settings.forget'))
      .setStyle(ButtonStyle.Secondary),
  );
}
