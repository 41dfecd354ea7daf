/** Where a menu or a card stands that opens beside something: near it, and within the window. */

/** @typedef {Pick<DOMRect, 'left' | 'top' | 'bottom'>} Anchor */

const MARGIN = 8;

/** The place of a press, for menus that open where the pointer is. @param {number} x @param {number} y @returns {Anchor} */
export const pointAt = (x, y) => ({ left: x, top: y, bottom: y });

/**
 * Below the anchor where there is room, else above it.
 *
 * @param {HTMLElement} panel is in the document already
 * @param {Anchor} anchor
 */
export function placeBeside(panel, { left, top, bottom }) {
  const { width, height } = panel.getBoundingClientRect();
  const fits = bottom + 4 + height <= innerHeight - MARGIN;
  const y = fits ? bottom + 4 : Math.max(MARGIN, Math.min(top - 4 - height, innerHeight - height - MARGIN));
  panel.style.setProperty('left', `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`);
  panel.style.setProperty('top', `${y}px`);
}
