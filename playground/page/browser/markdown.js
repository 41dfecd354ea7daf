/**
 * Discord's Markdown: text in, a tree out. Pure; markdown-view.js makes DOM nodes of the tree.
 *
 * As Discord's own parser it stands at one position, tries each rule in order, and takes a character as text when none
 * fits: whatever is not closed stays as it was typed.
 */

/**
 * @typedef {{ type: 'text', text: string }
 *   | { type: 'strong' | 'emphasis' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'subtext', children: Inline[] }
 *   | { type: 'heading', level: 1 | 2 | 3, children: Inline[] }
 *   | { type: 'list', ordered: boolean, start: number, items: Inline[][] }
 *   | { type: 'code', text: string }
 *   | { type: 'code-block', language: string, text: string }
 *   | { type: 'link', url: string, children: Inline[] }
 *   | { type: 'mention', kind: 'user' | 'role' | 'channel' | 'everyone', id: string }
 *   | { type: 'command', name: string }
 *   | { type: 'emoji', name: string }
 *   | { type: 'time', seconds: number, style: string }} Inline
 */
/** @typedef {{ depth: number, block: boolean, quoted: boolean, linked: boolean }} Context `block`: the source begins a line. */
/** @typedef {{ pattern: RegExp, lineStart?: boolean, parse(match: RegExpExecArray, context: Context): Inline | null }} Rule */

/** Deeper markup is shown as typed: nobody writes it, and a parser must not run out of stack. */
const MAX_DEPTH = 12;

/**
 * @param {string} source
 * @returns {Inline[]}
 */
export function parseMarkdown(source) {
  return parse(source, { depth: 0, block: true, quoted: false, linked: false });
}

/**
 * What a person reads of it, for announcements and labels.
 *
 * @param {readonly Inline[]} nodes
 * @returns {string}
 */
export function plainText(nodes) {
  return nodes.map(plainTextOf).join('');
}

/** @param {Inline} node @returns {string} */
function plainTextOf(node) {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'code-block':
      return node.text;
    case 'list':
      return node.items.map((item) => `${plainText(item)}\n`).join('');
    case 'heading':
    case 'quote':
    case 'subtext':
      return `${plainText(node.children)}\n`;
    case 'mention':
      return node.kind === 'everyone' ? `@${node.id}` : '';
    case 'command':
      return `/${node.name}`;
    case 'emoji':
      return `:${node.name}:`;
    case 'time':
      return '';
    case 'spoiler':
      return 'spoiler';
    default:
      return plainText(node.children);
  }
}

/**
 * @param {string} source
 * @param {Context} context
 * @returns {Inline[]}
 */
function parse(source, context) {
  /** @type {Inline[]} */
  const nodes = [];
  let text = '';
  let at = 0;
  const flush = () => {
    if (text) nodes.push({ type: 'text', text });
    text = '';
  };
  while (at < source.length) {
    const found = context.depth < MAX_DEPTH ? firstMatch(source, at, context) : null;
    if (found) {
      if (found.node.type === 'text') text += found.node.text;
      else {
        flush();
        nodes.push(found.node);
      }
      at += found.length;
    } else {
      const plain = plainRun(source, at);
      text += plain;
      at += plain.length;
    }
  }
  flush();
  return nodes;
}

/** Letters and digits begin no rule but a bare link's: they are taken whole words at a time. */
const WORD = /(?!https?:\/\/)[\p{L}\p{N}]+ ?/uy;

/**
 * @param {string} source
 * @param {number} at
 */
function plainRun(source, at) {
  WORD.lastIndex = at;
  const word = WORD.exec(source)?.[0];
  return word ?? String.fromCodePoint(source.codePointAt(at) ?? 0);
}

/**
 * @param {string} source
 * @param {number} at
 * @param {Context} context
 */
function firstMatch(source, at, context) {
  const lineStart = at === 0 ? context.block : source[at - 1] === '\n';
  for (const rule of RULES) {
    if (rule.lineStart && !lineStart) continue;
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(source);
    const node = match && rule.parse(match, context);
    if (match && node) return { node, length: match[0].length };
  }
  return null;
}

/** @param {string} source @param {Context} context @param {Partial<Context>} [change] */
const inside = (source, context, change = {}) =>
  parse(source, { ...context, block: false, ...change, depth: context.depth + 1 });

/** @param {'strong' | 'emphasis' | 'underline' | 'strike' | 'spoiler' | 'subtext'} type @returns {Rule['parse']} */
const span = (type) => (match, context) => ({ type, children: inside(match[1] ?? '', context) });

/** @param {'user' | 'role' | 'channel' | 'everyone'} kind @returns {Rule['parse']} */
const mention = (kind) => (match) => ({ type: 'mention', kind, id: match[1] ?? '' });

/** @type {Rule['parse']} */
const bareLink = (match, context) =>
  context.linked || !isWebUrl(match[1] ?? '')
    ? null
    : { type: 'link', url: match[1] ?? '', children: [{ type: 'text', text: match[1] ?? '' }] };

/**
 * In the order in which Discord tries them; every pattern is sticky and matches from where the parser stands.
 *
 * @type {readonly Rule[]}
 */
const RULES = [
  {
    pattern: /(#{1,3})[ \t]+([^\n]*\S[^\n]*)(?:\n|$)/y,
    lineStart: true,
    parse: ([, marks = '', text = ''], context) => ({
      type: 'heading',
      level: marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3,
      children: inside(text.trim(), context),
    }),
  },
  { pattern: /-#[ \t]+([^\n]*\S[^\n]*)(?:\n|$)/y, lineStart: true, parse: span('subtext') },
  {
    pattern: />>>[ \t]+([\s\S]*)/y,
    lineStart: true,
    parse: (match, context) => (context.quoted ? null : quote(match[1] ?? '', context)),
  },
  {
    pattern: /(?:>(?:[ \t][^\n]*)(?:\n|$))+/y,
    lineStart: true,
    parse: (match, context) =>
      context.quoted ? null : quote(match[0].replace(/\n$/, '').replace(/^>[ \t]/gm, ''), context),
  },
  {
    pattern: / *[-*][ \t]+\S[^\n]*(?:\n(?: +|[-*][ \t]+)\S[^\n]*)*(?:\n|$)/y,
    lineStart: true,
    parse: (match, context) => list(match[0], context),
  },
  {
    pattern: / *\d{1,9}\.[ \t]+\S[^\n]*(?:\n(?: +|\d{1,9}\.[ \t]+)\S[^\n]*)*(?:\n|$)/y,
    lineStart: true,
    parse: (match, context) => list(match[0], context),
  },
  { pattern: /\\([!-/:-@[-`{-~])/y, parse: (match) => ({ type: 'text', text: match[1] ?? '' }) },
  {
    pattern: /```(?:([A-Za-z0-9_+\-.#]+)\n)?\n*([\s\S]*?[^\n])\n*```\n?/y,
    parse: ([, language = '', text = '']) => ({ type: 'code-block', language, text }),
  },
  {
    pattern: /(`{1,2})([^`](?:[\s\S]*?[^`])??)\1(?!`)/y,
    parse: (match) => ({ type: 'code', text: (match[2] ?? '').replace(/^ (?=`)|(?<=`) $/g, '') }),
  },
  { pattern: /<(https?:\/\/[^\s<>]+)>/y, parse: bareLink },
  { pattern: /<@!?(\d+)>/y, parse: mention('user') },
  { pattern: /<@&(\d+)>/y, parse: mention('role') },
  { pattern: /<#(\d+)>/y, parse: mention('channel') },
  { pattern: /@(everyone|here)\b/y, parse: mention('everyone') },
  { pattern: /<\/([-_'\p{L}\p{N} ]{1,100}):\d+>/uy, parse: (match) => ({ type: 'command', name: match[1] ?? '' }) },
  { pattern: /<a?:(\w{2,32}):\d+>/y, parse: (match) => ({ type: 'emoji', name: match[1] ?? '' }) },
  {
    pattern: /<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y,
    parse: (match) => ({ type: 'time', seconds: Number(match[1]), style: match[2] ?? 'f' }),
  },
  {
    pattern: /\[((?:\\.|\[[^\][\n]*\]|[^\][\\\n])+)\]\(\s*<?((?:\([^\s()]*\)|[^\s()<>])+)>?(?:\s+"[^"\n]*")?\s*\)/y,
    parse: ([, label = '', url = ''], context) =>
      context.linked || !isWebUrl(url)
        ? null
        : { type: 'link', url, children: inside(label, context, { linked: true }) },
  },
  { pattern: /(https?:\/\/[^\s<]+[^\s<.,:;"'\])*_~|\\!?])/y, parse: bareLink },
  { pattern: /\|\|([\s\S]+?)\|\|/y, parse: span('spoiler') },
  { pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, parse: span('strong') },
  { pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, parse: span('underline') },
  { pattern: /~~((?:\\[\s\S]|[^\\])+?)~~/y, parse: span('strike') },
  {
    pattern: /\*(?=[^\s*])((?:\\[\s\S]|\*\*(?:\\[\s\S]|[^\\*])+\*\*|[^\\*])+?)(?<!\s)\*(?!\*)/y,
    parse: span('emphasis'),
  },
  {
    pattern: /(?<![\p{L}\p{N}])_((?:\\[\s\S]|__(?:\\[\s\S]|[^\\_])+__|[^\\_])+?)_(?![\p{L}\p{N}_])/uy,
    parse: span('emphasis'),
  },
];

/** @param {string} text @param {Context} context @returns {Inline} */
function quote(text, context) {
  return { type: 'quote', children: inside(text, context, { block: true, quoted: true }) };
}

const ITEM = /^( *)([-*]|\d+\.)[ \t]+(.*)$/;

/**
 * Lines that are indented deeper than the first item belong to the item above them, and are a list of their own there.
 *
 * @param {string} text
 * @param {Context} context
 * @returns {Inline}
 */
function list(text, context) {
  /** @type {string[]} */
  const items = [];
  const lines = text.replace(/\n$/, '').split('\n');
  const [, indent = '', marker = '-'] = ITEM.exec(lines[0] ?? '') ?? [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    const last = items.length - 1;
    if (last < 0 || (item && (item[1] ?? '').length <= indent.length)) items.push(item?.[3] ?? line);
    else items[last] += `\n${line.slice(Math.min(indent.length + 2, line.search(/\S|$/)))}`;
  }
  return {
    type: 'list',
    ordered: marker !== '-' && marker !== '*',
    start: Number.parseInt(marker, 10) || 1,
    items: items.map((item) => inside(item, context, { block: true })),
  };
}

/** Only the web's own schemes: `javascript:` and the rest stay text. @param {string} url */
export function isWebUrl(url) {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
