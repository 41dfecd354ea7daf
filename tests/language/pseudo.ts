/**
 * A language that is English in disguise: each letter with an accent, each sentence longer by a third and between brackets, with
 * all the plural forms of Polish. What is said past the files of `locales/` shows at once.
 */
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  isLiteralElement,
  isPluralElement,
  isSelectElement,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import { ROOT } from '#src/config.ts';
import { FALLBACK } from '#src/language/files.ts';
import { readMessage } from '#src/language/message-needs.ts';
import { longest } from '#tests/language/faults.ts';
import { mostOf } from '#tests/language/limits.ts';

/** A language that Discord knows, whose numbers have four forms. */
export const PSEUDO = 'pl';

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ACCENTED = 'ÀßÇĐÈƑĜĤÎĴĶĹṀÑÖÞǪŔŠŢÛṼŴẊÝŽàƀçđèƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž';
const PADDING = 'ǹöţ ';
const LONGER = 0.35;
/** What Discord reads at the beginning of a line. */
const LINE_MARK = /^(?:#{1,3} |-# |- |> )*/;

/** What stands between backticks is typed as it is, and stays. */
function accented(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`') ? part : part.replace(/[A-Za-z]/g, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter),
    )
    .join('');
}

/** @param key - of the sentence, or of a command's text, which is said as it stands. */
function pseudoSentence(key: string, english: string): string {
  if (key.startsWith('commands.')) return bracketed(key, accented(english), english.length, english.length);
  const message = disguised(readMessage(english));
  const length = longest(message);
  const text = printAST(message);
  return bracketed(key, text, length, length);
}

/** @param length - of its longest form, which Discord bounds. */
function bracketed(key: string, text: string, length: number, grown: number): string {
  const room = Math.max(0, Math.min(Math.ceil(grown * LONGER), mostOf(key) - length - 2));
  const padding = room < 2 ? '' : ` ${PADDING.repeat(Math.ceil(room / PADDING.length)).slice(0, room - 1)}`.trimEnd();
  if (mostOf(key) < length + 2) return text;
  const [mark = ''] = LINE_MARK.exec(text) ?? [];
  return `${mark}⟦${text.slice(mark.length)}${padding}⟧`;
}

function disguised(message: readonly MessageFormatElement[]): MessageFormatElement[] {
  return message.map((element) => {
    if (isLiteralElement(element)) return { ...element, value: accented(element.value) };
    if (isSelectElement(element))
      return { ...element, options: formsOf(element.options, Object.keys(element.options)) };
    if (!isPluralElement(element)) return element;
    const exact = Object.keys(element.options).filter((form) => form.startsWith('='));
    const { pluralCategories } = new Intl.PluralRules(PSEUDO).resolvedOptions();
    return { ...element, options: formsOf(element.options, [...exact, ...pluralCategories]) };
  });
}

type Forms = Record<string, { value: MessageFormatElement[] }>;

function formsOf(options: Forms, names: readonly string[]): Forms {
  const { other } = options;
  return Object.fromEntries(names.map((name) => [name, { value: disguised((options[name] ?? other)?.value ?? []) }]));
}

type Tree = { readonly [name: string]: string | Tree };
/** Changes one text: its key, what it is in the pseudo-language; null takes it out. */
export type Change = (key: string, text: string) => string | null;

/** A folder as `locales/`, with English and the pseudo-language in it; the caller removes it. */
export async function pseudoFolder(change: Change = (_, text) => text): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ficus-locales-'));
  for (const name of [FALLBACK, PSEUDO]) await mkdir(join(folder, name));
  const english = resolve(ROOT, 'locales', FALLBACK);
  for (const file of await readdir(english)) {
    const text = await readFile(join(english, file), 'utf8');
    await writeFile(join(folder, FALLBACK, file), text);
    const tree = treeOf(file.replace('.json', ''), JSON.parse(text), change);
    await writeFile(join(folder, PSEUDO, file), JSON.stringify(tree));
  }
  return folder;
}

function treeOf(path: string, tree: Tree, change: Change): Tree {
  const entries = Object.entries(tree).map(([name, below]) => {
    const key = /^[a-z-]+\.(?:commands|errors|kept)(?:$|\.)/.test(`${path}.${name}`)
      ? `${path}.${name}`.replace(/^[a-z-]+\./, '')
      : `${path}.${name}`;
    return [name, typeof below === 'string' ? change(key, pseudoSentence(key, below)) : treeOf(key, below, change)];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}
