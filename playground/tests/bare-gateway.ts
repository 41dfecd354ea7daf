/** A gateway's client with no library: sends what it is told, and tells what comes. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Playground } from '#playground/playground.ts';

interface Payload {
  readonly op: number;
  readonly s: number | null;
  readonly t: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is for the tests to say.
  readonly d: any;
}

export class BareGateway implements Disposable {
  readonly #world: Playground;
  readonly #socket: WebSocket;
  readonly #payloads: Payload[] = [];
  readonly closed: Promise<number>;

  private constructor(world: Playground) {
    this.#world = world;
    this.#socket = new WebSocket(world.url.replace('http', 'ws'));
    this.#socket.on('message', (data) => this.#payloads.push(JSON.parse(String(data))));
    this.closed = once(this.#socket, 'close').then(([code]) => code);
  }

  static async connect(world: Playground): Promise<BareGateway> {
    const gateway = new BareGateway(world);
    await once(gateway.#socket, 'open');
    return gateway;
  }

  static async identified(world: Playground, more = {}): Promise<BareGateway> {
    const gateway = await BareGateway.connect(world);
    gateway.identify(more);
    await gateway.comes(({ t }) => t === 'READY');
    return gateway;
  }

  send(op: number, d: unknown): void {
    this.#socket.send(JSON.stringify({ op, d }));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  identify(more = {}): void {
    this.send(2, { token: this.#world.token, intents: 1, properties: {}, ...more });
  }

  /** The first payload of that kind, be it there already. @throws Error where the connection ends without it. */
  async comes(fits: (payload: Payload) => boolean): Promise<Payload> {
    for (;;) {
      const found = this.#payloads.find(fits);
      if (found) return found;
      const ended = this.closed.then((code) => code);
      const code = await Promise.race([once(this.#socket, 'message').then(() => null), ended]);
      if (code !== null) throw new Error(`The gateway closed with ${code}.`);
    }
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  [Symbol.dispose](): void {
    this.#socket.terminate();
  }
}
