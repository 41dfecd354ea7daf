/** What goes wrong between a bot and the REST API, and for which requests it does. */
import { type Frequency, Occasions, type Random } from './occasion.ts';

/** A fault that says nothing of `processed` has the default of its kind; times are in ms of real time. */
export type RestFault =
  /** 429: the request is not processed. */
  | { readonly kind: 'rate-limit'; readonly scope: 'route' | 'global'; readonly retryAfter: number }
  /** Not processed by default; what a proxy answers, 502 and 503, is no JSON. */
  | { readonly kind: 'server-error'; readonly status: 500 | 502 | 503; readonly processed?: boolean }
  /** The connection stays open and nothing ever comes. Processed by default. */
  | { readonly kind: 'no-answer'; readonly processed?: boolean }
  /** Processed at once, answered late. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The head and half of the body, then the connection ends. Processed by default. */
  | { readonly kind: 'cut'; readonly processed?: boolean };

export interface RestWhere extends Frequency {
  readonly method?: string;
  /** A route's pattern: `/interactions/:interaction/:token/callback`. */
  readonly route?: string;
}

const processedByDefault: Readonly<Record<RestFault['kind'], boolean>> = {
  'rate-limit': false,
  'server-error': false,
  'no-answer': true,
  slow: true,
  cut: true,
};

export function isProcessed(fault: RestFault): boolean {
  return ('processed' in fault ? fault.processed : undefined) ?? processedByDefault[fault.kind];
}

export class RestFaults {
  readonly #on: Occasions<RestFault, RestWhere>;
  readonly #patterns: ReadonlySet<string>;

  /** @param patterns - of all routes that there are. */
  constructor(random: Random, patterns: Iterable<string>) {
    this.#on = new Occasions(random);
    this.#patterns = new Set(patterns);
  }

  /** @throws Error for a route that there is not: its fault would never strike. */
  add(fault: RestFault, where: RestWhere = {}): () => void {
    if (where.route !== undefined && !this.#patterns.has(where.route)) {
      throw new Error(`The playground has no route ${where.route}.`);
    }
    return this.#on.add(fault, where);
  }

  /** What is to go wrong with this request. */
  strike(method: string, pattern: string): RestFault | null {
    return this.#on.take(
      (where) => (where.method ?? method).toUpperCase() === method && (where.route ?? pattern) === pattern,
    );
  }
}
