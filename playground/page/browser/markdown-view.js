/** Discord's Markdown as DOM nodes. */
import { h } from './dom.js';
import { parseMarkdown } from './markdown.js';
import { spoilerWords } from './spoiler.js';

/** @import { Inline } from './markdown.js' */

/**
 * What a mention stands for in this view.
 *
 * @typedef {object} Names
 * @property {(kind: 'user' | 'role', id: string) => string} name
 * @property {(id: string) => boolean} isPerson
 * @property {(id: string) => { name: string, href: string } | null} channel null where the member sees no such channel
 */

/**
 * @param {string} source
 * @param {Names} names
 * @returns {Node[]}
 */
export function markdownNodes(source, names) {
  return parseMarkdown(source).map((node) => view(node, names));
}

/** @param {Inline} node @param {Names} names @returns {Node} */
function view(node, names) {
  /** @param {readonly Inline[]} nodes */
  const all = (nodes) => nodes.map((child) => view(child, names));
  switch (node.type) {
    case 'text':
      return document.createTextNode(node.text);
    case 'strong':
      return h('strong', {}, ...all(node.children));
    case 'emphasis':
      return h('em', {}, ...all(node.children));
    case 'underline':
      return h('u', {}, ...all(node.children));
    case 'strike':
      return h('s', {}, ...all(node.children));
    case 'subtext':
      return h('small', { class: 'subtext' }, ...all(node.children));
    case 'quote':
      return h('blockquote', {}, ...all(node.children));
    case 'heading':
      // The page has h1 to h3 itself: headings of messages come below them.
      return h(HEADINGS[node.level], { class: `heading-${node.level}` }, ...all(node.children));
    case 'spoiler':
      return spoilerWords(all(node.children));
    case 'code':
      return h('code', {}, node.text);
    case 'code-block':
      return h('pre', { tabindex: 0 }, h('code', {}, node.text));
    case 'list':
      return h(
        node.ordered ? 'ol' : 'ul',
        { start: node.ordered && node.start !== 1 && node.start },
        ...node.items.map((item) => h('li', {}, ...all(item))),
      );
    case 'link':
      return link(node.url, all(node.children));
    case 'mention':
      return mention(node, names);
    case 'command':
      return h('button', { class: 'mention', type: 'button', 'data-command': node.name }, `/${node.name}`);
    case 'emoji':
      return document.createTextNode(`:${node.name}:`);
    case 'time':
      return time(node.seconds, node.style);
  }
}

const HEADINGS = /** @type {const} */ ({ 1: 'h4', 2: 'h5', 3: 'h6' });

/**
 * A link out of the page, or to a channel of the double where it is one of Discord's own message links.
 *
 * @param {string} url
 * @param {(Node | string)[]} children
 */
export function link(url, children) {
  return h('a', { ...linkAttributes(url), title: url }, ...children);
}

/** @param {string} url */
export function linkAttributes(url) {
  const channel = /^https:\/\/(?:\w+\.)?discord\.com\/channels\/(?:\d+|@me)\/(\d+)/.exec(url)?.[1];
  return channel ? { href: `#channel=${channel}` } : { href: url, target: '_blank', rel: 'noopener noreferrer' };
}

/** @param {Extract<Inline, { type: 'mention' }>} node @param {Names} names */
function mention(node, names) {
  switch (node.kind) {
    case 'everyone':
      return h('span', { class: 'mention' }, `@${node.id}`);
    case 'channel': {
      const channel = names.channel(node.id);
      return channel
        ? h('a', { class: 'mention', href: channel.href }, `#${channel.name}`)
        : h('span', { class: 'mention' }, '#no-access');
    }
    default: {
      const words = `@${names.name(node.kind, node.id)}`;
      return node.kind === 'user' && names.isPerson(node.id)
        ? h('button', { class: 'mention', type: 'button', 'data-person': node.id, 'aria-haspopup': 'dialog' }, words)
        : h('span', { class: 'mention' }, words);
    }
  }
}

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const TIME_STYLES = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** @type {readonly [Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** @param {number} seconds since 1970 @param {string} style */
function time(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return document.createTextNode('Invalid date');
  const title = new Intl.DateTimeFormat(undefined, TIME_STYLES.F).format(date);
  const words =
    style === 'R' ? relativeTime(seconds) : new Intl.DateTimeFormat(undefined, TIME_STYLES[style]).format(date);
  return h('time', { datetime: date.toISOString(), title }, words);
}

/** @param {number} seconds since 1970 */
export function relativeTime(seconds) {
  const away = seconds - Date.now() / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(Math.round(away / size), unit);
}
