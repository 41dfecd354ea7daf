/** The rules of messages: what they hold in all, their embeds, their files, whom they may ping. */
import { measured, rule, SOURCES } from './rule.ts';

const { messages, embeds, mentions, uploads, codes } = SOURCES;

export const messageRules = {
  'message.content': measured(2_000, 'A message’s content has at most % characters', messages),
  'message.empty': rule('A message has content, an embed, a file or a component', codes),
  'message.embeds': measured(10, 'A message has at most % embeds', messages),
  'message.attachments': measured(10, 'A message has at most % attachments', uploads),
  'message.alt-text': measured(1_024, 'A file’s description has at most % characters', messages),
  'message.file-bytes': measured(10 * 1_024 * 1_024, 'A file has at most % bytes, 10 MiB, by default', uploads),
  'message.request-bytes': measured(25 * 1_024 * 1_024, 'A request has at most % bytes, 25 MiB', uploads),
  'message.file-kept': rule('An attachment that is named was sent along, or was there before', messages),
  'message.nonce': measured(25, 'A nonce has at most % characters', messages),
  'message.reference': rule('A message that is replied to is in the same channel', messages),
  'message.own': rule('A bot edits its own messages alone', codes),
  'message.extras': rule(
    'Discord takes polls, stickers and forwards; the playground has none and refuses them aloud',
    messages,
  ),
  'mentions.users': measured(100, 'Allowed mentions list at most % users', mentions),
  'mentions.roles': measured(100, 'Allowed mentions list at most % roles', mentions),
  'mentions.exclusive': rule('Allowed mentions either parse all of a kind or list them one by one', mentions),
  'embed.title': measured(256, 'An embed’s title has at most % characters', embeds),
  'embed.description': measured(4_096, 'An embed’s description has at most % characters', embeds),
  'embed.fields': measured(25, 'An embed has at most % fields', embeds),
  'embed.field-name': measured(256, 'A field’s name has 1 to % characters', embeds),
  'embed.field-value': measured(1_024, 'A field’s value has 1 to % characters', embeds),
  'embed.footer': measured(2_048, 'An embed’s footer has at most % characters', embeds),
  'embed.author': measured(256, 'An embed’s author has 1 to % characters', embeds),
  'embed.colour': measured(0xff_ff_ff, 'A colour is a number from 0 to %', embeds),
  'embed.total': measured(6_000, 'All embeds of a message have at most % characters together', embeds),
  'embed.empty': rule('An embed shows something: a title, a description, a field, a picture, a footer', embeds),
} as const;
