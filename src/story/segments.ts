/**
 * Where sentences, words and characters end, as a reader of fiction sees it: Intl.Segmenter, and what it does not know.
 *
 * Callers hand in one page's text, never a chapter: the segmenter takes half a second for a million words.
 */

/** What takes a full stop and goes on: "Mr. Holmes". Words that as often end a sentence ("etc.", "a.m.") are not here. */
const ABBREVIATIONS = new Set(
  [
    'Mr Mrs Ms Mx Dr Prof St Ste Sr Jr Capt Cpt Col Gen Lt Sgt Cpl Pvt Maj Cmdr Adm Rev Hon Fr Messrs Mme Mlle Mgr Mt Ft',
    'Gov Sen Rep Pres Supt Insp Det No Nos Vol Ch Fig vs viz cf ca al eg ie e.g i.e ed eds trans approx',
    'Hr Frl bzw z.B d.h u.a Nr Sra Srta Dn Dña Ud Uds Sig г гг ул им т.е т.к',
  ].flatMap((line) => line.split(' ')),
);

const LAST_WORD = /[\p{L}.]+$/u;
/** "J." or "J. H." or "U.S.": initials, and what looks like them. */
const INITIALS = /^(?:\p{Lu}\.)*\p{Lu}$/u;
/** French closes with a space before »; „…“ and »…« close with what opens elsewhere. */
const CLOSED_QUOTE = /[.!?…,;。！？、\p{Pd}](?:["'’”“»«›‹」』]+|\s[»›])$/u;
const CLOSING = /^[\p{Pe}\p{Pf}]/u;
const COLON = /[:：]["'’”»]*$/u;
const OPENINGS = /[\p{Ps}\p{Pi}¿¡]+$/u;
const EXTENDS = /^(?:[\p{M}\p{Emoji_Modifier}\u200c\u{e0020}-\u{e007f}]|\u200d)/u;
const CLOSING_FIRST = /^[\p{Pe}\p{Pf}\p{Po}\p{M}々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const WORDS = new Intl.Segmenter('en', { granularity: 'word' });
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many word boundaries back from the end of a page are looked at. */
const MOST_WORDS = 32;

/** Whether the text leads over to what follows it: "She wrote:" */
export function endsInColon(text: string): boolean {
  return COLON.test(text.slice(-8).trimEnd());
}

/** Where sentences and lines end in [least, most], with the white space after them; ascending. */
export function sentenceEnds(text: string, least: number, most: number): number[] {
  const ends: number[] = [];
  for (const { index, segment } of SENTENCES.segment(text)) {
    const end = index + segment.length;
    // "…「": the bracket that opens the next sentence goes with it.
    const opening = OPENINGS.exec(text.slice(Math.max(0, end - 4), end))?.[0].length ?? 0;
    const at = end - opening;
    if (at > most) break;
    if (at < least || at >= text.length || CLOSING.test(text.slice(at, at + 1))) continue;
    if (endsSentence(text.slice(Math.max(0, at - 64), at))) ends.push(at);
  }
  return ends;
}

function endsSentence(before: string): boolean {
  const text = before.trimEnd();
  if (endsInColon(text)) return false;
  if (before.slice(text.length).includes('\n')) return true;
  // "That." Alex said. It may be a sentence of its own, but whose voice it was stands after it.
  if (CLOSED_QUOTE.test(text)) return false;
  if (!text.endsWith('.')) return true;
  const word = LAST_WORD.exec(text)?.[0].slice(0, -1) ?? '';
  return !ABBREVIATIONS.has(word) && !INITIALS.test(word);
}

/** Where words begin after white space in [least, most]; descending. */
export function* wordStarts(text: string, least: number, most: number): Generator<number> {
  for (let at = most; at >= least && at > 0; at -= 1) {
    if (isSpace(text, at - 1) && !isSpace(text, at)) yield at;
  }
}

/**
 * Where a line may be broken without white space in [least, most], for scripts that write none; descending, the last few
 * only. Never before closing punctuation nor after opening punctuation.
 */
export function* wordBreaks(text: string, least: number, most: number): Generator<number> {
  const words = WORDS.segment(text);
  let at = most;
  for (let count = 0; count < MOST_WORDS; count += 1) {
    const start = words.containing(at)?.index ?? 0;
    if (start < least || start === 0) return;
    if (!CLOSING_FIRST.test(text.slice(start, start + 2)) && !OPENINGS.test(text.slice(start - 1, start))) yield start;
    at = start - 1;
  }
}

/** `at`, or where the character begins that `at` would cut in two. */
export function graphemeStart(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return GRAPHEMES.segment(text).containing(at)?.index ?? at;
}

/** Past the white space that begins at `at`. */
export function skipSpace(text: string, at: number): number {
  let end = at;
  while (end < text.length && isSpace(text, end)) end += 1;
  return end;
}

/** White space that is a character by itself: a joiner or an accent makes one with the space before it. */
function isSpace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 0x0a) return true;
  if (unit !== 0x20 && (unit <= 0x7f || !/\s/.test(text.charAt(at)))) return false;
  return text.charCodeAt(at + 1) < 0x300 || !EXTENDS.test(text.slice(at + 1, at + 3));
}
