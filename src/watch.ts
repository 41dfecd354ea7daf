/**
 * The composition root of what watches the bot: its metrics and its health, over whatever of it is up so far.
 */
import type { Bot } from '#src/discord/client.ts';
import { openEndpoint } from '#src/ops/endpoint.ts';
import type { Handled } from '#src/ops/handled.ts';
import type { Log } from '#src/ops/log.ts';
import { openMetrics } from '#src/ops/metrics.ts';

/** Null until it is up. */
export interface Watched {
  bot: Pick<Bot, 'connected' | 'guilds' | 'running'> | null;
  stores: {
    readonly catalog: { count(): Promise<number> };
    readonly pressQueue: { readonly waiting: number; readonly running: number };
  } | null;
  state: { answers(): Promise<void> } | null;
  closing: boolean;
}

export interface Watch extends AsyncDisposable {
  readonly count: (handled: Handled) => void;
}

/** @throws FicError `ops-port-in-use`. */
export async function openWatch(port: number, watched: Watched, log: Log): Promise<Watch> {
  await using opened = new AsyncDisposableStack();
  const metrics = opened.use(
    openMetrics({
      connected: () => watched.bot?.connected ?? false,
      guilds: () => watched.bot?.guilds ?? 0,
      running: () => watched.bot?.running ?? 0,
      fics: async () => (await watched.stores?.catalog.count().catch(() => null)) ?? null,
      queue: () => watched.stores?.pressQueue ?? { waiting: 0, running: 0 },
    }),
  );
  const checks = {
    running: () => !watched.closing,
    discord: () => watched.bot?.connected ?? false,
    catalog: async () => (await watched.stores?.catalog.count()) !== undefined,
    state: async () => {
      await watched.state?.answers();
      return watched.state !== null;
    },
  };
  const endpoint = opened.use(await openEndpoint({ port, checks, metrics }));
  log.info({ url: endpoint.url }, 'metrics and health are told on this machine');
  const everything = opened.move();
  return { count: metrics.count, [Symbol.asyncDispose]: () => everything.disposeAsync() };
}
