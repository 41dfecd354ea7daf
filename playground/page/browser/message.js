/** One message as the chat shows it: who, when, in answer to what, and all that it holds. */
import { moreButton } from './apps.js';
import { componentNode } from './components.js';
import { MessageFlag } from './discord.js';
import { h, icon } from './dom.js';
import { attachmentNode, embedNode } from './embeds.js';
import { parseMarkdown, plainText } from './markdown.js';
import { markdownNodes } from './markdown-view.js';

/** @import { PageMessage } from '../wire.ts' */
/** @import { Sent, Store } from './store.js' */

/**
 * @param {PageMessage} message
 * @param {Store} store
 */
export function messageNode(message, store) {
  const use = store.uses.get(message.id);
  const ephemeral = Boolean(message.flags & MessageFlag.Ephemeral);
  return h(
    'li',
    {
      class: ['message', ephemeral && 'ephemeral', use === 'pending' && 'pending'].filter(Boolean).join(' '),
      id: `message-${message.id}`,
      'data-message': message.id,
      'aria-busy': use === 'pending' ? 'true' : null,
      tabindex: -1,
    },
    contextLine(message, store),
    avatar(message.author.name, message.author.bot),
    h(
      'div',
      { class: 'message-body' },
      h(
        'div',
        { class: 'byline' },
        authorNode(message, store),
        message.author.bot && h('span', { class: 'tag' }, 'APP'),
        timeNode(message.createdAt),
        message.edited && h('span', { class: 'edited' }, '(edited)'),
      ),
      ...bodyNodes(message, store),
      use === 'failed' && h('p', { class: 'failed', role: 'alert' }, 'This interaction failed'),
      ephemeral &&
        h(
          'p',
          { class: 'only-you' },
          'Only you can see this · ',
          h('button', { class: 'text-button', type: 'button', 'data-dismiss': message.id }, 'Dismiss message'),
        ),
    ),
    moreButton(message, store),
  );
}

/** @param {PageMessage} message @param {Store} store */
function authorNode({ author }, store) {
  if (!store.names.isPerson(author.id)) return h('span', { class: 'author' }, author.name);
  return h(
    'button',
    { class: 'author text-button', type: 'button', 'data-person': author.id, 'aria-haspopup': 'dialog' },
    author.name,
  );
}

/** @param {PageMessage} message @param {Store} store */
function bodyNodes(message, store) {
  const { names } = store;
  if (message.event) return [h('p', { class: 'event' }, message.event), threadNode(message, store)];
  if (message.flags & MessageFlag.Loading) {
    return [
      h(
        'p',
        { class: 'thinking' },
        h('span', { class: 'dots', 'aria-hidden': 'true' }),
        `${message.author.name} is thinking…`,
      ),
    ];
  }
  const v2 = Boolean(message.flags & MessageFlag.ComponentsV2);
  const embeds = message.flags & MessageFlag.SuppressEmbeds ? [] : message.embeds;
  const shownInEmbeds = new Set(embeds.flatMap((embed) => [embed.image?.url, embed.thumbnail?.url]));
  const attachments = v2 ? [] : message.attachments.filter(({ url }) => !shownInEmbeds.has(url));
  return [
    message.content && h('div', { class: 'prose content' }, ...markdownNodes(message.content, names)),
    ...attachments.map(attachmentNode),
    ...embeds.map((embed) => embedNode(embed, names)),
    ...message.components.map((component) => componentNode(component, names)),
    threadNode(message, store),
  ];
}

/** @param {PageMessage} message @param {Store} store */
function contextLine(message, store) {
  if (message.used) {
    return h(
      'p',
      { class: 'context' },
      icon('reply'),
      h('b', {}, message.used.name),
      ' used ',
      h('span', { class: 'mention' }, message.used.command),
    );
  }
  const original = message.replyToId ? store.message(message.replyToId) : null;
  if (!original) return null;
  return h('p', { class: 'context' }, icon('reply'), h('b', {}, original.author.name), ` ${firstWords(original, 80)}`);
}

/** @param {PageMessage} message @param {Store} store */
function threadNode(message, store) {
  const thread = message.threadId ? store.things.channel.get(message.threadId) : null;
  return (
    thread &&
    h(
      'a',
      { class: 'thread-card', href: store.addressOf(thread.id) },
      icon('thread'),
      h('b', {}, thread.name),
      ' Open thread',
    )
  );
}

/**
 * A command that Discord's client shows by itself, before there is any answer or in place of one.
 *
 * @param {Sent} sent
 */
export function sentNode(sent) {
  return h(
    'li',
    { class: 'message ephemeral', 'data-key': `sent-${sent.id}`, tabindex: -1 },
    h(
      'p',
      { class: 'context' },
      icon('reply'),
      h('b', {}, sent.name),
      ' used ',
      h('span', { class: 'mention' }, sent.command),
    ),
    avatar('Ficus', true),
    h(
      'div',
      { class: 'message-body' },
      sent.state === 'sending'
        ? h('p', { class: 'thinking' }, h('span', { class: 'dots', 'aria-hidden': 'true' }), 'Sending command…')
        : h('p', { class: 'failed', role: 'alert' }, sent.reason),
      sent.state !== 'sending' &&
        h(
          'p',
          { class: 'only-you' },
          'Only you can see this · ',
          h('button', { class: 'text-button', type: 'button', 'data-forget': sent.id }, 'Dismiss message'),
        ),
    ),
  );
}

/** @param {string} name @param {boolean} bot */
function avatar(name, bot) {
  const hue = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0) * 37, 0) % 360;
  const circle = h('div', { class: bot ? 'avatar bot' : 'avatar', 'aria-hidden': 'true' }, name.slice(0, 1));
  circle.style.setProperty('--hue', String(hue));
  return circle;
}

/** @param {string} iso */
function timeNode(iso) {
  const date = new Date(iso);
  const today = date.toDateString() === new Date().toDateString();
  const short = new Intl.DateTimeFormat(
    undefined,
    today ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' },
  );
  const long = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
  return h('time', { datetime: iso, title: long.format(date) }, short.format(date));
}

/**
 * What a screen reader hears of a message that came or was edited.
 *
 * @param {PageMessage} message
 * @param {number} [length] in characters, about
 */
export function firstWords(message, length = 200) {
  const texts =
    message.event ??
    plainText(
      parseMarkdown(
        [message.content, ...textsOf(message.embeds), ...textsOf(message.components)].filter(Boolean).join('\n'),
      ),
    );
  const line = texts.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}

/** Every title, description and text in it, in reading order. @param {readonly object[]} parts @returns {string[]} */
function textsOf(parts) {
  return parts.flatMap((part) => [
    ...('title' in part && typeof part.title === 'string' ? [part.title] : []),
    ...('description' in part && typeof part.description === 'string' ? [part.description] : []),
    ...('content' in part && typeof part.content === 'string' ? [part.content] : []),
    ...('components' in part && Array.isArray(part.components) ? textsOf(part.components) : []),
  ]);
}
