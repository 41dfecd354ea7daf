/** A message's components, both generations: rows of buttons and menus, and containers, sections, galleries. */
import { ButtonStyle, ComponentType } from './discord.js';
import { h, icon } from './dom.js';
import { fileNode, hexColour, picture } from './embeds.js';
import { linkAttributes, markdownNodes } from './markdown-view.js';
import { maybeSpoiler } from './spoiler.js';

/** @import { APIButtonComponent, APIMediaGalleryItem, APIMessageComponent, APIMessageTopLevelComponent, APISectionAccessoryComponent, APISelectMenuComponent, APIAttachment } from 'discord-api-types/v10' */
/** @import { Names } from './markdown-view.js' */
/** @typedef {APIMessageTopLevelComponent | APIMessageComponent | APISectionAccessoryComponent} Component */

/**
 * @param {Component} component
 * @param {Names} names
 * @returns {Node | null}
 */
export function componentNode(component, names) {
  /** @param {readonly Component[]} components */
  const all = (components) => components.map((child) => componentNode(child, names));
  switch (component.type) {
    case ComponentType.ActionRow:
      return h('div', { class: 'row', role: 'group', 'aria-label': 'Actions' }, ...all(component.components));
    case ComponentType.Button:
      return buttonNode(component);
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return selectNode(component, names);
    case ComponentType.TextDisplay:
      return h('div', { class: 'prose' }, ...markdownNodes(component.content, names));
    case ComponentType.Section:
      return h(
        'div',
        { class: 'section' },
        h('div', { class: 'section-texts' }, ...all(component.components)),
        componentNode(component.accessory, names),
      );
    case ComponentType.Thumbnail:
      return maybeSpoiler(
        component.spoiler,
        picture(component.media.url, component.description ?? 'Thumbnail', 'thumbnail'),
      );
    case ComponentType.MediaGallery:
      return h('div', { class: `gallery of-${component.items.length}` }, ...component.items.map(galleryItem));
    case ComponentType.File:
      return maybeSpoiler(
        component.spoiler,
        fileNode(component.file.url, component.name ?? fileNameOf(component.file.url), component.size),
      );
    case ComponentType.Separator:
      return h('hr', {
        class: `${component.divider === false ? 'blank' : ''} ${component.spacing === 2 ? 'wide' : ''}`.trim(),
      });
    case ComponentType.Container: {
      const box = h('div', { class: 'container' }, ...all(component.components));
      if (typeof component.accent_color === 'number')
        box.style.setProperty('--accent', hexColour(component.accent_color));
      return maybeSpoiler(component.spoiler, box);
    }
    default:
      return null;
  }
}

/** @param {string} url */
const fileNameOf = (url) => decodeURIComponent(url.split('?')[0]?.split('/').pop() ?? 'file');

/** @param {APIMediaGalleryItem} item */
const galleryItem = (item) => maybeSpoiler(item.spoiler, picture(item.media.url, item.description ?? 'Picture'));

const BUTTON_CLASSES = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'secondary',
  [ButtonStyle.Premium]: 'primary',
};

/**
 * A disabled button stays focusable: the reader who presses Next up to the last page must not lose their place.
 *
 * @param {APIButtonComponent} button
 */
function buttonNode(button) {
  const emoji = 'emoji' in button ? button.emoji : undefined;
  const label = 'label' in button ? button.label : undefined;
  const attributes = {
    class: `button ${BUTTON_CLASSES[button.style]}`,
    'data-key': label ?? emoji?.name ?? '',
    'aria-disabled': button.disabled ? 'true' : null,
    'aria-label': label ? null : (emoji?.name ?? 'Button'),
  };
  const face = [
    emoji?.name && h('span', { class: 'emoji', 'aria-hidden': 'true' }, emoji.id ? `:${emoji.name}:` : emoji.name),
    label,
  ];
  if ('url' in button) {
    return h('a', { ...attributes, ...(button.disabled ? {} : linkAttributes(button.url)) }, ...face, icon('external'));
  }
  const customId = 'custom_id' in button ? button.custom_id : '';
  return h('button', { ...attributes, type: 'button', 'data-press': customId }, ...face);
}

/**
 * What a menu has chosen before anybody touches it.
 *
 * @param {APISelectMenuComponent} select
 * @param {Names} names
 * @returns {{ value: string, label: string }[]}
 */
export function chosenOf(select, names) {
  if (select.type === ComponentType.StringSelect)
    return select.options.filter((option) => option.default).map(({ value, label }) => ({ value, label }));
  return (select.default_values ?? []).map(({ id, type }) => ({
    value: id,
    label: type === 'channel' ? `#${names.channel(id)?.name ?? 'no-access'}` : names.name(type, id),
  }));
}

/**
 * The closed menu; select.js opens it.
 *
 * @param {APISelectMenuComponent} select
 * @param {Names} names
 */
export function selectNode(select, names) {
  const chosen = chosenOf(select, names).map(({ label }) => label);
  const placeholder = select.placeholder ?? 'Make a selection';
  return h(
    'button',
    {
      class: 'select',
      type: 'button',
      role: 'combobox',
      'data-key': select.custom_id,
      'data-select': select.custom_id,
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-label': [placeholder, ...chosen].join(': '),
      'aria-disabled': select.disabled ? 'true' : null,
    },
    h('span', { class: chosen.length > 0 ? 'select-value' : 'select-value muted' }, chosen.join(', ') || placeholder),
    icon('chevron'),
  );
}

/**
 * The menu with this custom id, wherever it stands in a message or a modal.
 *
 * @param {readonly object[]} components
 * @param {string} customId
 * @returns {APISelectMenuComponent | null}
 */
export function findSelect(components, customId) {
  for (const component of components) {
    if ('custom_id' in component && component.custom_id === customId)
      return /** @type {APISelectMenuComponent} */ (component);
    const nested = [
      ...('components' in component && Array.isArray(component.components) ? component.components : []),
      ...('component' in component && component.component ? [component.component] : []),
    ];
    const found = findSelect(nested, customId);
    if (found) return found;
  }
  return null;
}
