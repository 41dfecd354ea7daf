/**
 * What was done to a library, as sentences: in its log channel, and wherever else its log is shown.
 */
import { escapeInline } from '#src/kit/show/markdown.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { doer } from '#src/kit/show/person.ts';
import { clipMarkdown, titleOf } from '#src/kit/show/story-text.ts';
import { yesNo } from '#src/language/cased.ts';
import type { Language } from '#src/language/language.ts';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import { LIBRARY_SETTINGS, type SettingName } from '#src/moderation/settings.ts';

const ID = /^\d{1,20}$/;
/** Of each detail, in rendered UTF-16 units. */
const DETAIL = 300;

/**
 * Who did what, to which fic, before and after.
 *
 * @param nameable - false where the fic's title is not to be shown in this place.
 */
export function logSentence(
  language: Language,
  { action, by, details }: Pick<NewLogEntry, 'action' | 'by' | 'details'>,
  nameable = true,
): string {
  const title = clipMarkdown(titleOf(language, { title: details.title ?? null }), DETAIL);
  const setting = LIBRARY_SETTINGS.find((name) => name === details.setting);
  const words = Object.fromEntries(Object.entries(details).map(([name, value]) => [name, clipMarkdown(value, DETAIL)]));
  return language.sayOf(`history.log.${action}`, {
    ...words,
    ...doer(by),
    ...{ title, nameable: yesNo(nameable) },
    ...(details.fields !== undefined && { fields: fieldNames(language, details.fields) }),
    ...(setting && settingWords(language, setting, details)),
  });
}

/** @param nameable - as `logSentence`. */
export function logMessage(language: Language, entry: NewLogEntry, nameable: boolean): MessageBody {
  const body = notice(logSentence(language, entry, nameable));
  // A takedown removes what shows its fic, and is told in what stays.
  const shows = entry.story !== undefined && nameable && entry.action !== 'taken-down';
  return shows ? { ...body, shows: [entry.story] } : body;
}

/** What of a header was edited; what this release does not know, as it was kept. @param fields - codes with commas between. */
function fieldNames(language: Language, fields: string): string {
  const names = fields.split(', ').map((field) => {
    const key = `history.fields.${field}`;
    const name = language.sayOf(key, {});
    return name === key ? clipMarkdown(field, DETAIL) : name;
  });
  return language.row(names);
}

function settingWords(language: Language, setting: SettingName, { before = '', after = '' }: NewLogEntry['details']) {
  return {
    setting: language.say(`settings.names.${setting}`),
    before: settingValue(language, setting, before),
    after: settingValue(language, setting, after),
  };
}

/** Roles and channels as mentions, choices by name; what this release does not know, as it was kept. */
function settingValue(language: Language, setting: SettingName, kept: string): string {
  if (kept === '') return language.say('settings.none');
  const ids = kept.split(' ').filter((id) => ID.test(id));
  if (ids.length > 0) return ids.map((id) => (setting === 'moderatorRoles' ? `<@&${id}>` : `<#${id}>`)).join(' ');
  const key = `settings.${setting}.${kept}.name`;
  const name = language.sayOf(key, {});
  return name === key ? escapeInline(kept) : name;
}
