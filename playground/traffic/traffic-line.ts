/** A line of recorded traffic: what it holds, and how a line of text is read as one. */
import { z } from 'zod';

const common = {
  /** ISO 8601, of the world's clock. */
  time: z.iso.datetime(),
  direction: z.enum(['to-discord', 'from-discord']),
  /** As JSON; text where it is none. */
  body: z.unknown(),
};

const rest = z.strictObject({
  ...common,
  via: z.literal('rest'),
  /** The method and the route's pattern: `POST /channels/:channel/messages`. */
  route: z.string(),
  path: z.string(),
  /** The same number for a request and its answer. */
  exchange: z.int(),
  files: z.array(z.strictObject({ name: z.string(), size: z.int() })).optional(),
  /** Of an answer. */
  status: z.int().optional(),
  /** What was made to go wrong with the answer. */
  fault: z.string().optional(),
});

const gateway = z.strictObject({
  ...common,
  via: z.literal('gateway'),
  /** The event's name, `INTERACTION_CREATE`; the opcode's, `Heartbeat`, where it is none; `Close` for the end. */
  event: z.string(),
  /** Of an event. */
  sequence: z.int().optional(),
});

const trafficLine = z.discriminatedUnion('via', [rest, gateway]);

export type RestLine = z.infer<typeof rest>;
export type GatewayLine = z.infer<typeof gateway>;
export type TrafficLine = z.infer<typeof trafficLine>;

/** The line, or what is wrong with it. */
export function readTrafficLine(text: string): TrafficLine | { readonly wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { wrong: 'not JSON' };
  }
  const read = trafficLine.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return { wrong: [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ') };
}
