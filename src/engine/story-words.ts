/**
 * The words of each story's header, kept as text, so that whether a phrase stands in a story is told without splitting its header
 * again: with thousands of candidates that took ten times as long as reading them here. It costs some 700 bytes a story.
 *
 * They are written in the background by the one program that keeps the index, so that no import waits for them. A story whose
 * words are not there yet, or were split by another Ficus, is looked at itself.
 */
import type { ChangeLog, HeaderWords } from '#src/engine/port.ts';
import { type FieldWords, fieldWordsOf, WORD_FIELDS } from '#src/search/word-fields.ts';

/** Another one whenever `fieldWordsOf` gives other words, or other fields, than it gave before. */
const VERSION = 1;
const FORMAT = `${VERSION} icu ${process.versions.icu}`;

/** Stories that are read between two looks at the clock. */
const PORTION = 20;

export class StoryWords {
  readonly #headers: HeaderWords;
  readonly #changes: ChangeLog;
  /** Whether what is kept was split as we do; null until somebody needs to know. */
  #isCurrent: boolean | null = null;

  constructor(headers: HeaderWords, changes: ChangeLog) {
    this.#headers = headers;
    this.#changes = changes;
  }

  /** What stories say of themselves, value by value; nothing of one that is gone. */
  async of(stories: readonly number[]): Promise<ReadonlyMap<number, readonly FieldWords[]>> {
    const kept = (await this.#knowsFormat()) ? await this.#headers.kept(stories) : NONE;
    const others = stories.filter((story) => !kept.has(story));
    const fields = others.length === 0 ? NONE : await this.#headers.fields(others);
    const words = new Map<number, readonly FieldWords[]>();
    for (const [story, text] of kept) words.set(story, parse(text));
    for (const [story, said] of fields) words.set(story, fieldWordsOf(said));
    return words;
  }

  /** Whether stories changed whose words may not be kept. */
  async isBehind(): Promise<boolean> {
    if (!(await this.#knowsFormat())) return true;
    const [state, last] = await Promise.all([this.#headers.state(), this.#changes.last()]);
    return last > (state?.heard ?? 0);
  }

  /** Splits the words of some headers for about so many ms, and keeps them. */
  async keepSome(time: number): Promise<void> {
    const end = performance.now() + time;
    const anew = !(await this.#knowsFormat());
    const asOf = await this.#changes.last();
    let heard = anew ? 0 : ((await this.#headers.state())?.heard ?? 0);
    const words = new Map<number, string>();
    do {
      const changes = await this.#changes.since(heard, PORTION);
      for (const { change, number, story } of changes) {
        if (change > asOf) continue;
        if (story) words.set(number, serialize(fieldWordsOf(story.fields)));
        else words.delete(number);
        heard = change;
      }
      if (changes.length < PORTION) heard = asOf;
    } while (heard < asOf && performance.now() < end);
    await this.#headers.keep(words, { format: FORMAT, heard }, { asOf, anew });
    this.#isCurrent = true;
  }

  async #knowsFormat(): Promise<boolean> {
    this.#isCurrent ??= (await this.#headers.state())?.format === FORMAT;
    return this.#isCurrent;
  }
}

const NONE = new Map<number, never>();

/** A value a line: the number of its field, and its words. No word has white space in it. */
function serialize(values: readonly FieldWords[]): string {
  return values.map(({ field, words }) => [WORD_FIELDS.indexOf(field), ...words].join(' ')).join('\n');
}

function parse(text: string): FieldWords[] {
  if (text === '') return [];
  return text.split('\n').map((line) => {
    const [field, ...words] = line.split(' ');
    return { field: WORD_FIELDS[Number(field)] ?? 'summary', words };
  });
}
