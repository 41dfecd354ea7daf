/** Covers over what one may not want to see yet: words, pictures, files, whole containers. A press or a key opens them. */
import { h, setAttribute } from './dom.js';

const COVERED = {
  class: 'spoiler',
  role: 'button',
  tabindex: 0,
  'aria-expanded': 'false',
  'aria-label': 'Spoiler, hidden',
};

/** @param {Node[]} words */
export const spoilerWords = (words) =>
  h('span', COVERED, h('span', { class: 'spoiler-text', 'aria-hidden': 'true' }, ...words));

/** @param {boolean | undefined} spoiler @param {HTMLElement} content */
export function maybeSpoiler(spoiler, content) {
  if (!spoiler) return content;
  return h(
    'div',
    { ...COVERED, class: 'spoiler block' },
    h('div', { class: 'spoiler-text', 'aria-hidden': 'true' }, content),
  );
}

/** @param {Element} spoiler @returns {boolean} whether it was closed */
export function reveal(spoiler) {
  if (spoiler.classList.contains('open')) return false;
  spoiler.classList.add('open');
  spoiler.removeAttribute('role');
  spoiler.removeAttribute('aria-label');
  spoiler.removeAttribute('aria-expanded');
  setAttribute(spoiler, 'tabindex', -1);
  spoiler.firstElementChild?.removeAttribute('aria-hidden');
  return true;
}
