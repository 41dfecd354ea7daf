/**
 * Makes a shown tree equal to a wanted one by touching only what differs: an edited message keeps its nodes, and with
 * them the reader's focus, selection and scroll position.
 */
import { reveal } from './spoiler.js';

/**
 * @param {Element} shown stays in the document
 * @param {Element} wanted is taken apart
 */
export function morph(shown, wanted) {
  // What one has uncovered stays so.
  if (shown.matches('.spoiler.open') && wanted.matches('.spoiler')) reveal(wanted);
  morphAttributes(shown, wanted);
  const old = [...shown.childNodes];
  const next = [...wanted.childNodes];
  const partners = match(old, next);
  const kept = new Set(partners.values());
  for (const node of old) if (!kept.has(node)) node.remove();
  let cursor = shown.firstChild;
  for (const node of next) {
    const partner = partners.get(node);
    if (!partner) {
      shown.insertBefore(node, cursor);
    } else {
      if (partner === cursor) cursor = cursor.nextSibling;
      else shown.insertBefore(partner, cursor);
      if (partner instanceof Element && node instanceof Element) morph(partner, node);
      else if (partner.nodeValue !== node.nodeValue) partner.nodeValue = node.nodeValue;
    }
  }
}

/**
 * Each wanted node's partner among the shown ones: the one with its key, else of those that are nobody's yet the next of
 * the same tag and class (a page without notes has one text less, and its row of buttons is still that row), else of the
 * same tag.
 *
 * @param {ChildNode[]} old
 * @param {ChildNode[]} next
 */
function match(old, next) {
  /** @type {Map<ChildNode, ChildNode>} */
  const partners = new Map();
  const taken = new Set();
  for (const nameOf of [keyOf, classOf, tagOf]) {
    /** @type {Map<string, ChildNode[]>} */
    const free = new Map();
    for (const node of old) {
      const name = taken.has(node) ? null : nameOf(node);
      if (name === null) continue;
      const others = free.get(name);
      if (others) others.push(node);
      else free.set(name, [node]);
    }
    for (const node of next) {
      const name = partners.has(node) ? null : nameOf(node);
      const partner = name === null ? undefined : free.get(name)?.shift();
      if (partner) {
        partners.set(node, partner);
        taken.add(partner);
      }
    }
  }
  return partners;
}

/** @param {ChildNode} node */
const keyOf = (node) =>
  node instanceof HTMLElement && node.dataset.key !== undefined ? `${node.tagName} ${node.dataset.key}` : null;

/** @param {ChildNode} node */
const classOf = (node) => (node instanceof HTMLElement ? `${node.tagName} ${node.className}` : node.nodeName);

/** @param {ChildNode} node */
const tagOf = (node) => node.nodeName;

/** @param {Element} shown @param {Element} wanted */
function morphAttributes(shown, wanted) {
  for (const { name } of [...shown.attributes]) if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
  for (const { name, value } of wanted.attributes) {
    if (shown.getAttribute(name) === value) continue;
    // The page's policy refuses a style attribute, but not a style that is set as a property.
    if (name === 'style' && shown instanceof HTMLElement) shown.style.cssText = value;
    else shown.setAttribute(name, value);
  }
}
