/**
 * Where to look for what a mistyped word was meant to be: only among what this audience may meet.
 */
import { type Candidate, isNear, MOST_MEANINGS, nearest } from '#src/search/corrections.ts';
import { levelWithin } from '#src/search/levels.ts';
import type { BookKind } from '#src/search/name-book.ts';
import type { Scope } from '#src/search/names-meant.ts';
import type { FieldMask } from '#src/search/word-fields.ts';

/** Words that stand in these fields, best first. */
export function nearInWords({ indexes, audience }: Scope, typed: string, fields: FieldMask): string[] {
  const weigh = (word: string) =>
    indexes.reduce((sum, index) => sum + index.usesOfWord(word, fields, audience.maxRank), 0);
  return near({ indexes }, typed, weigh);
}

/** Words of names of a kind, best first. */
export function nearInNames({ indexes, audience }: Scope, kind: BookKind, typed: string): string[] {
  const level = levelWithin(audience.maxRank);
  if (level === null) return [];
  const weigh = (word: string) =>
    indexes.reduce(
      (sum, { names }) =>
        names.withWords(kind, [word], false).reduce((uses, name) => uses + names.uses(name, level), sum),
      0,
    );
  return near({ indexes }, typed, weigh);
}

function near({ indexes }: Pick<Scope, 'indexes'>, typed: string, weigh: (word: string) => number): string[] {
  const weights = new Map<string, number>();
  const weightOf = (word: string) => {
    const weight = weights.get(word) ?? weigh(word);
    weights.set(word, weight);
    return weight;
  };
  for (const { lexicon } of indexes) lexicon.near(typed, (number) => weightOf(lexicon.word(number)), MOST_MEANINGS);
  const candidates = [...weights].map(([word, weight]): Candidate => ({ word, weight }));
  return nearest(
    typed,
    candidates.filter(({ word }) => isNear(typed, word)),
  );
}
