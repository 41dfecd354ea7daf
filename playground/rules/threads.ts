/** What may be said when a thread is opened or changed, and which channels take which threads. */
import {
  ChannelType,
  type RESTPatchAPIChannelJSONBody,
  type RESTPostAPIChannelThreadsJSONBody,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { integer, oneOf, parseBody, text } from './form.ts';
import { limits } from './limits.ts';

const { thread } = limits;

const described = {
  name: text(1, thread.name),
  auto_archive_duration: oneOf(thread.archiveMinutes).nullish(),
  rate_limit_per_user: integer(0, 21_600).nullish(),
  invitable: z.boolean().nullish(),
};

const newThread = z.object({
  ...described,
  type: oneOf([ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread]).nullish(),
});

const threadChange = z.object({
  ...described,
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
