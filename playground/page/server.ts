/** Serves the page in the browser on top of a playground: its files, what a member sees, live, and what they do. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ZodError } from 'zod';
import type { Playground } from '#playground/playground.ts';
import type { Change } from '#playground/world/model.ts';
import { Acts, isAct } from './acts.ts';
import { Refusals } from './refusals.ts';
import { membersOf, seenBy, Telling } from './view.ts';
import type { State } from './wire.ts';

export interface PageOptions {
  /** Commands as one would type them (`/fic search query: baker`), offered on the first visit. */
  readonly examples?: readonly string[];
}

/** What every visit shows of the same playground. */
interface Page {
  readonly playground: Playground;
  readonly refusals: Refusals;
  readonly examples: readonly string[];
}

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Files travel as base64: this is some 30 MB of them, a little over what Discord takes in one request. */
const largestBody = 40 * 1024 * 1024;

/** Nothing that a page of the double shows hangs on these. */
const unseen: ReadonlySet<Change['kind']> = new Set([
  'typing',
  'interaction-created',
  'interaction-changed',
  'bot-presence',
]);

/** A request that went well is told of by what it changed. */
const isSeen = (change: Change): boolean =>
  change.kind === 'requested' ? change.request.error !== null : !unseen.has(change.kind);

/** @returns the address to open in a browser. */
export function servePage(playground: Playground, { examples = [] }: PageOptions = {}): string {
  const acts = new Acts(playground);
  const page: Page = { playground, refusals: new Refusals(playground), examples };
  playground.serve(async (url, request, response) => {
    protect(response, playground.url);
    const refusal = refusalOf(request);
    if (refusal) {
      answer(response, 403, refusal);
      return;
    }
    const name = /^\/page\/(\w+)$/.exec(url.pathname)?.[1];
    if (request.method === 'POST' && name && isAct(name)) {
      await act(acts, name, request, response);
    } else if (request.method !== 'GET') {
      answer(response, 405, 'This is not something that one can do here.');
    } else if (name === 'state') {
      const state = stateOf(page, memberIn(playground, url), new Telling());
      answer(response, 200, JSON.stringify(state), 'application/json');
    } else if (name === 'events') {
      stream(page, memberIn(playground, url), response);
    } else {
      await serveFile(url.pathname, response);
    }
  });
  return `${playground.url}/`;
}

/** The page loads and runs what comes from here and nothing else. */
function protect(response: ServerResponse, origin: string): void {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' ${origin}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  response.setHeader('content-security-policy', policy.join('; '));
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-cache');
}

/**
 * Another site's page can send requests here too, though the double keeps names that are not this machine's away from
 * all it serves: what acts has to come from the page itself.
 */
function refusalOf({ headers, method }: IncomingMessage): string | null {
  const site = headers['sec-fetch-site'];
  const sameOrigin = headers.origin === undefined ? method === 'GET' : headers.origin === `http://${headers.host}`;
  if (!sameOrigin || site === 'cross-site' || site === 'same-site')
    return 'The playground answers to its own page only.';
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  return method === 'POST' && !isJson ? 'The playground takes JSON.' : null;
}

/** The member named in the address, or the first of all. */
function memberIn(playground: Playground, url: URL): string {
  const members = membersOf(playground);
  const wanted = url.searchParams.get('member');
  return (members.find(({ id }) => id === wanted) ?? members[0])?.id ?? '';
}

function stateOf({ playground, refusals, examples }: Page, memberId: string, telling: Telling): State {
  const { user } = playground.member(memberId);
  const all = telling.next(seenBy(playground, user, refusals)) ?? { put: {}, gone: {} };
  return { memberId, members: membersOf(playground), examples, all };
}

/** Tells everything once and then what changes, many changes of one moment together. */
function stream(page: Page, memberId: string, response: ServerResponse): void {
  const { playground, refusals } = page;
  const telling = new Telling();
  const { user } = playground.member(memberId);
  const send = (event: 'state' | 'update', data: object) =>
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  let soon: NodeJS.Immediate | null = null;
  const tell = () => {
    soon = null;
    const update = telling.next(seenBy(playground, user, refusals));
    if (update) send('update', update);
  };
  const hear = (change: Change) => {
    if (isSeen(change)) soon ??= setImmediate(tell);
  };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  // A browser that lost its playground asks again after so many milliseconds.
  response.write('retry: 1000\n\n');
  send('state', stateOf(page, memberId, telling));
  playground.on('change', hear);
  response.on('close', () => {
    playground.off('change', hear);
    if (soon) clearImmediate(soon);
  });
}

async function act(
  acts: Acts,
  name: Parameters<Acts['do']>[0],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await readBody(request);
    const outcome = await acts.do(name, JSON.parse(body));
    answer(response, 200, JSON.stringify(outcome), 'application/json');
  } catch (error) {
    const malformed = error instanceof ZodError || error instanceof SyntaxError;
    if (error instanceof RangeError) answer(response, 413, error.message);
    else if (malformed) answer(response, 400, 'The page posted something that the playground does not understand.');
    else throw error;
  }
}

/** @throws RangeError where it is too large to be what the page posts. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largestBody) throw new RangeError('Your files are too large: Discord takes 25 MiB at a time.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The page's files lie in one folder without folders in it: a name with a slash is none of them. */
async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const type = contentTypes[/^[a-z-]+\.([a-z]+)$/.exec(name)?.[1] ?? ''];
  const bytes = type ? await readFile(new URL(`browser/${name}`, import.meta.url)).catch(() => null) : null;
  if (type && bytes) answer(response, 200, bytes, type);
  else answer(response, 404, 'There is no such page.');
}

function answer(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
