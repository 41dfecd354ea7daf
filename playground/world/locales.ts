/** Which of a command's names a person reads: their own language's, its nearest relative's, or the plain one. */
import { Locale, type LocalizationMap } from 'discord-api-types/v10';

/** https://docs.discord.com/developers/interactions/application-commands#localization */
const relatives: ReadonlyMap<Locale, Locale> = new Map([
  [Locale.EnglishUS, Locale.EnglishGB],
  [Locale.EnglishGB, Locale.EnglishUS],
  [Locale.SpanishLATAM, Locale.SpanishES],
]);

interface Named {
  readonly name: string;
  readonly name_localizations?: LocalizationMap | null | undefined;
}

export function nameIn(locale: Locale, { name, name_localizations: names }: Named): string {
  const relative = relatives.get(locale);
  return names?.[locale] ?? (relative && names?.[relative]) ?? name;
}
