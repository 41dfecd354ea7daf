/**
 * `ficus replay`: a run's traffic as somebody can read it, all at once or at the pace of the run.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RestLine, readTrafficLine, type TrafficLine } from '#playground/traffic/traffic-line.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import { FicError } from '#src/story/errors.ts';

export interface ReplayOptions {
  /** How many times as fast as the run was; without it nothing is waited for. */
  readonly speed?: number;
  /** Waits so many ms; for real where none is given. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** In ms. A person notices an answer that takes longer. */
const SLOW = 1_000;

/** @throws FicError `file-missing`, `file-unreadable`, `traffic-unreadable` with the first line that is none. */
export async function replay(file: string, { speed, wait = sleep }: ReplayOptions, out: Terminal): Promise<void> {
  const lines = readTraffic(file, await textOf(file));
  const told = new Telling(out);
  let before = told.start(lines);
  for (const line of lines) {
    const at = Date.parse(line.time);
    if (speed !== undefined && at > before) await wait((at - before) / speed);
    before = at;
    for (const text of told.tell(line)) out.print(text);
  }
  for (const text of told.unanswered()) out.print(text);
}

function readTraffic(file: string, text: string): TrafficLine[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((each, index) => {
      if (text === '') return [];
      const line = readTrafficLine(each);
      if ('wrong' in line) throw new FicError('traffic-unreadable', { file, line: index + 1, reason: line.wrong });
      return [line];
    });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new FicError('file-missing', { file }, { cause: error });
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new FicError('file-unreadable', { file, reason }, { cause: error });
  }
}

/** Knows which requests wait for an answer, and since when. */
class Telling {
  readonly #out: Terminal;
  readonly #open = new Map<number, RestLine>();
  #start = 0;

  constructor(out: Terminal) {
    this.#out = out;
  }

  /** @returns when the run began, in ms since 1970. */
  start([first]: readonly TrafficLine[]): number {
    this.#start = first ? Date.parse(first.time) : 0;
    return this.#start;
  }

  tell(line: TrafficLine): string[] {
    const arrow = line.direction === 'to-discord' ? '→' : '←';
    const head = `${this.#since(line)} ${arrow} ${line.via.padEnd(7)}`;
    if (line.via === 'gateway') {
      const isFailure = ['Close', 'Cut', 'Unreadable', 'InvalidSession', 'Reconnect'].includes(line.event);
      return [`${head} ${line.event}`, ...(isFailure ? inFull(line.body) : [])];
    }
    if (line.direction === 'to-discord') this.#open.set(line.exchange, line);
    const files = (line.files ?? []).map(({ name, size }) => ` ${name} (${this.#bytes(size)})`).join('');
    const parts = [head, line.status, line.route, line.fault && `[${line.fault}]`, this.#slowness(line)];
    const failed = line.status !== undefined && line.status >= 400;
    return [parts.filter(Boolean).join(' ') + files, ...(failed ? inFull(line.body) : [])];
  }

  /** The requests that were never answered. */
  unanswered(): string[] {
    return [...this.#open.values()].map((line) =>
      this.#out.language.say('cli.replay-unanswered', { route: line.route, time: this.#since(line).trim() }),
    );
  }

  #since({ time }: TrafficLine): string {
    return ((Date.parse(time) - this.#start) / 1_000).toFixed(3).padStart(9);
  }

  #slowness(line: RestLine): string {
    const request = line.direction === 'from-discord' ? this.#open.get(line.exchange) : undefined;
    if (!request) return '';
    this.#open.delete(line.exchange);
    const took = Date.parse(line.time) - Date.parse(request.time);
    if (took < SLOW) return '';
    return this.#out.language.say('cli.replay-slow', { seconds: took / 1_000 });
  }

  #bytes(size: number): string {
    return this.#out.language.say('cli.replay-bytes', { count: size });
  }
}

function inFull(body: unknown): string[] {
  if (body === null) return [];
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
  return text.split('\n').map((line) => `${' '.repeat(12)}${line.trimEnd()}`);
}
