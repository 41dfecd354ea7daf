/** An answer as it goes over the wire: status, headers, bytes. */
import type { ServerResponse } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for none at all, as of a 204. */
  readonly body: Buffer | null;
}

export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  // discord.js reads a 204 with a content type as a body.
  if (body === undefined) return { status, headers, body: null };
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  };
}

export function sendAnswer(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  if (body === null) response.writeHead(status, headers).end();
  else response.writeHead(status, { ...headers, 'content-length': body.byteLength }).end(body);
}
