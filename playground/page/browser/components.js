/** A message's components, both generations: rows of buttons and menus, and containers, sections, galleries. */
import { ButtonStyle, ComponentType } from './discord.js';
import { h, icon } from './dom.js';
import { fileNode, hexColour, picture } from './embeds.js';
import { linkAttributes, markdownNodes } from './markdown-view.js';

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
      return selectNode(component);
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
      return h('div', { class: 'gallery' }, ...component.items.map(galleryItem));
    case ComponentType.File:
      return fileNode(component.file.url, component.name ?? fileNameOf(component.file.url), component.size);
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

/** @param {boolean | undefined} spoiler @param {HTMLElement} content */
function maybeSpoiler(spoiler, content) {
  if (!spoiler) return content;
  return h(
    'div',
    { class: 'spoiler block', role: 'button', tabindex: 0, 'aria-expanded': 'false', 'aria-label': 'Spoiler, hidden' },
    h('div', { class: 'spoiler-text', 'aria-hidden': 'true' }, content),
  );
}

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
 * The closed menu; select.js opens it.
 *
 * @param {APISelectMenuComponent} select
 */
export function selectNode(select) {
  const chosen = select.type === ComponentType.StringSelect ? select.options.filter((option) => option.default) : [];
  const placeholder = select.placeholder ?? 'Make a selection';
  return h(
    'button',
    {
      class: 'select',
      type: 'button',
      role: 'combobox',
      'data-key': placeholder,
      'data-select': select.custom_id,
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-label': [placeholder, ...chosen.map((option) => option.label)].join(': '),
      'aria-disabled': select.disabled ? 'true' : null,
    },
    h(
      'span',
      { class: chosen.length ? 'select-value' : 'select-value muted' },
      chosen.map((option) => option.label).join(', ') || placeholder,
    ),
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
