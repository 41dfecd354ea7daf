/**
 * Tells what was sent for an interaction to whoever must find it again: which message, who sees it, and what it shows.
 *
 * A private reply is out of a bot's reach but by its interaction's token, which stays here, in memory, for as long as it is good.
 */
import { type MessageComponentInteraction, MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import { type Sent, wireBody } from '#src/discord/acknowledgement.ts';
import type { ReplyWire, ToldMessage } from '#src/discord/reply-wire.ts';
import type { Showing } from '#src/moderation/showing.ts';
import type { MessageBody } from '#src/views/message.ts';

/** Discord's 15 minutes, and a little less than that for the way there. */
const TOKEN_LIFETIME_MS = 15 * 60_000 - 5000;

type Pressed = Pick<MessageComponentInteraction | ModalSubmitInteraction, 'message'>;

export interface Tracking {
  readonly showing: Showing;
  readonly wire: ReplyWire;
  readonly channelId: string;
  /** The message that was pressed, or under whose button the modal was opened. */
  readonly pressed: Pressed['message'] | null;
  /** ms since 1970. */
  readonly receivedAt: number;
  /** What stands in the place of what was taken down; `several` where other stories were shown beside it. */
  readonly line: (several: boolean) => MessageBody;
}

export async function trackSent(tracking: Tracking, sent: Sent, { shows = [] }: MessageBody): Promise<void> {
  const { pressed } = tracking;
  if (sent?.kind === 'updated' && pressed) {
    await track(tracking, pressed.id, pressed.flags.has(MessageFlags.Ephemeral), '@original', shows);
  } else if (sent && sent.kind !== 'updated' && sent.message && shows.length > 0) {
    const { id } = sent.message;
    await track(tracking, id, isPrivate(sent.message), sent.kind === 'new' ? '@original' : id, shows);
  }
}

/** An answer of which nobody knows whether it got through: it may stand all the same. */
export async function trackUnheardOf(
  tracking: Tracking,
  isUpdate: boolean,
  { shows = [] }: MessageBody,
): Promise<void> {
  if (shows.length === 0) return;
  if (isUpdate && tracking.pressed) return trackSent(tracking, { kind: 'updated' }, { shows });
  const message = await tracking.wire.original().catch(() => null);
  return trackSent(tracking, { kind: 'new', message }, { shows });
}

async function track(
  { showing, wire, channelId, receivedAt, line }: Tracking,
  message: string,
  seenByOne: boolean,
  name: string,
  stories: readonly string[],
): Promise<void> {
  if (!seenByOne) return showing.stands({ message, channel: channelId }, stories);
  const emptied = { content: null, embeds: [], attachments: [] };
  const replace = async () => {
    await wire.edit({ ...wireBody(line(stories.length > 1)), ...emptied }, name);
  };
  return showing.holds(message, { stories, until: receivedAt + TOKEN_LIFETIME_MS, replace });
}

function isPrivate({ flags = 0 }: ToldMessage): boolean {
  return (flags & MessageFlags.Ephemeral) !== 0;
}
