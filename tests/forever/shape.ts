/** The shape of JSON values, flat: a path for everything that there is in them, with the types that stand there. */

/** `stories[].title` → `null | string`. */
export type Shape = Readonly<Record<string, string>>;

/**
 * @param values - of one kind: what only one of them has is in the shape, too.
 * @param open - names of fields whose own fields are anybody's to choose; of these only the type is told.
 */
export function shapeOf(values: readonly unknown[], open: readonly string[] = []): Shape {
  const types = new Map<string, Set<string>>();
  const look = (path: string, value: unknown) => {
    const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    types.set(path, (types.get(path) ?? new Set()).add(type));
    if (Array.isArray(value)) for (const each of value) look(`${path}[]`, each);
    else if (type === 'object' && !open.some((name) => path === name || path.endsWith(`.${name}`)))
      for (const [name, each] of Object.entries(Object(value))) look(path === '' ? name : `${path}.${name}`, each);
  };
  for (const value of values) look('', value);
  types.delete('');
  const told = [...types].map(([path, found]) => [path, [...found].sort().join(' | ')] as const);
  return Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)));
}
