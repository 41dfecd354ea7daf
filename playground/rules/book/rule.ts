/** What a rule of Discord's is: a sentence, where it is written, and the number in it where it has one. */

export interface Rule {
  /** One sentence for whoever broke it. */
  readonly says: string;
  /** The page of Discord's documentation that has it. */
  readonly source: string;
  /** Lengths are UTF-16 units, times milliseconds, sizes bytes; the sentence says which. */
  readonly limit?: number;
}

export interface MeasuredRule extends Rule {
  readonly limit: number;
}

/** Where Discord's documentation is. */
const DOCS = 'https://docs.discord.com/developers';

export const SOURCES = {
  reference: `${DOCS}/reference`,
  uploads: `${DOCS}/reference#uploading-files`,
  errors: `${DOCS}/reference#error-messages`,
  codes: `${DOCS}/topics/opcodes-and-status-codes#json`,
  gateway: `${DOCS}/events/gateway`,
  rateLimits: `${DOCS}/topics/rate-limits`,
  permissions: `${DOCS}/topics/permissions`,
  threads: `${DOCS}/topics/threads`,
  channels: `${DOCS}/resources/channel`,
  messages: `${DOCS}/resources/message#create-message`,
  embeds: `${DOCS}/resources/message#embed-object-embed-limits`,
  mentions: `${DOCS}/resources/message#allowed-mentions-object`,
  components: `${DOCS}/components/reference`,
  responding: `${DOCS}/interactions/receiving-and-responding`,
  commands: `${DOCS}/interactions/application-commands`,
} as const;

/** Places on a page of the documentation. */
export const placesOn = (page: string) => (anchor: string) => `${page}#${anchor}`;

/** @param what - "A message’s content has at most % characters": the number stands for the mark. */
export function measured(limit: number, what: string, source: string): MeasuredRule {
  return { limit, says: `${what.replace('%', limit.toLocaleString('en'))}.`, source };
}

export function rule(what: string, source: string): Rule {
  return { says: `${what}.`, source };
}
