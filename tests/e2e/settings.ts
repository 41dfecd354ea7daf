/** Choosing in `/library settings`, as moderators do it. */
import type { Seat } from '#playground/gestures/seat.ts';
import type { SeenMessage } from '#playground/gestures/seen-message.ts';
import type { LibrarySettings } from '#src/moderation/settings.ts';

/** Opens the settings and chooses by names of roles and channels, or by the words of a choice. @returns the message after it. */
export async function choose(
  seat: Seat,
  choices: Partial<Record<keyof LibrarySettings, readonly string[]>>,
): Promise<SeenMessage> {
  const opened = await seat.slash('/library settings');
  if (!opened.message) throw new Error('The settings did not open.');
  for (const [setting, values] of Object.entries(choices)) await seat.select(opened.message, menu(setting), values);
  return opened.message;
}

/** By this a gesture finds a choice's menu. */
export function menu(setting: string): string {
  return `v1.settings.${setting}`;
}

/** What a menu shows as chosen: ids of roles or channels, or the words of a choice. */
export function chosenIn(message: SeenMessage, setting: keyof LibrarySettings): string[] {
  const select = message.selects.find(({ custom_id }) => custom_id === menu(setting));
  if (!select) throw new Error(`There is no menu for ${setting}.`);
  if ('options' in select) return select.options.flatMap((option) => (option.default ? option.label : []));
  return ('default_values' in select && select.default_values?.map(({ id }) => id)) || [];
}
