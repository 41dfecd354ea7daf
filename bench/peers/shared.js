/** What peers leave to whoever uses them: filters over what was found, counts of names. */
import { pageOf } from '../search/engine.ts';

export const page = pageOf;

export function passes(document, { fandom, tag, isMild, isComplete }) {
  return (
    (fandom === undefined || document.fandoms.includes(fandom)) &&
    (tag === undefined || document.tags.includes(tag)) &&
    (!isMild || document.isMild) &&
    (!isComplete || document.isComplete)
  );
}

export function names() {
  const kinds = new Map([
    ['fandom', new Map()],
    ['character', new Map()],
    ['tag', new Map()],
  ]);
  const lists = ({ fandoms, characters, tags }) => [fandoms, characters, tags];
  const tally = (counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    kinds,
    count(one) {
      const counts = [...kinds.values()];
      lists(one).forEach((list, at) => {
        for (const name of list) tally(counts[at], name);
      });
    },
    /** The 25 commonest of each kind, and all ratings and states; how many values there are. */
    facets(found) {
      const counts = Array.from({ length: 5 }, () => new Map());
      for (const one of found) {
        [...lists(one), [one.rating], [one.status]].forEach((list, at) => {
          for (const name of list) tally(counts[at], name);
        });
      }
      const commonest = (of) => [...of].sort(([, a], [, b]) => b - a).slice(0, 25);
      return counts.reduce((sum, of) => sum + commonest(of).length, 0);
    },
  };
}
