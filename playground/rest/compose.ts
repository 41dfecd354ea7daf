/** From a message's body and its files to what the message says, checked as a whole. */
import { type APIAttachment, AttachmentFlags, MessageFlags, type Snowflake } from 'discord-api-types/v10';
import { limitOf } from '../rules/book.ts';
import { type FormProblem, invalidForm, refusal } from '../rules/discord-error.ts';
import { type AttachmentRequest, checkWhole, type MessageBody, parseMessageBody } from '../rules/messages.ts';
import { numberComponents } from '../world/components.ts';
import { attachFile, type MessageContent } from '../world/messages.ts';
import type { Message } from '../world/model.ts';
import type { World } from '../world/world.ts';
import type { RestRequest } from './route.ts';

/** What a bot may set; everything else in `flags` is Discord's, and `Ephemeral` is a matter of the interaction. */
const flagsAtCreation = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;
const flagsAtEdit = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;

export interface Composition {
  readonly channelId: Snowflake;
  readonly body: unknown;
  readonly files: RestRequest['files'];
  readonly ephemeral?: boolean;
}

/**
 * A new message's content.
 *
 * @param body - the composition's, where it is parsed already.
 * @throws DiscordError 50035, 50006, 40005
 */
export function composeNew(
  world: World,
  composition: Composition,
  body: MessageBody = parseMessageBody(composition.body),
): MessageContent {
  return compose(world, composition, body, null, (body.flags ?? 0) & flagsAtCreation);
}

/**
 * What an edit makes of a message: fields that are not given stay, `null` empties them, and Components V2 stays for good.
 *
 * @throws DiscordError 50035, 50006, 40005
 */
export function composeEdit(world: World, composition: Composition, before: Message): MessageContent {
  const body = parseMessageBody(composition.body, before);
  const lasting = before.flags & ~(MessageFlags.SuppressEmbeds | MessageFlags.Loading);
  const flags =
    body.flags === undefined ? before.flags & ~MessageFlags.Loading : lasting | ((body.flags ?? 0) & flagsAtEdit);
  return compose(world, composition, body, before, flags);
}

function compose(
  world: World,
  { channelId, body: sent, files, ephemeral = false }: Composition,
  body: MessageBody,
  before: Message | null,
  flags: number,
): MessageContent {
  const attachments = [
    ...keptAttachments(sent, body, before, files),
    ...attachAll(world, channelId, body, named(body, before, files), ephemeral),
  ];
  const emptied = (field: keyof MessageBody) => sent instanceof Object && Reflect.get(sent, field) === null;
  const keep = <Value>(
    field: keyof MessageBody,
    given: Value | null | undefined,
    old: Value | undefined,
    none: Value,
  ) => given ?? (emptied(field) ? none : (old ?? none));
  const content: MessageContent = {
    content: keep('content', body.content, before?.content, ''),
    embeds: withAttachments(keep('embeds', body.embeds, before?.embeds, []), attachments, ['embeds']),
    components: numberComponents(
      withAttachments(keep('components', body.components, before?.components, []), attachments, ['components']),
    ),
    attachments,
    flags,
    allowedMentions: body.allowed_mentions ?? null,
  };
  checkWhole(content);
  return content;
}

/** The files that an edit adds: those that it names, where it names any. */
function named(
  { attachments }: MessageBody,
  before: Message | null,
  files: RestRequest['files'],
): RestRequest['files'] {
  if (!before || !attachments) return files;
  const numbers = new Set(attachments.map(({ id }) => Number(id)));
  return new Map([...files].filter(([number]) => numbers.has(number)));
}

/** @param sent - the body as it came: a description of null takes away the one that there was. */
function keptAttachments(
  sent: unknown,
  body: MessageBody,
  before: Message | null,
  files: RestRequest['files'],
): APIAttachment[] {
  const old = new Map(before?.attachments.map((each) => [each.id, each]));
  if (!body.attachments) return [...old.values()];
  const problems: FormProblem[] = body.attachments.flatMap(({ id }, index) =>
    files.has(Number(id)) || old.has(String(id))
      ? []
      : [
          {
            rule: 'message.file-kept',
            path: ['attachments', index, 'id'],
            code: 'ATTACHMENT_NOT_FOUND',
            message: `Attachment ${id} was not uploaded`,
          },
        ],
  );
  if (problems.length > 0) throw invalidForm(problems);
  const told: readonly AttachmentRequest[] = (sent as { attachments: AttachmentRequest[] }).attachments;
  const changes = new Map(told.map((each) => [String(each.id), each]));
  return [...old.values()].flatMap((each) => {
    const change = changes.get(each.id);
    return change ? [described(each, change)] : [];
  });
}

function attachAll(
  world: World,
  channelId: Snowflake,
  body: MessageBody,
  files: RestRequest['files'],
  ephemeral: boolean,
): APIAttachment[] {
  return [...files].map(([number, file]) => {
    if (file.bytes.byteLength > limitOf('message.file-bytes')) throw refusal('requestTooLarge', 'message.file-bytes');
    const request: AttachmentRequest = body.attachments?.find(({ id }) => Number(id) === number) ?? {};
    const name = request.filename ?? file.name;
    const attached = attachFile(world, channelId, { ...file, name }, ephemeral ? { ephemeral } : {});
    // A name that begins as one makes it a spoiler, whatever else is said.
    return described(attached, { ...request, is_spoiler: request.is_spoiler || null });
  });
}

/** A file with what is said of it; what is not said stays. */
function described(
  file: APIAttachment,
  { title, description, is_spoiler: isSpoiler }: AttachmentRequest,
): APIAttachment {
  const { description: before, flags: flagsBefore = 0, ...rest } = file;
  const now = description === undefined ? before : description;
  const cleared = flagsBefore & ~AttachmentFlags.IsSpoiler;
  const flags = typeof isSpoiler === 'boolean' ? cleared | (isSpoiler ? AttachmentFlags.IsSpoiler : 0) : flagsBefore;
  return {
    ...rest,
    ...(typeof title === 'string' && { title }),
    ...(typeof now === 'string' && now !== '' && { description: now }),
    ...(flags !== 0 && { flags }),
  };
}

const reference = 'attachment://';

/** Puts the files' real addresses where the body said `attachment://name`. */
function withAttachments<Value>(value: Value, attachments: readonly APIAttachment[], path: readonly string[]): Value {
  const resolve = (node: unknown, at: readonly string[]): unknown => {
    if (Array.isArray(node)) return node.map((each, index) => resolve(each, [...at, String(index)]));
    if (node === null || typeof node !== 'object') return node;
    const entries = Object.entries(node).map(([key, each]) => [key, resolve(each, [...at, key])]);
    const { url } = node as { readonly url?: unknown };
    if (typeof url !== 'string' || !url.startsWith(reference)) return Object.fromEntries(entries);
    const file = attachments.find(({ filename }) => filename === url.slice(reference.length));
    if (file) return { ...Object.fromEntries(entries), url: file.url, attachment_id: file.id };
    const message = `The file "${url.slice(reference.length)}" was not uploaded with this message`;
    throw invalidForm([{ rule: 'v2.file', path: [...at, 'url'], code: 'MEDIA_ITEM_ATTACHMENT_NOT_FOUND', message }]);
  };
  return resolve(value, path) as Value;
}
