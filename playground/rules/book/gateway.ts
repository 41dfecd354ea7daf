/** The rules of the gateway, which closes on those who break them, and of how much a bot may ask at all. */
import { GatewayCloseCodes } from 'discord-api-types/v10';
import { measured, placesOn, rule, SOURCES } from './rule.ts';

const { gateway, rateLimits } = SOURCES;
const at = placesOn(gateway);
const identifying = at('identifying');

export const gatewayRules = {
  'gateway.payload': measured(4_096, 'A payload over the gateway is JSON of at most % bytes', at('sending-events')),
  'gateway.sends': measured(
    120,
    'A bot sends at most % payloads in 60 seconds, heartbeats counted',
    at('rate-limiting'),
  ),
  'gateway.opcode': rule('A payload has an opcode that there is', gateway),
  'gateway.identified': rule('A bot identifies before it sends anything but heartbeats', identifying),
  'gateway.once': rule('A bot identifies once in a connection', identifying),
  'gateway.token': rule('A bot identifies and resumes with its own token', identifying),
  'gateway.sequence': rule('A bot resumes after an event that it was sent', at('resuming')),
  'gateway.heartbeat': rule('A connection shows a heartbeat at every interval', at('sending-heartbeats')),
  'gateway.shard': rule('A shard is one of those that there are', at('sharding')),
  'gateway.guilds': measured(2_500, 'A shard serves at most % guilds', at('sharding')),
  'gateway.intents': rule('Intents are a number of bits that there are', at('gateway-intents')),
  'gateway.intents-granted': rule(
    'Privileged intents are granted first, in the developer portal',
    at('privileged-intents'),
  ),
  'gateway.identifies': measured(
    1_000,
    'A bot identifies at most % times in 24 hours; beyond that its sessions end and its token is reset',
    identifying,
  ),
  'rate.global': measured(
    50,
    'A bot makes at most % requests a second, those for interactions not counted',
    `${rateLimits}#global-rate-limit`,
  ),
  'rate.refused': measured(
    10_000,
    'After % requests answered by 401, 403 or 429 in ten minutes nobody answers until they are over',
    `${rateLimits}#invalid-request-limit-aka-cloudflare-bans`,
  ),
} as const;

/** Which rule it is that a close code tells of. */
export const closeRules: ReadonlyMap<number, keyof typeof gatewayRules> = new Map([
  [GatewayCloseCodes.UnknownOpcode, 'gateway.opcode'],
  [GatewayCloseCodes.DecodeError, 'gateway.payload'],
  [GatewayCloseCodes.NotAuthenticated, 'gateway.identified'],
  [GatewayCloseCodes.AuthenticationFailed, 'gateway.token'],
  [GatewayCloseCodes.AlreadyAuthenticated, 'gateway.once'],
  [GatewayCloseCodes.InvalidSeq, 'gateway.sequence'],
  [GatewayCloseCodes.RateLimited, 'gateway.sends'],
  [GatewayCloseCodes.SessionTimedOut, 'gateway.heartbeat'],
  [GatewayCloseCodes.InvalidShard, 'gateway.shard'],
  [GatewayCloseCodes.ShardingRequired, 'gateway.guilds'],
  [GatewayCloseCodes.InvalidIntents, 'gateway.intents'],
  [GatewayCloseCodes.DisallowedIntents, 'gateway.intents-granted'],
]);

/** In ms; of the last it is known that Discord closes, not when: half an interval is the most that its own jitter allows for. */
export const gatewayTimes = {
  sends: 60_000,
  identifies: 24 * 60 * 60_000,
  /** Of the shards with one `shard_id % max_concurrency`, one identifies in this time. */
  identify: 5_000,
  /** Intervals without a heartbeat. */
  heartbeats: 1.5,
  refused: 10 * 60_000,
} as const;
