/** The list of a channel's threads, archived ones too, which the sidebar leaves out. */
import { h, icon } from './dom.js';
import { relativeTime } from './markdown-view.js';
import { morph } from './morph.js';
import { closePopupOf, openPopup } from './popup.js';
import { channelIcon } from './sidebar.js';

/** @import { PageChannel } from '../wire.ts' */
/** @import { Store } from './store.js' */

/**
 * @param {HTMLButtonElement} button
 * @param {Store} store
 */
export function showThreads(button, store) {
  /** @type {HTMLElement | null} */
  let panel = null;
  const draw = () => {
    const threads = threadsHere(store);
    button.hidden = threads.length === 0;
    button.replaceChildren(icon('thread'), h('span', { class: 'count' }, String(threads.length)));
    button.setAttribute('aria-label', `Threads: ${threads.length}`);
    if (panel) morph(panel, panelNode(threads, store));
  };
  button.addEventListener('click', () => {
    if (closePopupOf(button)) return;
    panel = panelNode(threadsHere(store), store);
    openPopup(panel, {
      anchor: button.getBoundingClientRect(),
      opener: button,
      closed: () => {
        panel = null;
      },
    });
    const first = panel.querySelector('a');
    (first ?? panel).focus();
  });
  store.addEventListener('place', draw);
  store.onChange((changed) => {
    if (changed.channel.size > 0) draw();
  });
}

/** Those of the channel, also while one is in one of them; what was last active comes first. @param {Store} store */
function threadsHere(store) {
  const threads = store.threadsOf(store.channel?.parentId ?? store.channelId);
  return threads.sort((a, b) => Date.parse(b.activeAt ?? '') - Date.parse(a.activeAt ?? ''));
}

/** @param {readonly PageChannel[]} threads @param {Store} store */
function panelNode(threads, store) {
  const groups = [
    { title: 'Active', list: threads.filter(({ archived }) => !archived) },
    { title: 'Archived', list: threads.filter(({ archived }) => archived) },
  ];
  return h(
    'div',
    { class: 'floating threads', role: 'dialog', 'aria-label': 'Threads', tabindex: -1 },
    ...groups
      .filter(({ list }) => list.length > 0)
      .map(({ title, list }) =>
        h(
          'section',
          { 'data-key': title, 'aria-label': `${title} threads` },
          h('h2', { class: 'floating-title' }, title),
          h('ul', {}, ...list.map((thread) => threadNode(thread, store))),
        ),
      ),
  );
}

/** @param {PageChannel} thread @param {Store} store */
function threadNode(thread, store) {
  const { archived, locked, openedBy, activeAt } = thread;
  const active = activeAt && relativeTime(Date.parse(activeAt) / 1000);
  const about = [openedBy && `opened by ${openedBy}`, active, archived && 'archived', locked && 'locked'];
  return h(
    'li',
    { 'data-key': thread.id },
    h(
      'a',
      {
        class: 'thread-row',
        href: store.addressOf(thread.id),
        'aria-current': thread.id === store.channelId ? 'page' : null,
      },
      channelIcon(thread),
      h(
        'span',
        { class: 'thread-words' },
        h('span', { class: 'thread-name' }, thread.name),
        h('span', { class: 'muted' }, about.filter(Boolean).join(' · ')),
      ),
    ),
  );
}
