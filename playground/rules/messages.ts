/** What a message may hold: the fields one by one, then the rules that span them. */
import {
  AllowedMentionsTypes,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { eachComponent } from '../world/components.ts';
import type { Message } from '../world/model.ts';
import { componentsV1List, componentsV2List } from './components.ts';
import { type FormProblem, invalidForm, refusal } from './discord-error.ts';
import { address, integer, list, oneOf, parseBody, problem, snowflake, text } from './form.ts';
import { limits } from './limits.ts';

const { message: sizes, embed: embedSizes } = limits;

const image = z.object({ url: address(2_048, 'http', 'https', 'attachment') });

const embed = z
  .object({
    title: text(0, embedSizes.title).nullish(),
    type: z.string().nullish(),
    description: text(0, embedSizes.description).nullish(),
    url: address(2_048).nullish(),
    timestamp: z.iso.datetime({ offset: true }).nullish(),
    color: integer(0, embedSizes.colour).nullish(),
    footer: z.object({ text: text(0, embedSizes.footer), icon_url: z.string().nullish() }).nullish(),
    image: image.nullish(),
    thumbnail: image.nullish(),
    author: z
      .object({ name: text(1, embedSizes.author), url: address(2_048).nullish(), icon_url: z.string().nullish() })
      .nullish(),
    fields: list(
      z.object({
        name: text(1, embedSizes.fieldName),
        value: text(1, embedSizes.fieldValue),
        inline: z.boolean().nullish(),
      }),
      0,
      embedSizes.fields,
    ).nullish(),
  })
  .superRefine(({ type, url, color, timestamp, ...shown }, context) => {
    const empty = Object.values(shown).every((part) => !part || (Array.isArray(part) && part.length === 0));
    if (empty) problem(context, 'BASE_TYPE_REQUIRED', 'This field is required', ['description']);
  });

const allowedMentions = z
  .object({
    parse: z.array(oneOf(Object.values(AllowedMentionsTypes))).nullish(),
    users: list(snowflake, 0, sizes.allowedMentions).nullish(),
    roles: list(snowflake, 0, sizes.allowedMentions).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine(({ parse, users, roles }, context) => {
    const named = { users, roles };
    for (const kind of ['users', 'roles'] as const) {
      if (parse?.some((each) => each === kind) && named[kind]?.length) {
        const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
        problem(context, 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message, [kind]);
      }
    }
  });

const attachment = z.object({
  id: snowflake,
  filename: text(1, 1_024).nullish(),
  title: z.string().nullish(),
  description: text(0, sizes.altText).nullish(),
});

const body = z.object({
  content: text(0, sizes.content).nullish(),
  embeds: list(embed, 0, sizes.embeds).nullish(),
  flags: z.int().nullish(),
  allowed_mentions: allowedMentions.nullish(),
  attachments: list(attachment, 0, sizes.attachments).nullish(),
  tts: z.boolean().nullish(),
  message_reference: z.object({ message_id: snowflake, fail_if_not_exists: z.boolean().nullish() }).nullish(),
});

/** Both versions differ in their components alone. */
const bodyV1 = body.extend({ components: componentsV1List.nullish() });
const bodyV2 = body.extend({ components: componentsV2List.nullish() });

export type MessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'flags' | 'allowed_mentions' | 'attachments' | 'message_reference'
>;

/** Checks what was sent, field by field. Whether it makes a whole message is asked of the result: `checkWhole`. */
export function parseMessageBody(sent: unknown, before?: Pick<Message, 'flags'> | null): MessageBody {
  const flags = sent instanceof Object ? Number(Reflect.get(sent, 'flags')) : 0;
  const isV2 = (flags | (before?.flags ?? 0)) & MessageFlags.IsComponentsV2;
  return parseBody<MessageBody>(isV2 ? bodyV2 : bodyV1, sent);
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
  if (embedLength(message) > embedSizes.total) {
    const text = `Embed size exceeds maximum size of ${embedSizes.total}`;
    problems.push({ path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message: text });
  }
  if (message.attachments.length > sizes.attachments) {
    const text = `Must be ${sizes.attachments} or fewer in length.`;
    problems.push({ path: ['attachments'], code: 'BASE_TYPE_MAX_LENGTH', message: text });
  }
  if (problems.length > 0) throw invalidForm(problems);

  const { content, embeds, attachments, components } = message;
  const shown = isV2 ? components.length : content.trim().length + embeds.length + attachments.length;
  if (shown === 0) throw refusal('emptyMessage');
}

function legacyProblems({ content, embeds }: Whole): FormProblem[] {
  const used = [...(content ? ['content'] : []), ...(embeds.length > 0 ? ['embeds'] : [])];
  return used.map((field) => ({
    path: [field],
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  }));
}

function componentProblems(components: readonly APIMessageTopLevelComponent[], isV2: boolean): FormProblem[] {
  const all = [...eachComponent(components)];
  const problems: FormProblem[] = [];
  const customIds = new Set<string>();
  for (const { component, path } of all) {
    if (!('custom_id' in component)) continue;
    if (customIds.has(component.custom_id)) {
      const message = 'Component custom id cannot be duplicated';
      problems.push({ path: [...path, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message });
    }
    customIds.add(component.custom_id);
  }
  if (!isV2) return problems;

  const { components: most, text: longest } = limits.componentsV2;
  if (all.length > most) {
    const message = `The maximum number of components (${most}) was exceeded`;
    problems.push({ path: ['components'], code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message });
  }
  const texts = all.flatMap(({ component }) =>
    component.type === ComponentType.TextDisplay ? [component.content] : [],
  );
  if (texts.join('').length > longest) {
    const message = `The total displayable text size exceeds the maximum of ${longest}`;
    problems.push({ path: ['components'], code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message });
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
