/** What may be said when a thread is opened or changed, and which channels take which threads. */
import {
  ChannelType,
  type RESTPatchAPIChannelJSONBody,
  type RESTPostAPIChannelThreadsJSONBody,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { RuleName } from './book.ts';
import { integer, parseBody, problem, text } from './form.ts';

const archiveMinutes: readonly number[] = Object.values(ThreadAutoArchiveDuration).filter(
  (each) => typeof each === 'number',
);
const threadTypes: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/** A number that is one of a few, by a rule of its own. */
const numberOf = (values: readonly number[], rule: RuleName) =>
  z.int().superRefine((value, context) => {
    if (values.includes(value)) return;
    problem(context, rule, 'BASE_TYPE_CHOICES', `Value must be one of {${values.join(', ')}}.`);
  });

const described = {
  name: text('thread.name', 1),
  auto_archive_duration: numberOf(archiveMinutes, 'thread.archive-after').nullish(),
  rate_limit_per_user: integer('thread.slowmode').nullish(),
  invitable: z.boolean().nullish(),
};

const newThread = z.strictObject({ ...described, type: numberOf(threadTypes, 'thread.type').nullish() });

const threadChange = z.strictObject({
  ...described,
  flags: z.int().nullish(),
  applied_tags: z.array(z.string()).nullish(),
  name: described.name.nullish(),
  archived: z.boolean().nullish(),
  locked: z.boolean().nullish(),
});

/** Forum posts and voice channels are left out: threads of messages and private threads are all that a reader needs. */
const takes: ReadonlyMap<ChannelType, readonly ChannelType[]> = new Map([
  [ChannelType.GuildText, [ChannelType.PublicThread, ChannelType.PrivateThread]],
  [ChannelType.GuildAnnouncement, [ChannelType.AnnouncementThread]],
]);

export function takesThreads(parent: ChannelType, thread: ChannelType): boolean {
  return takes.get(parent)?.includes(thread) ?? false;
}

/** @throws DiscordError 50035 */
export function parseNewThread(body: unknown): RESTPostAPIChannelThreadsJSONBody {
  return parseBody<RESTPostAPIChannelThreadsJSONBody>(newThread, body);
}

/** @throws DiscordError 50035 */
export function parseThreadChange(body: unknown): RESTPatchAPIChannelJSONBody {
  return parseBody<RESTPatchAPIChannelJSONBody>(threadChange, body);
}
