/**
 * Checks of what stands in `data/`: of JSON the compiler knows the shape alone, so that nobody would find a typo in a word that
 * the code acts on. A program with such a typo does not start.
 */

/** @param place - where it stands, such as `query.json, fields`. @throws TypeError that names the place and the word. */
export function oneOf<Word extends string>(words: readonly Word[], value: unknown, place: string): Word {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new TypeError(`${place}: ${JSON.stringify(value)} is none of ${words.join(', ')}.`);
  return found;
}

/** A table with all of these names and no other, in their order. @throws TypeError as `oneOf`, and where one is missing. */
export function exactly<Name extends string, Value>(
  names: readonly Name[],
  table: Readonly<Record<string, Value>>,
  place: string,
): ReadonlyMap<Name, Value> {
  for (const name of Object.keys(table)) oneOf(names, name, place);
  return new Map(
    names.map((name) => {
      const value = table[name];
      if (value === undefined) throw new TypeError(`${place}: ${name} is missing.`);
      return [name, value];
    }),
  );
}
