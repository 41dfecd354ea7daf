/** How messages come, change and go, and whom they would ping. */
import {
  AllowedMentionsTypes,
  type APIAllowedMentions,
  type APIAttachment,
  AttachmentFlags,
  ComponentType,
  MessageFlags,
  MessageType,
  type Snowflake,
} from 'discord-api-types/v10';
import { eachComponent } from './components.ts';
import type { Channel, Interaction, Mentions, Message } from './model.ts';
import { isThread, joinThread, keepAwake, updateThread } from './threads.ts';
import type { World } from './world.ts';

/** What a message says; an edit gives those parts that change. */
export type MessageContent = Pick<
  Message,
  'content' | 'embeds' | 'components' | 'attachments' | 'flags' | 'allowedMentions'
>;

export interface MessageOrigin {
  readonly authorId: Snowflake;
  readonly type?: MessageType;
  readonly interaction?: Interaction;
  readonly ephemeralTo?: Snowflake | null;
  readonly referenceId?: Snowflake | null;
  readonly nonce?: string | number | null;
}

export function postMessage(
  world: World,
  channel: Channel,
  content: Partial<MessageContent>,
  origin: MessageOrigin,
): Message {
  const said: MessageContent = {
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    allowedMentions: null,
    ...content,
  };
  const message: Message = {
    id: world.ids.next(),
    channelId: channel.id,
    authorId: origin.authorId,
    type: origin.type ?? MessageType.Default,
    createdAt: world.now(),
    editedAt: null,
    ...said,
    ephemeralTo: origin.ephemeralTo ?? null,
    interactionId: origin.interaction?.id ?? null,
    referenceId: origin.referenceId ?? null,
    threadId: null,
    nonce: origin.nonce ?? null,
    mentions: mentionsOf(said),
    deleted: false,
  };
  world.messages.set(message.id, message);
  world.marked.add(message);
  if (isThread(channel) && message.ephemeralTo === null) {
    keepAwake(world, channel);
    if (channel.thread.archived && !channel.thread.locked) updateThread(world, channel, { archived: false });
    const parent = world.parentOf(channel);
    const called = message.mentions.users.filter((id) => world.users.has(id) && parent && world.canSee(parent, id));
    for (const userId of [origin.authorId, ...called]) joinThread(world, channel, userId);
  }
  world.changed({ kind: 'message-created', message });
  return message;
}

/** @param touched - false for the first text after "thinking…", which Discord does not mark as edited. */
export function editMessage(world: World, message: Message, change: Partial<MessageContent>, touched = true): void {
  Object.assign(message, change);
  message.mentions = mentionsOf(message);
  if (touched) message.editedAt = world.now();
  world.changed({ kind: 'message-updated', message });
}

export function deleteMessage(world: World, message: Message): void {
  message.deleted = true;
  world.changed({ kind: 'message-deleted', message });
}

/** Keeps a file and gives it an address on this machine. */
export function attachFile(
  world: World,
  channelId: Snowflake,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly contentType: string },
  details: { readonly description?: string; readonly ephemeral?: boolean } = {},
): APIAttachment {
  const id = world.ids.next();
  // Half a character has no place in an address.
  const name = file.name.toWellFormed();
  world.files.set(id, { ...file, name });
  const url = `${world.url}/attachments/${channelId}/${id}/${encodeURIComponent(name)}`;
  return {
    id,
    filename: name,
    size: file.bytes.byteLength,
    url,
    proxy_url: url,
    content_type: file.contentType,
    ...(name.startsWith('SPOILER_') && { flags: AttachmentFlags.IsSpoiler }),
    ...details,
  };
}

/** Embeds ping nobody; content does, and so does the text of Components V2. */
function mentionsOf(message: Pick<Message, 'content' | 'components' | 'flags' | 'allowedMentions'>): Mentions {
  const displayed =
    message.flags & MessageFlags.IsComponentsV2
      ? [...eachComponent(message.components)].flatMap(({ component }) =>
          component.type === ComponentType.TextDisplay ? [component.content] : [],
        )
      : [];
  const text = [message.content, ...displayed].join('\n');
  const allowed = message.allowedMentions;
  const named = (pattern: RegExp) => [...new Set(Array.from(text.matchAll(pattern), ([, id]) => id ?? ''))];
  return {
    users: named(/<@!?(\d+)>/g).filter((id) => mayPing(allowed, AllowedMentionsTypes.User, id)),
    roles: named(/<@&(\d+)>/g).filter((id) => mayPing(allowed, AllowedMentionsTypes.Role, id)),
    everyone: /@(everyone|here)/.test(text) && mayPing(allowed, AllowedMentionsTypes.Everyone),
  };
}

/** A message that says nothing about mentions allows them all. */
function mayPing(allowed: APIAllowedMentions | null, kind: AllowedMentionsTypes, id?: Snowflake): boolean {
  if (!allowed) return true;
  if (allowed.parse?.includes(kind)) return true;
  if (id === undefined || kind === AllowedMentionsTypes.Everyone) return false;
  return (kind === AllowedMentionsTypes.User ? allowed.users : allowed.roles)?.includes(id) ?? false;
}
