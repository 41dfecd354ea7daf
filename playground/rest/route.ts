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

/** The first route of the list that fits: what is spelled out stands before what is named. */
export function findRoute(routes: readonly Route[], method: string, path: string): RouteMatch | null {
  const given = path.split('/').map(decodeURIComponent);
  for (const route of routes) {
    if (route.method !== method) continue;
    const wanted = route.pattern.split('/');
    if (wanted.length !== given.length) continue;
    if (!wanted.every((part, index) => part.startsWith(':') || part === given[index])) continue;
    const named = wanted.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), given[index] ?? '']] : []));
    return { route, params: new Map(named as [string, string][]) };
  }
  return null;
}
