/**
 * Discord's bad days in the log: connections that are lost and found, and requests that get no good answer. A line when it
 * begins, a line when it ends or a minute later, however often it happens between.
 */
import { type Client, Events, RESTEvents } from 'discord.js';
import type { RestTrouble } from '#src/discord/exchange.ts';
import type { Repeats } from '#src/ops/repeats.ts';

const GATEWAY = 'gateway';

export function tellGateway(client: Client, repeats: Repeats): void {
  client.on(Events.ShardReconnecting, () => {
    repeats.happened(GATEWAY, {}, 'the connection to Discord was lost; connecting again', { lasts: true });
  });
  client.on(Events.ShardResume, (_, replayed) => {
    repeats.over(GATEWAY, { replayed }, 'connected to Discord again, and nothing was missed');
  });
  client.on(Events.ShardReady, () => {
    repeats.over(GATEWAY, {}, 'connected to Discord again, in a new session');
  });
  client.on(Events.ShardError, (error) => {
    repeats.happened('gateway-error', { err: error }, 'the connection to Discord failed');
  });
  client.on(Events.Error, (error) => repeats.happened('client-error', { err: error }, 'discord.js failed'));
  client.on(Events.Warn, (text) => repeats.happened('client-warning', { text }, 'discord.js warns'));
  client.rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    // Discord shuts out an address after 10,000 of them in 10 minutes.
    repeats.happened('invalid-requests', { count, remainingTime }, 'Discord refuses many requests');
  });
}

export function tellRest(repeats: Repeats): (trouble: RestTrouble) => void {
  return ({ kind, ...fields }) => {
    const text = {
      'rate-limit': 'Discord limits how often it may be asked; waiting as long as it says',
      'server-error': 'Discord answers that it failed',
      'no-answer': 'Discord does not answer',
    }[kind];
    repeats.happened(kind, fields, text);
  };
}
