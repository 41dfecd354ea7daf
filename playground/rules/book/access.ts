/** The rules of what a bot may reach and do. */
import { rule, SOURCES } from './rule.ts';

const { codes, commands, permissions, reference, channels } = SOURCES;
const bitwise = `${permissions}#permissions-bitwise-permission-flags`;

export const accessRules = {
  'access.token': rule('A request carries the bot’s own token', `${reference}#authentication`),
  'access.route': rule('A request goes to a route that there is', codes),
  'access.channel': rule('A channel that is named is there', codes),
  'access.guild': rule('A guild that is named has the bot in it', codes),
  'access.member': rule('A member who is named is there', codes),
  'access.message': rule('A message that is named is there, and is not for somebody else’s eyes', codes),
  'access.user': rule('A user who is named is there', codes),
  'access.application': rule('An application’s own id is named', codes),
  'access.command': rule('A command that is named is registered', codes),
  'access.commands': rule(
    'A guild takes commands of its own where its invitation had the scope applications.commands',
    `${commands}#authorizing-your-application`,
  ),
  'access.direct-messages': rule('Nobody is written to who takes no direct messages', codes),
  'access.forum': rule('A forum takes posts, not messages', channels),
  'permission.ViewChannel': rule('This takes leave to view the channel', bitwise),
  'permission.SendMessages': rule('This takes leave to send messages', bitwise),
  'permission.SendMessagesInThreads': rule('This takes leave to send messages in threads', bitwise),
  'permission.EmbedLinks': rule('Embeds take leave to embed links', bitwise),
  'permission.AttachFiles': rule('Files take leave to attach files', bitwise),
  'permission.ReadMessageHistory': rule('This takes leave to read the history', bitwise),
  'permission.ManageMessages': rule('Others’ messages take leave to manage messages', bitwise),
  'permission.ManageChannels': rule('A channel itself takes leave to manage channels', bitwise),
  'permission.ManageThreads': rule('This takes leave to manage threads', bitwise),
  'permission.CreatePublicThreads': rule('This takes leave to create public threads', bitwise),
  'permission.CreatePrivateThreads': rule('This takes leave to create private threads', bitwise),
} as const;
