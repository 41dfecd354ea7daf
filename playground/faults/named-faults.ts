/** Faults by name, as somebody who plays with the bot asks for them: `slow:20,drop`. */
import type { Faults, GatewayFaults } from './faults.ts';
import type { Random } from './occasion.ts';
import type { RestFault } from './rest-faults.ts';

/** In ms of real time. */
const late = 1_500;
const retryAfter = 2_000;
/** How often a connection may fail, and how long it stays deaf: longer than a bot waits for two heartbeats. */
const connectionFailsEvery = 30_000;
const deafFor = 100_000;

/** Of a request or an event that nobody gave a chance for. */
const usualPercent = 10;

export interface NamedFault {
  readonly name: string;
  /** From 1 to 100. */
  readonly percent: number;
}

type Switch = (faults: Faults, chance: number) => () => void;

const always = Number.POSITIVE_INFINITY;

function requests(...kinds: readonly RestFault[]): Switch {
  return (faults, chance) => {
    // Each takes its part of the chance out of what the ones before it left.
    const part = chance / kinds.length;
    const offs = kinds.map((fault, index) => faults.rest(fault, { times: always, chance: part / (1 - index * part) }));
    return () => {
      for (const off of offs) off();
    };
  };
}

const overWire: Readonly<Record<string, Switch>> = {
  slow: requests({ kind: 'slow', milliseconds: late }),
  'server-error': requests(
    { kind: 'server-error', status: 500 },
    { kind: 'server-error', status: 502 },
    { kind: 'server-error', status: 503 },
  ),
  'rate-limit': requests({ kind: 'rate-limit', scope: 'route', retryAfter }),
  'rate-limit-global': requests({ kind: 'rate-limit', scope: 'global', retryAfter }),
  'no-answer': requests({ kind: 'no-answer' }),
  'cut-answer': requests({ kind: 'cut' }),
  twice: (faults, chance) => faults.events('twice', { times: always, chance }),
  swapped: (faults, chance) => faults.events('swapped', { times: always, chance }),
};

const ofConnection: Readonly<Record<string, (gateway: GatewayFaults) => void>> = {
  drop: (gateway) => gateway.drop(),
  cut: (gateway) => gateway.cut(),
  reconnect: (gateway) => gateway.requestReconnect(),
  'session-lost': (gateway) => gateway.invalidate(),
  deaf: (gateway) => void setTimeout(gateway.muteHeartbeats(), deafFor).unref(),
};

export const faultNames: readonly string[] = [...Object.keys(overWire), ...Object.keys(ofConnection)];

/**
 * Reads `slow:20,drop`: names, each with a chance in percent. Without one it is 10 for a request or an event, and 100 for
 * the connection, which fails every half minute.
 *
 * @throws RangeError with a sentence.
 */
export function parseFaults(list: string): NamedFault[] {
  return list.split(',').map((each) => {
    const [name = '', chance, ...more] = each.trim().split(':');
    if (!faultNames.includes(name)) {
      throw new RangeError(`There is no fault "${name}". There are ${faultNames.join(', ')}.`);
    }
    const percent = chance === undefined ? (name in ofConnection ? 100 : usualPercent) : Number(chance);
    if (more.length > 0 || !Number.isInteger(percent) || percent < 1 || percent > 100 || chance === '') {
      throw new RangeError(`A fault's chance is 1 to 100, in percent: ${name}:20.`);
    }
    return { name, percent };
  });
}

/** Switches them on; the answer switches them off. @param every - how often a connection may fail, in ms. */
export function switchOn(
  faults: Faults,
  named: readonly NamedFault[],
  { random = Math.random, every = connectionFailsEvery }: { readonly random?: Random; readonly every?: number } = {},
): () => void {
  const offs = named.map(({ name, percent }) => {
    const chance = percent / 100;
    const request = overWire[name];
    if (request) return request(faults, chance);
    const timer = setInterval(() => {
      if (random() < chance) ofConnection[name]?.(faults.gateway);
    }, every);
    timer.unref();
    return () => clearInterval(timer);
  });
  return () => {
    for (const off of offs) off();
  };
}
