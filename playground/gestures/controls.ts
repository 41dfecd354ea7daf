/** Finds what a person means on a message: a button by its face, a menu by its placeholder, or either by its custom id. */
import {
  type APIButtonComponentWithCustomId,
  type APISelectMenuComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { GestureRefused } from './gesture.ts';
import { checkCount, fromOptions, resolveFor } from './modal-fields.ts';
import type { Resolved } from './resolved.ts';
import { emojiOf, type SeenMessage } from './seen-message.ts';

/** A label, an emoji or a custom id as it is; a pattern over the label; or a question to the custom id. */
export type ButtonName = string | RegExp | ((customId: string) => boolean);

export function findButton(message: SeenMessage, wanted: ButtonName): APIButtonComponentWithCustomId {
  const found = message.buttons.find((button) => {
    const customId = 'custom_id' in button ? button.custom_id : '';
    const label = ('label' in button && button.label) || '';
    if (typeof wanted === 'function') return customId !== '' && wanted(customId);
    if (wanted instanceof RegExp) return wanted.test(label);
    return [label, emojiOf(button), customId].includes(wanted);
  });
  if (!found)
    throw new GestureRefused(`There is no button ${wanted}: there is ${message.buttonLabels.join(', ') || 'none'}.`);
  if (found.disabled) throw new GestureRefused(`The button ${wanted} is disabled.`);
  if (found.style === ButtonStyle.Link)
    throw new GestureRefused(`The button ${wanted} is a link: the bot hears nothing of it.`);
  if (found.style === ButtonStyle.Premium) throw new GestureRefused(`The button ${wanted} leads to a shop.`);
  return found;
}

export function findSelect(message: SeenMessage, wanted: string): APISelectMenuComponent {
  const found = message.selects.find(({ placeholder, custom_id }) => placeholder === wanted || custom_id === wanted);
  if (!found) {
    const names = message.selects.map(({ placeholder, custom_id }) => placeholder ?? custom_id);
    throw new GestureRefused(`There is no menu "${wanted}": there is ${names.join(', ') || 'none'}.`);
  }
  if (found.disabled) throw new GestureRefused(`The menu "${wanted}" is disabled.`);
  return found;
}

/** The values that are sent for what was chosen by value, label or name. */
export function chooseValues(select: APISelectMenuComponent, chosen: readonly string[], resolved: Resolved): string[] {
  const name = select.placeholder ?? select.custom_id;
  const values =
    select.type === ComponentType.StringSelect
      ? fromOptions(name, select.options, chosen)
      : chosen.map((each) => resolveFor(select, each, resolved));
  checkCount(name, values, (select.min_values ?? 1) > 0, select.min_values ?? 1, select.max_values ?? 1);
  return values;
}
