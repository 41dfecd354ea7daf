/** The gateway's numbers, each with its sentence and the page that has it. Times are milliseconds. */

const page = 'https://docs.discord.com/developers/events/gateway';

export const gatewayLimits = {
  payloadBytes: {
    number: 4_096,
    says: 'A payload that a bot sends over the gateway has at most 4096 bytes.',
    source: `${page}#sending-events`,
  },
  sends: {
    number: 120,
    says: 'A bot sends at most 120 payloads over a connection in 60 seconds, heartbeats counted.',
    source: `${page}#rate-limiting`,
  },
  sendsWindow: {
    number: 60_000,
    says: 'What a bot sends over a connection is counted for 60 seconds.',
    source: `${page}#rate-limiting`,
  },
  heartbeatIntervals: {
    number: 1.5,
    says: 'A connection without a heartbeat for one and a half intervals is closed.',
    // Discord says that it closes, and not after how long: half an interval is the most that its own jitter allows for.
    source: `${page}#sending-heartbeats`,
  },
  guildsOfShard: {
    number: 2_500,
    says: 'A shard serves at most 2500 guilds.',
    source: `${page}#sharding`,
  },
  identifies: {
    number: 1_000,
    says: 'A bot identifies at most 1000 times in 24 hours; beyond that all its sessions end and its token is reset.',
    source: `${page}#identifying`,
  },
  identifiesWindow: {
    number: 86_400_000,
    says: 'Identifying is counted for 24 hours.',
    source: `${page}#identifying`,
  },
  identifyInterval: {
    number: 5_000,
    says: 'Of the shards with one `shard_id % max_concurrency`, one identifies in 5 seconds.',
    source: `${page}#sharding-max-concurrency`,
  },
} as const satisfies Readonly<Record<string, { number: number; says: string; source: string }>>;
