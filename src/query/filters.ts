/**
 * What buttons and menus do to a query: take a condition away, add one, ask for something otherwise.
 */
import { allOf, type Condition, conjuncts, type Named, type StoryQuery, type Words } from '#src/query/ast.ts';
import { printCondition } from '#src/query/language.ts';
import { fold } from '#src/story/fold.ts';
import { askedKind, parsePairingQuery } from '#src/story/pairing.ts';

/** Names a condition in a custom id, at most 7 letters and digits: what says the same has the same key. */
export function filterKey(condition: Condition): string {
  // FNV-1a, 32 bits: two conditions of one query that share a key by chance are taken for one.
  let hash = 0x811c9dc5;
  for (const unit of fold(printCondition(condition))) {
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** What must all hold, each once. */
export function filtersOf({ where }: StoryQuery): ReadonlyMap<string, Condition> {
  const filters = new Map<string, Condition>();
  for (const condition of conjuncts(where)) {
    const key = filterKey(condition);
    if (!filters.has(key)) filters.set(key, condition);
  }
  return filters;
}

export function isEverything(query: StoryQuery): boolean {
  return conjuncts(query.where).length === 0 && query.sort === undefined;
}

export function asksFor(query: StoryQuery, condition: Condition): boolean {
  return filtersOf(query).has(filterKey(condition));
}

/** A condition that is asked for already is not asked for twice. */
export function withFilter(query: StoryQuery, condition: Condition): StoryQuery {
  return asksFor(query, condition) ? query : { ...query, where: allOf([...conjuncts(query.where), condition]) };
}

/** @param goes - tells which of the top-level conditions are taken away. */
export function withoutFilters(query: StoryQuery, goes: (condition: Condition, key: string) => boolean): StoryQuery {
  const left = conjuncts(query.where).filter((condition) => !goes(condition, filterKey(condition)));
  return { ...query, where: allOf(left) };
}

/** The word that a correction is about, where it is a word of the query, wherever it stands. */
export function typedWord(query: StoryQuery, typed: string): Words | null {
  const folded = fold(typed);
  let found: Words | null = null;
  replaced(query.where, (condition) => {
    if (condition.kind === 'words' && condition.as === 'word' && fold(condition.text) === folded) found ??= condition;
    return condition;
  });
  return found;
}

/** Asks for a word just as it was typed: without its inflections, other names and near spellings. */
export function asTyped(query: StoryQuery, key: string): StoryQuery {
  return {
    ...query,
    where: replaced(query.where, (condition) =>
      condition.kind === 'words' && filterKey(condition) === key ? { ...condition, as: 'phrase' } : condition,
    ),
  };
}

/** What the pairing of a query is asked for as; null where none says, or several do. */
export function pairingKind({ where }: StoryQuery): 'romantic' | 'friends' | null {
  const kinds = pairingsOf(where).flatMap(({ text }) => {
    const kind = askedKind(text);
    return kind === 'unsure' ? [] : [kind];
  });
  if (kinds.length !== 1) return null;
  return kinds[0] === 'platonic' ? 'friends' : 'romantic';
}

/** Lovers as friends, and friends as lovers. */
export function asOtherKind(query: StoryQuery): StoryQuery {
  return {
    ...query,
    where: replaced(query.where, (condition) => {
      const kind = isPairing(condition) ? askedKind(condition.text) : 'unsure';
      if (!isPairing(condition) || kind === 'unsure') return condition;
      return { ...condition, text: parsePairingQuery(condition.text).join(kind === 'platonic' ? '/' : ' & ') };
    }),
  };
}

/** Those that are to be there. */
function pairingsOf(condition: Condition): readonly Named[] {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.flatMap(pairingsOf);
  return isPairing(condition) ? [condition] : [];
}

function isPairing(condition: Condition): condition is Named {
  return condition.kind === 'named' && condition.field === 'pairing';
}

/** The tree with each of its leaves as `change` gives it back. */
function replaced(condition: Condition, change: (leaf: Condition) => Condition): Condition {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map((each) => replaced(each, change)) };
    case 'not':
      return { ...condition, of: replaced(condition.of, change) };
    default:
      return change(condition);
  }
}
