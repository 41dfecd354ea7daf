/** The panel of what Discord would refuse: each request of the bot with the rules that it broke, and where they are written. */
import { h, icon } from './dom.js';
import { morph } from './morph.js';

/** @import { BrokenRule } from '../../world/model.ts' */
/** @import { PageRefusal } from '../wire.ts' */
/** @import { Store } from './store.js' */

/**
 * @param {HTMLElement} root
 * @param {HTMLButtonElement} again brings the panel back after it was put away
 * @param {Store} store
 */
export function showRefusals(root, again, store) {
  const status = h('p', { class: 'visually-hidden', role: 'status' });
  const shown = h('div', { hidden: true });
  root.append(status, shown);
  // On a phone there is one line, until one asks for more.
  let open = !matchMedia('(max-width: 700px)').matches;
  /** The newest one that was put away: what comes after it shows the panel again. */
  let away = 0;
  let told = 0;

  const draw = () => {
    const all = [...store.things.refusal.values()].sort((a, b) => b.order - a.order);
    const [newest] = all;
    // A playground that was started anew counts from the beginning.
    if ((newest?.order ?? 0) < told) away = 0;
    const hidden = !newest || newest.order <= away;
    if (newest && newest.order > told) status.textContent = `Discord would refuse this: ${lineOf(newest)}`;
    told = newest?.order ?? 0;
    again.hidden = !newest || !hidden;
    again.setAttribute('aria-label', `Refused requests: ${all.length}`);
    again.replaceChildren(icon('refused'), h('span', { class: 'count' }, String(all.length)));
    morph(shown, newest ? panelNode(newest, all, open, hidden) : h('div', { hidden: true }));
  };
  root.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest('[data-toggle]')) open = !open;
    else if (target.closest('[data-away]')) away = told;
    else return;
    draw();
    if (away === told) again.focus();
  });
  again.addEventListener('click', () => {
    away = 0;
    open = true;
    draw();
    const toggle = root.querySelector('[data-toggle]');
    if (toggle instanceof HTMLElement) toggle.focus();
  });
  store.addEventListener('state', draw);
  store.onChange((changed) => {
    if (changed.refusal.size > 0) draw();
  });
}

/** @param {PageRefusal} newest @param {readonly PageRefusal[]} all @param {boolean} open @param {boolean} hidden */
function panelNode(newest, all, open, hidden) {
  return h(
    'div',
    { class: open ? 'refusals open' : 'refusals', hidden },
    h(
      'div',
      { class: 'refusals-bar' },
      icon('refused'),
      h('p', {}, h('b', {}, 'Discord would refuse this:'), !open && ` ${lineOf(newest)}`),
      all.length > 1 && h('span', { class: 'count', 'aria-label': `${all.length} refusals` }, String(all.length)),
      h(
        'button',
        { class: 'text-button', type: 'button', 'data-toggle': true, 'aria-expanded': String(open) },
        open ? 'Less' : 'Details',
      ),
      h(
        'button',
        { class: 'icon-button', type: 'button', 'data-away': true, 'aria-label': 'Put the refusals away' },
        icon('close'),
      ),
    ),
    open && h('ol', { class: 'refusal-list', tabindex: 0, 'aria-label': 'Refused requests' }, ...all.map(refusalNode)),
  );
}

/** @param {PageRefusal} refusal */
const lineOf = (refusal) =>
  `${refusal.method} ${refusal.path} — ${refusal.message} (${codeOf(refusal)})${timesOf(refusal)}`;

/** @param {PageRefusal} refusal */
const codeOf = ({ code, status }) => (code ? `code ${code}` : `HTTP ${status}`);

/** @param {PageRefusal} refusal */
const timesOf = ({ times }) => (times > 1 ? `, ${times} times` : '');

/** @param {PageRefusal} refusal */
function refusalNode(refusal) {
  return h(
    'li',
    { 'data-key': refusal.id },
    h('p', {}, lineOf(refusal)),
    refusal.broken.length > 0 && h('ul', {}, ...refusal.broken.map(ruleNode)),
  );
}

/** @param {BrokenRule} rule */
function ruleNode({ path, says, source }) {
  return h(
    'li',
    {},
    path && h('code', {}, path),
    path && ' ',
    says,
    source && ' ',
    source && h('a', { href: source, target: '_blank', rel: 'noopener noreferrer' }, 'Source'),
  );
}
