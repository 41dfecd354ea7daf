/** How an answer goes wrong on the wire. */
import type { ServerResponse } from 'node:http';
import type { HttpAnswer } from '../rest/http-answer.ts';
import { rateLimited } from '../rest/rate-limited.ts';
import type { RestFault } from './rest-faults.ts';

/** What reaches the bot in place of the double's own answer. 0 is no status at all. */
export function faultyStatus(fault: RestFault, answer: HttpAnswer): number {
  if (fault.kind === 'rate-limit') return 429;
  if (fault.kind === 'server-error') return fault.status;
  return fault.kind === 'no-answer' ? 0 : answer.status;
}

/** Does something after so many ms, unless the double has ended before. */
export type Hold = (milliseconds: number, run: () => void) => void;

/**
 * Sends what the fault makes of an answer.
 *
 * @param bucket - of the route, for the headers of a rate limit.
 */
export function sendFaulty(
  fault: RestFault,
  answer: HttpAnswer,
  { bucket, response, hold }: { bucket: string; response: ServerResponse; hold: Hold },
  send: (answer: HttpAnswer) => void,
): void {
  switch (fault.kind) {
    case 'rate-limit':
      send(rateLimited(fault.scope, fault.retryAfter, bucket));
      break;
    case 'server-error':
      send(serverErrors[fault.status]);
      break;
    case 'slow':
      hold(fault.milliseconds, () => send(answer));
      break;
    case 'cut':
      cut(response, answer);
      break;
    case 'no-answer':
      break;
  }
}

/** The head promises the whole body; the first half of it comes. An empty body leaves only the head to cut. */
function cut(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  const { socket } = response;
  if (!socket) return;
  if (body === null || body.byteLength === 0) {
    socket.write(`HTTP/1.1 ${String(status).slice(0, 2)}`, () => socket.destroy());
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': body.byteLength });
  response.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => socket.destroy());
}

/** As they come from Discord itself, from Cloudflare before it, and from the proxy between them. */
const serverErrors: Readonly<Record<500 | 502 | 503, HttpAnswer>> = {
  500: text(500, 'application/json', '{"message": "500: Internal Server Error", "code": 0}'),
  502: text(
    502,
    'text/html',
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n' +
      '<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n',
  ),
  503: text(
    503,
    'text/plain',
    'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
  ),
};

function text(status: number, type: string, body: string): HttpAnswer {
  return { status, headers: { 'content-type': type }, body: Buffer.from(body) };
}
