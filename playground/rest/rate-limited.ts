/** Discord's 429, with its headers. Source: https://docs.discord.com/developers/topics/rate-limits */
import { type HttpAnswer, jsonAnswer } from './http-answer.ts';

/**
 * @param scope - of one route, or of the whole bot.
 * @param retryAfter - in ms; the header has whole seconds, the body has them exactly.
 * @param bucket - of the route.
 */
export function rateLimited(scope: 'route' | 'global', retryAfter: number, bucket: string): HttpAnswer {
  const seconds = retryAfter / 1_000;
  const common = { 'retry-after': String(Math.ceil(seconds)) };
  const headers =
    scope === 'global'
      ? { ...common, 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }
      : {
          ...common,
          'x-ratelimit-limit': '50',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': (Date.now() / 1_000 + seconds).toFixed(3),
          'x-ratelimit-reset-after': seconds.toFixed(3),
          'x-ratelimit-bucket': bucket,
          'x-ratelimit-scope': 'user',
        };
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' };
  return jsonAnswer(429, body, headers);
}
