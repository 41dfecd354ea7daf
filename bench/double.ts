/** What the double itself takes, beside nothing but node:http and ws making the same two hops. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { DoubleFigures } from './double-host.ts';
import type { Row } from './table.ts';

/** In ms beyond the echo at p50, and in interactions a second. */
const AIMS = { roundTrip: 1, perSecond: 1_000 };

/** In flight at the same time, where many are. */
const FLIGHT = 32;

/** Each side in a process of its own, with its client in another: only the side's own processor time counts. */
export async function measureDouble(rounds: number): Promise<Row[]> {
  const ours = await measureSide('double', rounds);
  const bare = await measureSide('echo', rounds);
  const row = (measure: string, name: keyof DoubleFigures, unit: Row['unit'], aim: Row['aim']): Row => ({
    measure,
    unit,
    ours: ours[name],
    bare: bare[name],
    aim,
  });
  return [
    row('event to answered callback, p50', 'p50', 'ms', { of: 'more', atMost: AIMS.roundTrip }),
    row('event to answered callback, p99', 'p99', 'ms', null),
    row(`interactions, ${FLIGHT} at a time`, 'perSecond', '/s', null),
    row(`interactions on one core, ${FLIGHT} at a time`, 'perSecondOfCore', '/s', { atLeast: AIMS.perSecond }),
  ];
}

async function measureSide(side: 'double' | 'echo', rounds: number): Promise<DoubleFigures> {
  const host = fork(resolve(import.meta.dirname, 'double-host.ts'), [side, String(rounds), String(FLIGHT)]);
  const failed = once(host, 'exit').then(([code]): never => {
    throw new Error(`The ${side} ended with ${code} before it was measured.`);
  });
  failed.catch(() => {});
  const [figures] = (await Promise.race([once(host, 'message'), failed])) as [DoubleFigures];
  return figures;
}
