/** What the double refused of the bot's requests, told so that a person can read it: the same refusal once, and how often. */
import type { Playground } from '#playground/playground.ts';
import type { RequestRecord } from '#playground/world/model.ts';
import type { PageRefusal } from './wire.ts';

/** So many different ones are kept, the latest of them. */
const kept = 50;

export class Refusals {
  readonly #byWords = new Map<string, PageRefusal>();
  #count = 0;

  /** Hears of every refusal from now on, and of those before. */
  constructor(playground: Playground) {
    for (const request of playground.requests) this.#hear(request);
    playground.on('change', (change) => {
      if (change.kind === 'requested') this.#hear(change.request);
    });
  }

  /** The one that came last is the last. */
  get all(): readonly PageRefusal[] {
    return [...this.#byWords.values()];
  }

  #hear(request: RequestRecord): void {
    if (request.error === null || asksForWhatIsGone(request)) return;
    this.#count += 1;
    const { method, route, error, broken } = request;
    const words = JSON.stringify([method, route, error.code, error.message, broken]);
    const before = this.#byWords.get(words);
    this.#byWords.delete(words);
    this.#byWords.set(words, {
      id: before?.id ?? String(this.#count),
      order: this.#count,
      times: (before?.times ?? 0) + 1,
      method,
      path: shortPath(request.path),
      status: request.status,
      code: Number(error.code),
      message: error.message,
      broken,
    });
    for (const oldest of this.#byWords.keys()) {
      if (this.#byWords.size <= kept) break;
      this.#byWords.delete(oldest);
    }
  }
}

/** Whether a thing is still there is a fair question, and no mistake; a route that there never was is one. */
const asksForWhatIsGone = ({ method, status, error }: RequestRecord): boolean =>
  method === 'GET' && status === 404 && error?.code !== 0;

/** An interaction's token says nothing to a reader, and fills a line. */
const shortPath = (path: string): string => path.replace(/[^/]{24,}/g, '…');
