/**
 * The fandom of a story whose header names none: disclaimers say whose it is.
 */
import vocabulary from '#data/vocabulary/fandoms.json' with { type: 'json' };
import { fold } from '#src/story/fold.ts';

/** The fandom that a disclaimer speaks of: one by a known name, else what the writer does not own; null where it is not said. */
export function guessFandom(disclaimer: string): string | null {
  return knownFandom(disclaimer) ?? disclaimedName(disclaimer);
}

/** Whether these words are the name of a known fandom. */
export function isKnownFandom(name: string): boolean {
  return NAMES.has(fold(name));
}

const KNOWN = vocabulary.fandoms.flatMap(({ name, known }) => known.map((word) => ({ name, folded: fold(word) })));
const NAMES = new Set(vocabulary.fandoms.flatMap(({ name, known }) => [name, ...known]).map(fold));
const NOBODYS = new Set(vocabulary.nobodys.map(fold));

/** The longest known name that stands there as whole words. */
function knownFandom(text: string): string | null {
  const padded = ` ${words(text)} `;
  const found = KNOWN.filter(({ folded }) => padded.includes(` ${words(folded)} `));
  found.sort((a, b) => b.folded.length - a.folded.length);
  return found[0]?.name ?? null;
}

function words(text: string): string {
  return fold(text)
    .replace(/'s\b/g, '')
    .replace(/[^\p{L}\p{N}&-]+/gu, ' ')
    .trim();
}

const NAME_END = `(?=[.,;:!?()\\n]|$| (?:or|nor|and (?:i|am|make|its|their|the|all)|because|as|they|it|but|so)\\b| belongs?\\b| is\\b| are\\b)`;
const PATTERNS = [
  new RegExp(`\\b(?:(?:do|did)(?:n['\\u2019]?t| not)|never|don['\\u2019]?t) own (.{2,60}?)${NAME_END}`, 'i'),
  /(?:^|[.!?]\s+)(.{2,60}?) (?:and (?:all )?(?:its|the|their) characters )?(?:belongs? to|(?:is|are) (?:owned by|the property of|copyright|\u00a9))/i,
  /\bcharacters (?:of|from) (.{2,60}?)(?: (?:belong|are|is)\b|[.,;:!?()\n]|$)/i,
];

/** "I don't own X or the characters": X, where it is written like a name. */
function disclaimedName(text: string): string | null {
  for (const pattern of PATTERNS) {
    const said =
      pattern
        .exec(text)?.[1]
        ?.trim()
        .replace(/^["'\u201c\u2018*_]+|["'\u201d\u2019*_]+$/g, '') ?? '';
    const name = said.replace(/^(?:all )?(?:the )?characters (?:of|from) /i, '');
    if (/^\p{Lu}/u.test(name) && !NOBODYS.has(fold(name)) && name.split(' ').length <= 8) return name;
  }
  return null;
}
