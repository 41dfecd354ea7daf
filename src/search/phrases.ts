/**
 * Which stories have words side by side. The lists of an index tell only which have all of the words: whether they stand together
 * is seen in what a story says of itself, which is in the database. So an evaluation notes here the stories that it has to know
 * of; whoever asks looks at them, tells what they say, and has the question evaluated again.
 */
import type { PhrasePlan } from '#src/search/plan.ts';
import { better, worthOf } from '#src/search/ranking.ts';
import { type FieldWords, maskOf, standsIn } from '#src/search/word-fields.ts';

type Sought = Pick<PhrasePlan, 'words' | 'open' | 'fields'>;

/** One phrase, and what is known of the stories that may have it. */
export class Phrase {
  readonly #sought: Sought;
  readonly #worths = new Map<number, number>();
  /** In the order in which they were asked about. */
  readonly missing = new Set<number>();

  constructor(sought: Sought) {
    this.#sought = sought;
  }

  /** What a story is worth for it, 0 where it has it not; null where that is not known, and noted as missing. */
  worth(story: number): number | null {
    const known = this.#worths.get(story);
    if (known !== undefined) return known;
    this.missing.add(story);
    return null;
  }

  tell(story: number, values: readonly FieldWords[]): void {
    if (this.missing.delete(story)) this.#worths.set(story, worthIn(values, this.#sought));
  }
}

/** The phrases of one question. */
export class Phrases {
  readonly #phrases = new Map<string, Phrase>();
  #isLast = false;

  of({ words, open, fields }: Sought): Phrase {
    const key = `${fields} ${open} ${words.join(' ')}`;
    const known = this.#phrases.get(key);
    if (known) return known;
    const phrase = new Phrase({ words, open, fields });
    this.#phrases.set(key, phrase);
    return phrase;
  }

  /** Stories to be looked at, by number, those of the newest rows first. */
  get missing(): ReadonlySet<number> {
    const [first, ...others] = [...this.#phrases.values()].filter(({ missing }) => missing.size > 0);
    if (others.length === 0) return first?.missing ?? NONE;
    return new Set([first, ...others].flatMap((phrase) => [...(phrase?.missing ?? [])]));
  }

  /** @param values - what a story says of itself; nothing of one that is gone. */
  tell(story: number, values: readonly FieldWords[]): void {
    for (const phrase of this.#phrases.values()) phrase.tell(story, values);
  }

  /** No time is left to look at more: what depends on stories that are missing is not found. */
  giveUp(): void {
    this.#isLast = true;
  }

  get isLast(): boolean {
    return this.#isLast;
  }
}

const NONE: ReadonlySet<number> = new Set();

function worthIn(values: readonly FieldWords[], { words, open, fields }: Sought): number {
  let whole = 0;
  let begun = 0;
  for (const value of values) {
    const bit = maskOf(value.field) & fields;
    if (bit === 0) continue;
    if (standsIn(value.words, words, false)) whole |= bit;
    else if (open && standsIn(value.words, words, true)) begun |= bit;
  }
  return better(worthOf(whole, 'whole'), worthOf(begun, 'beginning'));
}
