/**
 * Notes what was done to a library in its log, and tells it in the library's log channel.
 */
import { logMessage } from '#commands/history/log-view.ts';
import type { Ports } from '#src/kit/ports.ts';
import type { Speech } from '#src/kit/speech.ts';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import { mayShow, moderatorsIn } from '#src/story/audience.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { KeyedQueue } from '#src/workers/queue.ts';

type Parts = Ports<'catalog' | 'moderation' | 'settings' | 'channels' | 'guilds' | 'newId'> & {
  readonly speech: Pick<Speech, 'in'>;
  /** What was noted was not told in the log channel. */
  readonly onUntold: (error: unknown, entry: NewLogEntry) => void;
};

/** `record` resolves when the entry is on disk; the channel hears of it afterwards, in the order of the entries. */
export function recorder(parts: Parts): Ports<'record' | 'tell'> {
  const telling = new KeyedQueue();
  const tell = (entry: NewLogEntry) => {
    for (const channel of logChannels(parts, entry)) {
      telling.run(channel, () => post(parts, entry, channel)).catch((error: unknown) => parts.onUntold(error, entry));
    }
  };
  return {
    tell,
    async record(entry) {
      await parts.moderation.log.add(entry);
      tell(entry);
    },
  };
}

/** Nobody turns a log channel off without a word in it. */
function logChannels({ settings }: Parts, { library, details }: NewLogEntry): Set<string> {
  const { logChannel } = settings.of(library);
  const before = details.setting === 'logChannel' ? details.before : null;
  return new Set([before, logChannel].flatMap((channel) => channel || []));
}

async function post({ catalog, channels, guilds, speech, newId }: Parts, entry: NewLogEntry, channelId: string) {
  const guild = guilds.get(entry.library);
  const ageRestricted = guild?.channel(channelId)?.ageRestricted ?? false;
  const audience = moderatorsIn({ guildId: entry.library, ageRestricted });
  const story = entry.story === undefined ? null : await catalog.get(entry.story, [entry.library, SHARED_LIBRARY]);
  const nameable = ageRestricted || entry.story === undefined || (story !== null && mayShow(audience, story));
  await channels.post(channelId, logMessage(speech.in(entry.library), entry, nameable), `log ${newId()}`);
}
