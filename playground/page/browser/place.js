/** What the place that one is in says of itself: what one may do there, and what keeps one from it. */
import { ChannelType } from './discord.js';

/** @import { PageChannel } from '../wire.ts' */

/**
 * What the empty composer says, and the line above it where there is something to know; empty for none.
 *
 * @param {PageChannel | null} channel
 * @returns {{ words: string, note: string }}
 */
export function placeWords(channel) {
  if (!channel) return { words: '', note: '' };
  const mark = channel.guildId === null ? '@' : channel.parentId === null ? '#' : '';
  const commands = channel.commandIds.length > 0;
  const note = noteOf(channel);
  if (channel.maySend) return { words: `Message ${mark}${channel.name}${commands ? ', or type /' : ''}`, note };
  return { words: commands ? 'Only commands here: type /' : 'You cannot write here', note };
}

/** @param {PageChannel} channel */
function noteOf({ type, parentId, archived, locked, maySend, ageRestricted }) {
  if (type === ChannelType.Forum || type === ChannelType.Media)
    return 'A forum holds posts and no messages of its own: open one of its threads to write.';
  if (locked && !maySend) return 'This thread is locked: only moderators can write here.';
  if (archived && !maySend) return 'This thread is archived, and you do not have permission to write here.';
  if (archived) return 'This thread is archived. Your message opens it again; commands work once it is open.';
  if (!maySend) return 'You do not have permission to send messages here.';
  if (locked) return 'This thread is locked. You can write here because you manage threads.';
  if (ageRestricted) return `This ${parentId ? 'thread' : 'channel'} is age-restricted: for adults only.`;
  return '';
}
