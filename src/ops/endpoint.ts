/**
 * Where a machine's own watchers look: /metrics, /healthz and /readyz on loopback. Nothing in it is for the world.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { FicError } from '#src/story/errors.ts';

const HOST = '127.0.0.1';

/** What is asked for readiness has so many ms to answer. */
const ANSWER_WITHIN_MS = 2000;

/** What has to answer before the bot is ready, by the name that is told. */
type Checks = Readonly<Record<string, () => boolean | Promise<boolean>>>;

export interface EndpointParts {
  /** 0 takes a free one. */
  readonly port: number;
  readonly checks: Checks;
  readonly metrics: { text(): Promise<string>; readonly contentType: string };
}

export interface Endpoint extends AsyncDisposable {
  readonly url: string;
}

/** @throws FicError `ops-port-in-use`. */
export async function openEndpoint({ port, checks, metrics }: EndpointParts): Promise<Endpoint> {
  const pages: Readonly<Record<string, () => Promise<Answer>>> = {
    '/healthz': async () => ({ status: 200, body: 'alive\n' }),
    '/readyz': async () => {
      const missing = await failing(checks);
      return missing.length === 0
        ? { status: 200, body: 'ready\n' }
        : { status: 503, body: `not ready: ${missing.join(', ')}\n` };
    },
    '/metrics': async () => ({ status: 200, body: await metrics.text(), type: metrics.contentType }),
  };
  const server = createServer((request, response) => {
    answerOf(request, pages).then(
      (answer) => send(response, answer),
      () => send(response, { status: 500, body: 'This could not be told.\n' }),
    );
  });
  const listening = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    const taken = error.code === 'EADDRINUSE';
    listening.reject(taken ? new FicError('ops-port-in-use', { port: String(port) }, { cause: error }) : error);
  });
  server.listen(port, HOST, () => listening.resolve());
  await listening.promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The endpoint has no port.');
  return {
    url: `http://${HOST}:${address.port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

async function answerOf(
  request: IncomingMessage,
  pages: Readonly<Record<string, () => Promise<Answer>>>,
): Promise<Answer> {
  if (!isLocal(request)) return { status: 421, body: 'This answers to 127.0.0.1 and localhost.\n' };
  const [path = ''] = (request.url ?? '').split('?');
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (!page) return { status: 404, body: 'There is /metrics, /healthz and /readyz.\n' };
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, body: 'This is only to be read.\n' };
  return page();
}

function send(response: ServerResponse, { status, body, type = 'text/plain; charset=utf-8' }: Answer): void {
  const headers = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  response.writeHead(status, { ...headers, ...(status === 405 && { allow: 'GET, HEAD' }) }).end(body);
}

/** A web page elsewhere can point a name of its own at this address, but cannot hide which name it called. */
function isLocal({ headers }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');
}

/** The names of the checks that fail, or take too long. */
async function failing(checks: Checks): Promise<string[]> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ({ name, passes: await soon(async () => check()) })),
  );
  return results.filter(({ passes }) => !passes).map(({ name }) => name);
}

function soon(check: () => Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
    check()
      .catch(() => false)
      .then(resolve)
      .finally(() => clearTimeout(late));
  });
}
