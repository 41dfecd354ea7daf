/** What a message may hold: the fields one by one, then the rules that span them. */
import {
  AllowedMentionsTypes,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  MessageReferenceType,
  type RESTPostAPIChannelMessageJSONBody,
  type Snowflake,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { eachComponent } from '../world/components.ts';
import type { Message } from '../world/model.ts';
import { limitOf } from './book.ts';
import { componentsV1List, componentsV2List, kindRuleV1, kindRuleV2 } from './components.ts';
import { type FormProblem, invalidForm, refusal } from './discord-error.ts';
import { address, integer, list, oneOf, parseBody, problem, snowflake, text, toldOfMedia } from './form.ts';

const anywhere = address(['http', 'https', 'attachment']);
const image = z.strictObject({ ...toldOfMedia, description: z.string().nullish(), url: anywhere });
const icon = { icon_url: anywhere.nullish(), proxy_icon_url: z.string().nullish() };
const time = z.string().superRefine((value, context) => {
  if (/^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))) return;
  problem(context, 'form.time', 'DATE_TIME_TYPE_PARSE', 'Could not parse it. Should be ISO8601.');
});

const embed = z
  .strictObject({
    title: text('embed.title').nullish(),
    type: z.string().nullish(),
    video: z.unknown().optional(),
    provider: z.unknown().optional(),
    flags: z.int().nullish(),
    description: text('embed.description').nullish(),
    url: address().nullish(),
    timestamp: time.nullish(),
    color: integer('embed.colour').nullish(),
    footer: z.strictObject({ ...icon, text: text('embed.footer') }).nullish(),
    image: image.nullish(),
    thumbnail: image.nullish(),
    author: z.strictObject({ ...icon, name: text('embed.author', 1), url: address().nullish() }).nullish(),
    fields: list(
      z.strictObject({
        name: text('embed.field-name', 1),
        value: text('embed.field-value', 1),
        inline: z.boolean().nullish(),
      }),
      'embed.fields',
    ).nullish(),
  })
  .superRefine(({ type, url, color, timestamp, video, provider, flags, ...shown }, context) => {
    const empty = Object.values(shown).every((part) => !part || (Array.isArray(part) && part.length === 0));
    if (empty) problem(context, 'embed.empty', 'BASE_TYPE_REQUIRED', 'This field is required', ['description']);
  });

const allowedMentions = z
  .strictObject({
    parse: z.array(oneOf(Object.values(AllowedMentionsTypes))).nullish(),
    users: list(snowflake, 'mentions.users').nullish(),
    roles: list(snowflake, 'mentions.roles').nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine(({ parse, users, roles }, context) => {
    const named = { users, roles };
    for (const kind of ['users', 'roles'] as const) {
      if (parse?.some((each) => each === kind) && named[kind]?.length) {
        const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
        problem(context, 'mentions.exclusive', 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message, [kind]);
      }
    }
  });

/** Files that stay are named by their id; what else was told of them may come back. */
const attachment = z.looseObject({
  id: snowflake,
  filename: z.string().min(1).nullish(),
  title: z.string().nullish(),
  description: text('message.alt-text').nullish(),
  is_spoiler: z.boolean().nullish(),
});

/** What is said of a file, one that comes or one that stays. */
export interface AttachmentRequest {
  readonly id?: Snowflake | number;
  readonly filename?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly is_spoiler?: boolean | null | undefined;
}

const nonce = z.unknown().superRefine((value, context) => {
  if (value === undefined || value === null || Number.isInteger(value)) return;
  if (typeof value !== 'string') {
    problem(context, 'form.type', 'UNION_TYPE_CHOICES', 'Must be a string or an integer.');
  } else if (value.length > limitOf('message.nonce')) {
    const message = `Must be ${limitOf('message.nonce')} or fewer in length.`;
    problem(context, 'message.nonce', 'BASE_TYPE_MAX_LENGTH', message);
  }
});

const body = z.strictObject({
  content: text('message.content').nullish(),
  nonce: nonce.optional(),
  enforce_nonce: z.boolean().nullish(),
  embeds: list(embed, 'message.embeds').nullish(),
  flags: z.int().nullish(),
  allowed_mentions: allowedMentions.nullish(),
  attachments: list(attachment, 'message.attachments').nullish(),
  tts: z.boolean().nullish(),
  message_reference: z
    .strictObject({
      type: z.int().nullish(),
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      guild_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
  poll: z.unknown().optional(),
  shared_client_theme: z.unknown().optional(),
  sticker_ids: z.array(snowflake).nullish(),
});

/** Both versions differ in their components alone. */
const bodyV1 = body.extend({ components: componentsV1List.nullish() });
const bodyV2 = body.extend({ components: componentsV2List.nullish() });

export type MessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  | 'content'
  | 'embeds'
  | 'components'
  | 'flags'
  | 'allowed_mentions'
  | 'attachments'
  | 'message_reference'
  | 'nonce'
  | 'enforce_nonce'
>;

/** What Discord takes and the playground has not. */
type Extras = Pick<RESTPostAPIChannelMessageJSONBody, 'poll' | 'sticker_ids' | 'shared_client_theme'>;

/** Checks what was sent, field by field. Whether it makes a whole message is asked of the result: `checkWhole`. */
export function parseMessageBody(sent: unknown, before?: Pick<Message, 'flags'> | null): MessageBody {
  const flags = sent instanceof Object ? Number(Reflect.get(sent, 'flags')) : 0;
  const isV2 = (flags | (before?.flags ?? 0)) & MessageFlags.IsComponentsV2;
  const parsed = parseBody<MessageBody & Extras>(isV2 ? bodyV2 : bodyV1, sent, isV2 ? kindRuleV2 : kindRuleV1);
  const { poll, shared_client_theme: theme, sticker_ids: stickers = [], message_reference: reference } = parsed;
  const extras = [
    ...(poll ? ['poll'] : []),
    ...(theme ? ['shared_client_theme'] : []),
    ...(stickers.length > 0 ? ['sticker_ids'] : []),
    ...(reference?.type === MessageReferenceType.Forward ? ['message_reference'] : []),
  ];
  if (extras.length > 0) throw invalidForm(extras.map((field) => (isV2 ? legacyProblem(field) : absent(field))));
  return parsed;
}

function absent(field: string): FormProblem {
  const message = `The playground has no ${field}; Discord has.`;
  return { rule: 'message.extras', path: [field], code: 'PLAYGROUND_HAS_NONE', message };
}

type Whole = Pick<Message, 'content' | 'embeds' | 'components' | 'attachments' | 'flags'>;

/**
 * Checks a message as it would stand, new or edited.
 *
 * @throws DiscordError 50035, or 50006 where there is nothing to show.
 */
export function checkWhole(message: Whole): void {
  const isV2 = Boolean(message.flags & MessageFlags.IsComponentsV2);
  const problems = [...componentProblems(message.components, isV2), ...(isV2 ? legacyProblems(message) : [])];
  const total = limitOf('embed.total');
  if (embedLength(message) > total) {
    const text = `Embed size exceeds maximum size of ${total}`;
    problems.push({ rule: 'embed.total', path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message: text });
  }
  const files = limitOf('message.attachments');
  if (message.attachments.length > files) {
    const text = `Must be ${files} or fewer in length.`;
    problems.push({ rule: 'message.attachments', path: ['attachments'], code: 'BASE_TYPE_MAX_LENGTH', message: text });
  }
  if (problems.length > 0) throw invalidForm(problems);

  const { content, embeds, attachments, components } = message;
  const beside = isV2 ? 0 : content.trim().length + embeds.length + attachments.length;
  if (beside + components.length === 0) throw refusal('emptyMessage');
}

function legacyProblems({ content, embeds }: Whole): FormProblem[] {
  return [...(content ? ['content'] : []), ...(embeds.length > 0 ? ['embeds'] : [])].map(legacyProblem);
}

function legacyProblem(field: string): FormProblem {
  return {
    rule: 'v2.alone',
    path: [field],
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  };
}

function componentProblems(components: readonly APIMessageTopLevelComponent[], isV2: boolean): FormProblem[] {
  const all = [...eachComponent(components)];
  const problems: FormProblem[] = [];
  const customIds = new Set<string>();
  const ids = new Set<number>();
  for (const { component, path } of all) {
    if ('custom_id' in component && component.custom_id !== undefined) {
      if (customIds.has(component.custom_id)) {
        const message = 'Component custom id cannot be duplicated';
        const at = [...path, 'custom_id'];
        problems.push({
          rule: 'component.custom-id-unique',
          path: at,
          code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
          message,
        });
      }
      customIds.add(component.custom_id);
    }
    if (!component.id) continue;
    if (ids.has(component.id)) {
      const message = 'Component id cannot be duplicated';
      problems.push({ rule: 'component.id-unique', path: [...path, 'id'], code: 'COMPONENT_ID_DUPLICATED', message });
    }
    ids.add(component.id);
  }
  if (!isV2) return problems;

  const [most, longest] = [limitOf('v2.components'), limitOf('v2.text')];
  const path = ['components'];
  if (all.length > most) {
    const message = `The maximum number of components (${most}) was exceeded`;
    problems.push({ rule: 'v2.components', path, code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message });
  }
  const texts = all.flatMap(({ component }) =>
    component.type === ComponentType.TextDisplay ? [component.content] : [],
  );
  if (texts.join('').length > longest) {
    const message = `The total displayable text size exceeds the maximum of ${longest}`;
    problems.push({ rule: 'v2.text', path, code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message });
  }
  return problems;
}

function embedLength({ embeds }: Whole): number {
  const texts = embeds.flatMap(({ title, description, footer, author, fields = [] }) => [
    title,
    description,
    footer?.text,
    author?.name,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  return texts.reduce((sum, each) => sum + (each?.length ?? 0), 0);
}
