/**
 * Makes a shown tree equal to a wanted one by touching only what differs: an edited message keeps its nodes, and with
 * them the reader's focus, selection and scroll position.
 */

/**
 * @param {Element} shown stays in the document
 * @param {Element} wanted is taken apart
 */
export function morph(shown, wanted) {
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
 * Each wanted node's partner among the shown ones: the one with its key, else one that is nobody's of the same tag.
 *
 * @param {ChildNode[]} old
 * @param {ChildNode[]} next
 */
function match(old, next) {
  /** @type {Map<ChildNode, ChildNode>} */
  const partners = new Map();
  const taken = new Set();
  for (const nameOf of [keyOf, tagOf]) {
    /** @type {Map<string, ChildNode[]>} */
    const free = new Map();
    for (const node of old) {
      if (taken.has(node)) continue;
      const others = free.get(nameOf(node));
      if (others) others.push(node);
      else free.set(nameOf(node), [node]);
    }
    for (const node of next) {
      const partner = partners.has(node) ? undefined : free.get(nameOf(node))?.shift();
      if (partner) {
        partners.set(node, partner);
        taken.add(partner);
      }
    }
  }
  return partners;
}

/** @param {ChildNode} node */
const tagOf = (node) => (node instanceof Element ? `${node.tagName} ${node.className}` : node.nodeName);

/** @param {ChildNode} node */
const keyOf = (node) => (node instanceof HTMLElement ? `${node.tagName} ${node.dataset.key ?? ''}` : node.nodeName);

/** @param {Element} shown @param {Element} wanted */
function morphAttributes(shown, wanted) {
  for (const { name } of [...shown.attributes]) if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
  for (const { name, value } of wanted.attributes) {
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
}
