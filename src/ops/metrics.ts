/**
 * What is counted, for whoever runs the bot: docs/reference/metrics.md has every series. No label holds more values than the
 * code declares names for.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Handled } from '#src/ops/handled.ts';

/** What is asked when somebody looks. */
export interface Sources {
  readonly connected: () => boolean;
  readonly guilds: () => number;
  readonly running: () => number;
  /** Null where the catalog does not say. */
  readonly fics: () => Promise<number | null>;
  readonly queue: () => { readonly waiting: number; readonly running: number };
}

export interface Metrics extends Disposable {
  readonly count: (handled: Handled) => void;
  /** As Prometheus reads it. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** In seconds: what is instant, Discord's 3 s, and how long somebody watches "thinking". */
const ANSWER_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];

const NANOSECONDS = 1e9;

export function openMetrics(sources: Sources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const interactions = new Counter({
    name: 'ficus_interactions_total',
    help: 'Interactions that are over, by what was called and how it went.',
    labelNames: ['kind', 'name', 'outcome'],
    registers,
  });
  const answers = new Histogram({
    name: 'ficus_answer_seconds',
    help: 'Time from receiving an interaction until its answer is sent, or given up.',
    labelNames: ['kind'],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(value());
      },
    });
  gauge('ficus_gateway_connected', '1 while all connections to Discord are up, else 0.', () =>
    Number(sources.connected()),
  );
  gauge('ficus_guilds', 'Servers that the bot is in.', sources.guilds);
  gauge('ficus_interactions_running', 'Interactions that are not answered yet.', sources.running);
  gauge('ficus_press_waiting', 'Imports and chapters that wait to be prepared.', () => sources.queue().waiting);
  gauge('ficus_press_running', 'Imports and chapters that are being prepared.', () => sources.queue().running);
  new Gauge({
    ...{ name: 'ficus_fics', help: 'Fics in the catalog; absent while it does not answer.', registers },
    async collect() {
      const fics = await sources.fics();
      if (fics === null) this.remove();
      else this.set(fics);
    },
  });
  const delay = monitorEventLoopDelay();
  delay.enable();
  new Gauge({
    name: 'ficus_event_loop_delay_seconds',
    help: 'How late the main thread came to its work since the last look.',
    labelNames: ['quantile'],
    registers,
    collect() {
      for (const [quantile, value] of quantilesOf(delay)) this.set({ quantile }, value);
      delay.reset();
    },
  });
  return {
    count({ kind, name, outcome, seconds }) {
      interactions.inc({ kind, name, outcome });
      answers.observe({ kind }, seconds);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    [Symbol.dispose]: () => void delay.disable(),
  };
}

function quantilesOf(delay: ReturnType<typeof monitorEventLoopDelay>): [string, number][] {
  if (delay.count === 0) return [];
  return [
    ['0.5', delay.percentile(50) / NANOSECONDS],
    ['0.99', delay.percentile(99) / NANOSECONDS],
    ['1', delay.max / NANOSECONDS],
  ];
}
