/**
 * The lower bound: posting lists in typed arrays, merged, and nothing else. No ranking, no typos, no thread, no rows; where
 * Ficus is near to it, what is left is what a search is.
 */
import { type Engine, pageOf, pageText, type Question, WORD } from './engine.ts';

const NOTHING = new Uint32Array();

export async function openBound(): Promise<Engine> {
  const growing = new Map<string, number[]>();
  let lists = new Map<string, Uint32Array>();
  const keys: string[] = [];
  const enter = (term: string, number: number) => {
    const list = growing.get(term);
    if (!list) growing.set(term, [number]);
    else if (list.at(-1) !== number) list.push(number);
  };
  const unsupported = () => Promise.reject(new Error('The lower bound only finds.'));
  return {
    mends: false,
    async add(stories) {
      for (const story of stories) {
        const page = pageOf(story);
        const number = keys.push(page.key) - 1;
        for (const word of pageText(page).toLowerCase().match(WORD) ?? []) enter(word, number);
        for (const fandom of page.fandoms) enter(`fandom ${fandom}`, number);
        for (const tag of page.tags) enter(`tag ${tag}`, number);
        if (page.isMild) enter('mild ', number);
        if (page.isComplete) enter('complete ', number);
      }
    },
    async finish() {
      lists = new Map(Array.from(growing, ([term, list]) => [term, Uint32Array.from(list)]));
      growing.clear();
    },
    async ask(question) {
      const [shortest = NOTHING, ...rest] = termsOf(question)
        .map((term) => lists.get(term) ?? NOTHING)
        .sort((a, b) => a.length - b.length);
      const found = rest.reduce(intersection, shortest);
      const end = found.length - question.offset;
      const newest = found.subarray(Math.max(0, end - 10), Math.max(0, end));
      return { total: found.length, keys: Array.from(newest, (number) => keys[number] ?? '').reverse() };
    },
    suggest: unsupported,
    update: unsupported,
    size: async () => null,
    async close() {},
  };
}

function termsOf({ words, fandom, tag, isMild, isComplete }: Question): string[] {
  return [
    ...words,
    ...(fandom === undefined ? [] : [`fandom ${fandom}`]),
    ...(tag === undefined ? [] : [`tag ${tag}`]),
    ...(isMild ? ['mild '] : []),
    ...(isComplete ? ['complete '] : []),
  ];
}

/** Steps through both, by leaps where the second is much longer. @param few - the shorter one. */
function intersection(few: Uint32Array, many: Uint32Array): Uint32Array {
  const both = new Uint32Array(few.length);
  let count = 0;
  let at = 0;
  for (const number of few) {
    let step = 1;
    while ((many[at + step] ?? Number.POSITIVE_INFINITY) < number) step *= 2;
    let [low, high] = [at, Math.min(at + step, many.length)];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((many[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    at = low;
    if (many[at] === number) both[count++] = number;
  }
  return both.subarray(0, count);
}
