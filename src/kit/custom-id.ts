/**
 * The codec of custom ids: versioned, typed and short, such as `v1.turn.k3f9.on.2.1400`.
 *
 * A custom id outlives restarts and releases, so what it names are stories, sessions and places, never positions in memory.
 * Which there are, each feature says in its routes.ts; a name and what it carries are for ever.
 */
const VERSION = 'v1';

/** What a button, menu or modal carries, in this order. Words are ids without a dot; numbers are whole and not negative. */
type Carried = Readonly<Record<string, 'word' | 'number'>>;

/** By the name that stands in the id. */
export type RouteTable = Readonly<Record<string, Carried>>;

export type ArgsOf<What extends Carried> = {
  readonly [Key in keyof What]: What[Key] extends 'number' ? number : string;
};

/** Of what Discord takes, 100 characters, the longest route with its longest arguments uses all but a few. */
const WORD = /^[A-Za-z0-9_-]{1,32}$/;
const NUMBER = /^\d{1,15}$/;

/** Makes a custom id. @throws RangeError for an argument that could not be read back: a defect, since ids are made by views. */
export type MakeId<Routes extends RouteTable> = <Name extends keyof Routes & string>(
  name: Name,
  args: ArgsOf<Routes[Name]>,
) => string;

export function idsOf<const Routes extends RouteTable>(routes: Routes): MakeId<Routes> {
  return (name, args) => {
    const given: Readonly<Record<string, string | number>> = args;
    const parts = Object.entries<'word' | 'number'>(routes[name] ?? {}).map(([key, kind]) => {
      const value = given[key];
      if (!(kind === 'number' ? NUMBER : WORD).test(String(value)))
        throw new RangeError(`The custom id ${name} cannot carry ${key}=${value}.`);
      return String(value);
    });
    return [VERSION, name, ...parts].join('.');
  };
}

export interface ParsedId {
  readonly name: string;
  readonly args: Readonly<Record<string, string | number>>;
}

/** Null for an id of another version or shape, which is answered politely. */
export type ReadId = (id: string) => ParsedId | null;

export function readerOf(routes: RouteTable): ReadId {
  return (id) => {
    const [version, name = '', ...parts] = id.split('.');
    const carried = Object.hasOwn(routes, name) ? routes[name] : undefined;
    if (version !== VERSION || !carried) return null;
    const kinds = Object.entries(carried);
    if (kinds.length !== parts.length) return null;
    const args: Record<string, string | number> = {};
    for (const [index, [key, kind]] of kinds.entries()) {
      const part = parts[index] ?? '';
      if (!(kind === 'number' ? NUMBER : WORD).test(part)) return null;
      args[key] = kind === 'number' ? Number(part) : part;
    }
    return { name, args };
  };
}
