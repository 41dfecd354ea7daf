/**
 * `/library settings`: what a server's moderators choose for their library, shown and changed in one message.
 */
import { command, component, type SettingsPorts } from '#commands/settings/ports.ts';
import { troublesOf } from '#commands/settings/trouble.ts';
import { ON_OFF, settingsView } from '#commands/settings/view.ts';
import { mayManage } from '#src/access/moderators.ts';
import { message } from '#src/kit/reply.ts';
import { type Asked, libraryOf } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import {
  LIBRARY_SETTINGS,
  type LibrarySettings,
  loggedSetting,
  READING_WAYS,
  type SettingsChange,
} from '#src/moderation/settings.ts';
import { RATING_FLOORS } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';

export const settings = command({
  name: 'library settings',
  answer: 'reply-private',
  who: 'moderators',
  options: {},
  example: {},
  run: (request, services) => message(settingsPage(request, services)),
});

export const changeSetting = component({
  route: 'settings',
  answer: 'update',
  who: 'moderators',
  async run(request, services) {
    const change = chosen(request.args.setting, request.values);
    if (change.moderatorRoles && !mayManage(request.who)) throw new FicError('managers-only');
    // Discord gives the role that everyone has the id of its server.
    if (change.moderatorRoles?.includes(libraryOf(request.where))) throw new FicError('everyone-moderates');
    await changeSettings(request, services, change);
    return message(settingsPage(request, services));
  },
});

/** Takes out what Discord has no more, without anything in its place: an empty menu cannot be emptied again. */
export const forgetGone = component({
  route: 'settings-forget',
  answer: 'update',
  who: 'moderators',
  async run(request, services) {
    const library = libraryOf(request.where);
    const guild = services.guilds.get(library);
    const { moderatorRoles } = services.settings.of(library);
    const troubles = troublesOf(guild, services.settings.of(library));
    const channels = troubles.flatMap(({ kind, setting }) => (kind === 'gone-channel' ? [[setting, null]] : []));
    const roles = troubles.some(({ kind }) => kind === 'gone-role') && mayManage(request.who);
    await changeSettings(request, services, {
      ...Object.fromEntries(channels),
      ...(roles && { moderatorRoles: moderatorRoles.filter((role) => guild?.hasRole(role)) }),
    });
    return message(settingsPage(request, services));
  },
});

/** @throws FicError `button-outdated` for what no release of ours offers any more. */
function chosen(setting: string, values: readonly string[]): Partial<LibrarySettings> {
  const [value = null] = values;
  switch (setting) {
    case 'moderatorRoles':
      // In one order, so that the same choice again is no change.
      return { moderatorRoles: values.toSorted() };
    case 'reportChannel':
    case 'logChannel':
    case 'readingChannel':
      return { [setting]: value };
    case 'ratingFloor':
      return { ratingFloor: oneOf(RATING_FLOORS, value) };
    case 'readingWay':
      return { readingWay: oneOf(READING_WAYS, value) };
    case 'sharing':
    case 'textSearch':
      return { [setting]: oneOf(ON_OFF, value) === 'on' };
    default:
      throw new FicError('button-outdated');
  }
}

function oneOf<Name extends string>(names: readonly Name[], value: string | null): Name {
  const name = names.find((each) => each === value);
  if (name === undefined) throw new FicError('button-outdated');
  return name;
}

async function changeSettings({ where, who }: Asked, services: SettingsPorts, change: Partial<LibrarySettings>) {
  const library = libraryOf(where);
  let entries: readonly NewLogEntry[] = [];
  const { before, after } = await services.settings.change(library, change, (made) => {
    entries = entriesOf(made, { library, by: who.id, at: services.now() });
    return entries;
  });
  if (before.reportChannel !== after.reportChannel) services.reportDesk.catchUp();
  for (const entry of entries) services.tell(entry);
}

/** One entry for each setting that changed. */
function entriesOf({ before, after }: SettingsChange, made: Pick<NewLogEntry, 'library' | 'by' | 'at'>): NewLogEntry[] {
  return LIBRARY_SETTINGS.flatMap((setting) => {
    const details = { setting, before: loggedSetting(before, setting), after: loggedSetting(after, setting) };
    return details.before === details.after ? [] : [{ ...made, action: 'settings-changed', details }];
  });
}

function settingsPage({ where, who, language }: Asked, services: SettingsPorts): MessageBody {
  const library = libraryOf(where);
  const guild = services.guilds.get(library);
  const now = services.settings.of(library);
  return settingsView(language, {
    settings: now,
    troubles: troublesOf(guild, now),
    roles: now.moderatorRoles.filter((role) => !guild || guild.hasRole(role)),
    manages: mayManage(who),
  });
}
