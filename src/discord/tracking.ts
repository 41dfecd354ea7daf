/**
 * Tells what was sent for an interaction to whoever must find it again: which message, who sees it, and what it shows.
 *
 * A private reply is out of a bot's reach but by its interaction's token, which stays here, in memory, for as long as it is good.
 */

import { type BaseInteraction, DiscordAPIError, type Message, MessageFlags } from 'discord.js';
import { type Sent, wireBody } from '#src/discord/acknowledgement.ts';
import type { ReplyWire, ToldMessage } from '#src/discord/reply-wire.ts';
import type { Answer } from '#src/kit/declaration.ts';
import type { Reply } from '#src/kit/reply.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Showing } from '#src/moderation/showing.ts';
import type { StoryId } from '#src/story/story.ts';

/** Discord's 15 minutes, and a little less than that for the way there. */
const TOKEN_LIFETIME_MS = 15 * 60_000 - 5000;

export interface Tracker {
  /** The reply, or a line in its place where it shows what was taken down while it was made. */
  fitting(reply: Reply, answer: Answer): Reply;
  /** Never rejects for what a disk or Discord does. */
  sent(reply: Reply, sent: Sent): Promise<void>;
  /** Of an answer nobody knows whether it got through: it may stand all the same. */
  unheardOf(reply: Reply, answer: Answer): Promise<void>;
}

/** What stands in the place of stories that were taken down. @param isPrivate - one person sees it. */
export type LineFor = (stories: readonly StoryId[], isPrivate: boolean) => MessageBody;

interface TrackerParts {
  readonly showing: Showing;
  readonly wire: ReplyWire;
  readonly lineFor: LineFor;
  /** ms since 1970. */
  readonly now: () => number;
}

/** @param interaction - just received. */
export function trackerFor(
  interaction: BaseInteraction & { readonly message?: Message | null },
  { showing, wire, lineFor, now }: TrackerParts,
): Tracker {
  const until = now() + TOKEN_LIFETIME_MS;
  /** The message that was pressed, or under whose button a modal was opened. */
  const pressed = interaction.message ?? null;

  async function stands(message: string, seenByOne: boolean, name: string, stories: readonly StoryId[]): Promise<void> {
    if (!seenByOne) return showing.stands({ message, channel: interaction.channelId ?? '' }, stories);
    const replace = async () => {
      const body = { ...wireBody(lineFor(stories, true)), content: null, embeds: [], attachments: [] };
      return wire.edit(body, { message: name }).then(() => true, refusedAsGone);
    };
    return showing.holds(message, { stories, until, replace });
  }

  async function track(stories: readonly StoryId[], sent: Sent): Promise<void> {
    if (sent?.kind === 'updated') {
      if (pressed) await stands(pressed.id, pressed.flags.has(MessageFlags.Ephemeral), '@original', stories);
    } else if (sent?.message && stories.length > 0) {
      const { id } = sent.message;
      await stands(id, isPrivate(sent.message), sent.kind === 'new' ? '@original' : id, stories);
    }
  }

  function isSeenByOne({ only }: Reply & { readonly kind: 'message' }, answer: Answer): boolean {
    if (only === 'private' || answer === 'reply-private') return true;
    return answer !== 'reply-public' && pressed?.flags.has(MessageFlags.Ephemeral) !== false;
  }

  return {
    fitting(reply, answer) {
      if (reply.kind === 'modal' || showing.hidden(reply.body.shows) === null) return reply;
      return { ...reply, body: lineFor(reply.body.shows ?? [], isSeenByOne(reply, answer)) };
    },
    async sent(reply, sent) {
      if (reply.kind === 'message') await track(reply.body.shows ?? [], sent);
    },
    async unheardOf(reply, answer) {
      if (reply.kind === 'modal' || !reply.body.shows?.length) return;
      const { shows } = reply.body;
      if (answer === 'update' && reply.only !== 'private') await track(shows, { kind: 'updated' });
      else if (answer === 'reply-public' && reply.only !== 'private') {
        await track(shows, { kind: 'new', message: await wire.original().catch(() => null) });
      } else await stands(`of ${interaction.id}`, true, '@original', shows);
    },
  };
}

/** Its reader dismissed it, or it never stood there. */
function refusedAsGone(error: unknown): false {
  if (error instanceof DiscordAPIError) return false;
  throw error;
}

function isPrivate({ flags = 0 }: ToldMessage): boolean {
  return (flags & MessageFlags.Ephemeral) !== 0;
}
