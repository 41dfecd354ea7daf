/** Discord's REST API: finds the route, asks for the token, answers in JSON, and keeps a record of every request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DiscordError, refusal } from '../rules/discord-error.ts';
import type { World } from '../world/world.ts';
import { type ReadBody, readBody } from './body.ts';
import { findRoute, type RestAnswer, type Route } from './route.ts';
import { applicationRoutes } from './routes/application.ts';
import { channelRoutes } from './routes/channels.ts';
import { commandRoutes } from './routes/commands.ts';
import { guildRoutes } from './routes/guilds.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { threadRoutes } from './routes/threads.ts';
import { webhookRoutes } from './routes/webhooks.ts';

const routes: readonly Route[] = [
  ...applicationRoutes,
  ...guildRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...webhookRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...threadRoutes,
];

/** The one version that the double speaks. */
export const apiPrefix = '/api/v10';

/** @param log - hears of what the double cannot do, and of its own defects. */
export async function answerApi(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  log: (line: string) => void,
): Promise<void> {
  const method = request.method ?? 'GET';
  const { pathname, searchParams } = new URL(request.url ?? '/', world.url);
  const path = pathname.slice(apiPrefix.length);
  const match = findRoute(routes, method, path);
  let read: ReadBody = { body: undefined, files: new Map() };
  let answer: RestAnswer;
  let error: DiscordError | null = null;
  try {
    read = await readBody(request);
    if (!match) {
      log(`The playground has no route ${method} ${path}: Discord may, the double does not.`);
      throw refusal('unknownRoute');
    }
    if (!match.route.open && request.headers.authorization !== `Bot ${world.token}`) throw refusal('unauthorized');
    const param = (name: string) => match.params.get(name) ?? '';
    answer = match.route.handle(world, { param, query: searchParams, ...read });
  } catch (cause) {
    error = cause instanceof DiscordError ? cause : new DiscordError(500, 0, `500: Internal Server Error (${cause})`);
    if (!(cause instanceof DiscordError)) log(`The playground failed at ${method} ${path}: ${stackOf(cause)}`);
    answer = { status: error.status, body: error.body };
  }
  send(response, answer, match?.route);
  world.record({
    method,
    route: match?.route.pattern ?? path,
    path,
    body: read.body,
    files: [...read.files.values()].map(({ name }) => name),
    status: answer.status,
    error: error?.body ?? null,
    broken: error?.broken ?? [],
  });
}

function send(response: ServerResponse, { status, body }: RestAnswer, route: Route | undefined): void {
  const limit = route && !route.open ? rateLimit(route) : {};
  // discord.js reads a 204 with a content type as a body.
  if (body === undefined) {
    response.writeHead(status, limit).end();
    return;
  }
  const json = Buffer.from(JSON.stringify(body));
  response
    .writeHead(status, { ...limit, 'content-type': 'application/json', 'content-length': json.byteLength })
    .end(json);
}

/** Plausible numbers that never run out: the double counts nothing. */
function rateLimit({ method, pattern }: Route): Record<string, string> {
  return {
    'x-ratelimit-limit': '50',
    'x-ratelimit-remaining': '49',
    'x-ratelimit-reset-after': '1.000',
    'x-ratelimit-reset': (Date.now() / 1_000 + 1).toFixed(3),
    'x-ratelimit-bucket': Buffer.from(`${method}${pattern}`).toString('hex').slice(0, 64),
  };
}

function stackOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
