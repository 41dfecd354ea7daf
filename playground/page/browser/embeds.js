/** Embeds and attachments: the card with the colour bar, pictures, files. */
import { h, icon } from './dom.js';
import { link, markdownNodes } from './markdown-view.js';
import { maybeSpoiler } from './spoiler.js';

/** @import { APIAttachment, APIEmbed, APIEmbedField } from 'discord-api-types/v10' */
/** @import { Names } from './markdown-view.js' */

/**
 * @param {APIEmbed} embed
 * @param {Names} names
 */
export function embedNode(embed, names) {
  const card = h(
    'div',
    { class: 'embed' },
    h(
      'div',
      { class: 'embed-main' },
      embed.author && h('div', { class: 'embed-author' }, maybeLink(embed.author.url, embed.author.name)),
      embed.title && h('div', { class: 'embed-title' }, maybeLink(embed.url, ...markdownNodes(embed.title, names))),
      embed.description && h('div', { class: 'prose' }, ...markdownNodes(embed.description, names)),
    ),
    embed.thumbnail && picture(embed.thumbnail.url, 'Thumbnail', 'thumbnail'),
    embed.fields?.length ? fieldsNode(embed.fields, names) : null,
    embed.image && picture(embed.image.url, 'Picture', 'embed-image'),
    footerNode(embed),
  );
  if (embed.color !== undefined) card.style.setProperty('--accent', hexColour(embed.color));
  return card;
}

/** @param {number} colour */
export const hexColour = (colour) => `#${colour.toString(16).padStart(6, '0')}`;

/** @param {string | undefined} url @param {...(Node | string)} children */
function maybeLink(url, ...children) {
  return url ? link(url, children) : h('span', {}, ...children);
}

/**
 * Inline fields stand up to three beside each other, and a field that is not begins a line of its own.
 *
 * @param {readonly APIEmbedField[]} fields
 * @param {Names} names
 */
function fieldsNode(fields, names) {
  return h(
    'dl',
    { class: 'fields' },
    ...fields.map((field) =>
      h(
        'div',
        { class: field.inline ? 'field inline' : 'field' },
        h('dt', {}, ...markdownNodes(field.name, names)),
        h('dd', {}, ...markdownNodes(field.value, names)),
      ),
    ),
  );
}

/** @param {APIEmbed} embed */
function footerNode(embed) {
  const time = embed.timestamp ? new Date(embed.timestamp) : null;
  if (!embed.footer && !time) return null;
  const words = [embed.footer?.text, time && new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(time)];
  return h('div', { class: 'embed-footer' }, words.filter(Boolean).join(' • '));
}

/**
 * A picture that the double holds; one that lives elsewhere is named and not fetched, since the page loads nothing from
 * outside this machine.
 *
 * @param {string} url
 * @param {string} description
 * @param {string} [className]
 */
export function picture(url, description, className = '') {
  if (isOwn(url)) return h('img', { class: className, src: url, alt: description, loading: 'lazy' });
  return h(
    'div',
    { class: `placeholder ${className}`, role: 'img', 'aria-label': description, title: url },
    description,
  );
}

const isSpoiler = 1 << 3;

/** A file is covered where its sender wished it. @param {APIAttachment} attachment */
export const attachmentNode = (attachment) =>
  maybeSpoiler(Boolean((attachment.flags ?? 0) & isSpoiler), bareAttachment(attachment));

/** @param {APIAttachment} attachment */
function bareAttachment(attachment) {
  const isPicture = attachment.content_type?.startsWith('image/') ?? false;
  if (isPicture && isOwn(attachment.url))
    return picture(attachment.url, attachment.description ?? attachment.filename, 'attached');
  return fileNode(attachment.url, attachment.filename, attachment.size);
}

/** @param {string} url @param {string} name @param {number | undefined} size in bytes */
export function fileNode(url, name, size) {
  return h(
    'div',
    { class: 'file' },
    icon('file'),
    h('a', { href: url, download: name }, name),
    size !== undefined && h('span', { class: 'muted' }, fileSize(size)),
  );
}

/** @param {number} bytes */
export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Both names of this machine lead to the double. @param {string} url */
function isOwn(url) {
  const { protocol, hostname, port } = URL.parse(url, location.href) ?? {};
  return (
    protocol === location.protocol && port === location.port && ['127.0.0.1', 'localhost'].includes(hostname ?? '')
  );
}
