/** Something small that opens over the page: it takes the focus, goes by Escape or a press elsewhere, and gives the focus back. */
import { placeBeside } from './float.js';

/** @import { Anchor } from './float.js' */

/** The one that is open: there is never a second. @type {{ panel: HTMLElement, close: (back: boolean) => void } | null} */
let current = null;

/**
 * @param {HTMLElement} panel
 * @param {object} place
 * @param {Anchor} place.anchor
 * @param {HTMLElement | null} place.opener has the focus again afterwards
 * @param {() => void} [place.closed]
 * @returns {(back: boolean) => void} closes it; `back` says whether the focus goes back
 */
export function openPopup(panel, { anchor, opener, closed = () => {} }) {
  current?.close(false);
  const away = new AbortController();
  const { signal } = away;
  /** @param {boolean} back */
  const close = (back) => {
    if (current?.panel !== panel) return;
    current = null;
    away.abort();
    panel.remove();
    opener?.setAttribute('aria-expanded', 'false');
    if (back && opener?.isConnected) opener.focus({ preventScroll: true });
    closed();
  };
  current = { panel, close };
  document.body.append(panel);
  placeBeside(panel, anchor);
  opener?.setAttribute('aria-expanded', 'true');
  panel.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close(true);
    },
    { signal },
  );
  panel.addEventListener(
    'focusout',
    (event) => {
      if (event.relatedTarget instanceof Node && !panel.contains(event.relatedTarget)) close(false);
    },
    { signal },
  );
  addEventListener(
    'pointerdown',
    (event) => {
      const inside = event.target instanceof Node && (panel.contains(event.target) || opener?.contains(event.target));
      if (!inside) close(false);
    },
    { signal, capture: true },
  );
  addEventListener('resize', () => close(false), { signal });
  addEventListener('hashchange', () => close(false), { signal });
  return close;
}

/** Whether the popup that is open belongs to this button: pressed again, it closes. @param {HTMLElement} opener */
export function closePopupOf(opener) {
  if (opener.getAttribute('aria-expanded') !== 'true') return false;
  current?.close(true);
  return true;
}
