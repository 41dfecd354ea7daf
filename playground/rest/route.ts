/** What a route is: a method, a pattern and a handler over the world; and how a path finds its route. */
import type { World } from '../world/world.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface RestRequest {
  /** A part of the path by its name in the pattern. */
  param(name: string): string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** By the number in `files[n]`. */
  readonly files: ReadonlyMap<number, UploadedFile>;
}

export interface RestAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** `/channels/:channel/messages` */
  readonly pattern: string;
  /** Whether the path's own token is all the leave that it takes, as for interactions. */
  readonly open?: true;
  handle(world: World, request: RestRequest): RestAnswer;
}

export const noContent: RestAnswer = { status: 204 };

export function ok(body: unknown): RestAnswer {
  return { status: 200, body };
}

export interface RouteMatch {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

interface CompiledRoute {
  readonly route: Route;
  /** Null stands for a part that has a name instead. */
  readonly parts: readonly (string | null)[];
  readonly names: readonly (readonly [name: string, index: number])[];
}

/** Finds the first route of a list that fits: what is spelled out stands before what is named. */
export class Router {
  /** By method and number of parts: for each request, a handful to look at. */
  readonly #routes = new Map<string, CompiledRoute[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const parts = route.pattern.split('/');
      const names = parts.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), index] as const] : []));
      const compiled = { route, parts: parts.map((part) => (part.startsWith(':') ? null : part)), names };
      this.#routes.getOrInsertComputed(`${route.method} ${parts.length}`, () => []).push(compiled);
    }
  }

  find(method: string, path: string): RouteMatch | null {
    const given = path.split('/').map(decoded);
    for (const { route, parts, names } of this.#routes.get(`${method} ${given.length}`) ?? []) {
      if (!parts.every((part, index) => part === null || part === given[index])) continue;
      return { route, params: new Map(names.map(([name, index]) => [name, given[index] ?? ''])) };
    }
    return null;
  }
}

/** A path that is badly encoded is one that no route has. */
function decoded(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
