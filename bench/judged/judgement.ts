/** What a reader would call right: which stories answer a query, and how well. */
import type { NewStory } from '#src/catalog/contract.ts';
import { fold } from '#src/story/fold.ts';
import { pairingKey } from '#src/story/pairing.ts';

/** All that it says must hold of a story; texts are compared folded. */
interface Wanted {
  /** Exactly one of these. */
  readonly title?: string | readonly string[];
  /** In the title. */
  readonly inTitle?: string;
  readonly inSummary?: string;
  /** "A/B", or "A & B" where they are friends: the whole pairing. */
  readonly pairing?: string | readonly string[];
  /** Members of one pairing, whoever else is in it. */
  readonly together?: readonly string[];
  readonly character?: string;
  /** Any of these. */
  readonly tag?: string | readonly string[];
  /** How a fandom's name begins. */
  readonly fandom?: string;
  readonly author?: string;
  readonly series?: string;
  readonly bands?: readonly string[];
  readonly status?: string;
  readonly language?: string;
  /** From and to, inclusive. */
  readonly words?: readonly [number, number];
  readonly chapters?: readonly [number, number];
  readonly isCrossover?: boolean;
  /** Anywhere in what the story says of itself. */
  readonly anywhere?: string;
  readonly not?: Wanted;
}

export interface Judged {
  readonly kind: string;
  readonly query: string;
  /** 3: exactly what was meant; 2: good; 1: acceptable. A story has the grade of the first that fits it. */
  readonly wanted: readonly (readonly [grade: number, wanted: Wanted])[];
}

const list = <T>(of: T | readonly T[]): readonly T[] => (Array.isArray(of) ? of : [of as T]);
const within = (value: number, [from, to]: readonly [number, number]) => value >= from && value <= to;

const CHECKS: { readonly [Name in keyof Wanted]-?: (story: NewStory, wanted: NonNullable<Wanted[Name]>) => boolean } = {
  title: ({ fields }, titles) => list(titles).some((title) => fold(title) === fold(fields.title)),
  inTitle: ({ fields }, text) => fold(fields.title).includes(fold(text)),
  inSummary: ({ fields }, text) => fold(fields.summary ?? '').includes(fold(text)),
  pairing: ({ fields }, names) =>
    list(names).some((name) => {
      const isPlatonic = name.includes('&');
      const key = pairingKey(name.split(/\s*[/&]\s*/));
      return fields.pairings.some(
        ({ members, kind }) => pairingKey(members) === key && (kind === 'platonic') === isPlatonic,
      );
    }),
  together: ({ fields }, names) =>
    fields.pairings.some(({ members }) => names.every((name) => members.map(fold).includes(fold(name)))),
  character: ({ fields }, name) =>
    [...fields.characters, ...fields.pairings.flatMap(({ members }) => members)].map(fold).includes(fold(name)),
  tag: ({ fields }, tags) => {
    const own = [...fields.genres, ...fields.warnings, ...fields.categories, ...fields.tags].map(fold);
    return list(tags).some((tag) => own.includes(fold(tag)));
  },
  fandom: ({ fields }, name) => fields.fandoms.some((fandom) => fold(fandom).startsWith(fold(name))),
  author: ({ fields }, name) => fields.authors.map(fold).includes(fold(name)),
  series: ({ fields }, name) => fold(fields.series?.name ?? '') === fold(name),
  bands: ({ fields }, bands) => bands.includes(fields.rating.band),
  status: ({ fields }, status) => fields.status === status,
  language: ({ fields }, language) => fields.language === language,
  words: ({ chapters }, range) =>
    within(
      chapters.reduce((sum, { words }) => sum + words, 0),
      range,
    ),
  chapters: ({ chapters }, range) => within(chapters.length, range),
  isCrossover: ({ fields }, is) => fields.fandoms.length > 1 === is,
  anywhere: ({ fields }, text) => {
    const { title, authors, fandoms, characters, pairings, tags, summary } = fields;
    const said = [title, ...authors, ...fandoms, ...characters, ...pairings.flatMap(({ members }) => members), ...tags];
    return fold([...said, summary ?? ''].join('\n')).includes(fold(text));
  },
  not: (story, wanted) => !fits(story, wanted),
};

function fits(story: NewStory, wanted: Wanted): boolean {
  return Object.entries(wanted).every(([name, value]) => CHECKS[name as keyof Wanted](story, value as never));
}

export function gradeOf(story: NewStory, { wanted }: Judged): number {
  return wanted.find(([, one]) => fits(story, one))?.[0] ?? 0;
}

/** @param grades - of what was found, in order. @param all - of every story. @returns NDCG@10, with gains of 2^grade − 1. */
export function ndcg(grades: readonly number[], all: readonly number[]): number {
  const ideal = gain(all.toSorted((a, b) => b - a));
  return ideal === 0 ? 0 : gain(grades) / ideal;
}

function gain(grades: readonly number[]): number {
  return grades.slice(0, 10).reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);
}
