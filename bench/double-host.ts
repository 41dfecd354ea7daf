/**
 * One side of the double's own measurement, in a process of its own: the double, or nothing but node:http and ws making the
 * same two hops. `node bench/double-host.ts double|echo ROUNDS FLIGHT`, with figures as its one message.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { Routes } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { Playground } from '#playground/playground.ts';
import { figures } from './figures.ts';

/** What a side is asked for, and how it lets itself be asked. */
interface Side {
  readonly url: string;
  readonly token: string;
  /** Sends an interaction, and is done when it was answered. */
  ask(): Promise<unknown>;
}

export interface DoubleFigures {
  /** From before the interaction is made until the client has its 204, in ms. */
  readonly p50: number;
  readonly p99: number;
  /** Of this process's own processor time, whatever the client takes. */
  readonly perSecondOfCore: number;
  readonly perSecond: number;
}

async function double(): Promise<Side> {
  const world = await Playground.start({ log: () => {}, identifyInterval: 0 });
  await fetch(`${world.apiUrl}/v10${Routes.applicationCommands(world.applicationId)}`, {
    method: 'PUT',
    headers: { authorization: `Bot ${world.token}`, 'content-type': 'application/json' },
    body: JSON.stringify([{ name: 'fic', description: 'Stories' }]),
  });
  const ada = world.member('ada').in('#general');
  return { url: world.url, token: world.token, ask: () => ada.slash('/fic') };
}

async function echo(): Promise<Side> {
  // As long as the double's own, so that both clients read as much.
  const sample = { application_id: '1', locale: 'en-US', padding: 'x'.repeat(1_800) };
  const waiting = new Map<string, () => void>();
  let socket: WebSocket | undefined;
  let asked = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString());
      response.writeHead(204).end();
      const id = request.url?.split('/')[4] ?? '';
      waiting.get(id)?.();
      waiting.delete(id);
    });
  });
  new WebSocketServer({ server }).on('connection', (connection) => {
    socket = connection;
    connection.once('message', () => connection.send(JSON.stringify({ t: 'READY', d: {} })));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The echo has no port.');
  const ask = () => {
    const { promise, resolve: done } = Promise.withResolvers<void>();
    const id = String(++asked);
    waiting.set(id, done);
    socket?.send(
      JSON.stringify({ op: 0, s: asked, t: 'INTERACTION_CREATE', d: { ...sample, id, token: 'x'.repeat(43) } }),
    );
    return promise;
  };
  return { url: `http://127.0.0.1:${address.port}`, token: '', ask };
}

async function client({ url, token }: Side, telling: 'each' | 'none'): Promise<ChildProcess> {
  const child = fork(resolve(import.meta.dirname, 'bare-client.js'), [url, token, telling]);
  await once(child, 'message');
  return child;
}

/** One after the other. */
async function roundTrips(side: Side, rounds: number): Promise<number[]> {
  const child = await client(side, 'each');
  const took: number[] = [];
  const warmUp = Math.ceil(rounds / 3);
  for (let round = -warmUp; round < rounds; round += 1) {
    const answered = once(child, 'message');
    const begun = process.hrtime.bigint();
    const [[{ answeredAt, status }]] = await Promise.all([answered, side.ask()]);
    if (status !== 204) throw new Error(`An interaction was answered with ${status}.`);
    if (round >= 0) took.push(Number(BigInt(answeredAt) - begun) / 1e6);
  }
  child.kill();
  await once(child, 'exit');
  return took;
}

/** Many at the same time. */
async function throughput(side: Side, rounds: number, flight: number) {
  const child = await client(side, 'none');
  const many = async (count: number) => {
    let left = count;
    const lane = async () => {
      while (left-- > 0) await side.ask();
    };
    await Promise.all(Array.from({ length: flight }, lane));
  };
  await many(Math.ceil(rounds / 3));
  const before = process.cpuUsage();
  const begun = performance.now();
  await many(rounds);
  const { user, system } = process.cpuUsage(before);
  const perSecond = (rounds / (performance.now() - begun)) * 1_000;
  child.kill();
  await once(child, 'exit');
  return { perSecondOfCore: rounds / ((user + system) / 1e6), perSecond };
}

const [name, rounds = '300', flight = '32'] = process.argv.slice(2);
const side = await (name === 'echo' ? echo() : double());
const { p50, p99 } = figures(await roundTrips(side, Number(rounds)));
const measured: DoubleFigures = { p50, p99, ...(await throughput(side, Number(rounds) * 10, Number(flight))) };
process.send?.(measured);
if (!process.send) console.log(name, measured);
process.disconnect?.();
process.exit();
