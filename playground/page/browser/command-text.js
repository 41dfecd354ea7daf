/** Commands as one types them: `/fic search query: baker` to a command and its options. Pure. */

/** @import { APIApplicationCommandBasicOption, APIApplicationCommandOption } from 'discord-api-types/v10' */
/** @import { PageCommand } from '../wire.ts' */
import { OptionType } from './discord.js';

/** @typedef {{ path: string, description: string, options: readonly APIApplicationCommandBasicOption[] }} Leaf a command that can be sent */

/**
 * Every command that can be sent, subcommands by their whole path.
 *
 * @param {readonly PageCommand[]} commands
 * @returns {Leaf[]} by name
 */
export function leavesOf(commands) {
  const leaves = commands.flatMap(({ name, description, options }) => leavesUnder(name, description, options ?? []));
  return leaves.sort((a, b) => a.path.localeCompare(b.path));
}

/** @param {string} path @param {string} description @param {readonly APIApplicationCommandOption[]} options @returns {Leaf[]} */
function leavesUnder(path, description, options) {
  const below = options.filter(isNested);
  if (below.length > 0)
    return below.flatMap((each) => leavesUnder(`${path} ${each.name}`, each.description, each.options ?? []));
  return [{ path, description, options: options.filter((option) => !isNested(option)) }];
}

/** @param {APIApplicationCommandOption} option */
const isNested = (option) => option.type === OptionType.Subcommand || option.type === OptionType.SubcommandGroup;

/**
 * What fits the words after the slash: those that begin with them first, then those that hold them.
 *
 * @param {readonly Leaf[]} leaves
 * @param {string} words
 */
export function suggestLeaves(leaves, words) {
  const wanted = words.trim().toLowerCase();
  const begins = leaves.filter(({ path }) => path.toLowerCase().startsWith(wanted));
  const holds = leaves.filter((leaf) => !begins.includes(leaf) && leaf.path.toLowerCase().includes(wanted));
  return [...begins, ...holds];
}

/**
 * Reads a command that is typed or pasted whole. Words that name no option go to the first required option, or else to
 * the first of all.
 *
 * @param {readonly Leaf[]} leaves
 * @param {string} text
 * @returns {{ leaf: Leaf, values: Map<string, string> } | null} null while it names no command
 */
export function readCommand(leaves, text) {
  const typed = text.replace(/^\//, '');
  const fits = leaves.filter(({ path }) => typed === path || typed.startsWith(`${path} `));
  const leaf = fits.sort((a, b) => b.path.length - a.path.length)[0];
  if (!leaf) return null;
  const parts = ` ${typed.slice(leaf.path.length)}`.split(/\s(\S+):/u);
  /** @type {Map<string, string>} */
  const values = new Map();
  let current = (leaf.options.find((option) => option.required) ?? leaf.options[0])?.name ?? '';
  const add = (/** @type {string} */ words) => {
    const value = [values.get(current), words.trim()].filter(Boolean).join(' ');
    if (value && current) values.set(current, value);
  };
  for (const [at, part] of parts.entries()) {
    if (at % 2 === 0) add(part);
    else if (leaf.options.some(({ name }) => name === part)) {
      current = part;
      values.set(current, '');
    } else add(`${part}:`);
  }
  return { leaf, values };
}

/**
 * The choices that fit what is typed: those that begin with it first.
 *
 * @template {{ label: string }} Kind
 * @param {readonly Kind[]} items
 * @param {string} text
 * @returns {Kind[]}
 */
export function fitting(items, text) {
  const wanted = text.trim().toLowerCase();
  const begins = items.filter(({ label }) => label.toLowerCase().startsWith(wanted));
  return [...begins, ...items.filter((item) => !begins.includes(item) && item.label.toLowerCase().includes(wanted))];
}
