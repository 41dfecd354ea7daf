/**
 * What a server is told when the bot joins it, and when it comes back.
 */

import { ContainerBuilder, TextDisplayBuilder } from '@discordjs/builders';
import type { NeededPermission } from '#src/access/needed-permissions.ts';
import { ACCENT, divider } from '#src/kit/show/look.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { clipMarkdown } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import { DAYS_KEPT, type Greeting } from '#src/moderation/libraries.ts';

export interface Welcome {
  readonly greeting: Greeting;
  /** The fics of its library that are not withdrawn. */
  readonly fics: number;
  /** What the bot is not allowed in the server as a whole. */
  readonly missing: readonly NeededPermission[];
  /** A command as members press it. */
  readonly mention: (command: string) => string;
}

/** @param inPerson - the server's name, where its owner is told because no channel takes a message. */
export function welcomeView(language: Language, welcome: Welcome, inPerson: string | null): MessageBody {
  const { missing } = welcome;
  const container = new ContainerBuilder()
    .setAccentColor(ACCENT)
    .addTextDisplayComponents(text(greeting(language, welcome)));
  if (missing.length > 0) {
    container.addSeparatorComponents(divider()).addTextDisplayComponents(text(missingText(language, missing)));
  }
  container
    .addSeparatorComponents(divider())
    .addTextDisplayComponents(text(`-# ${language.say('welcome.days-kept', { days: DAYS_KEPT })}`));
  const server =
    inPerson === null ? [] : [text(language.say('welcome.in-person', { server: clipMarkdown(inPerson, 100) }))];
  return { v2: true, components: [...server.map((line) => line.toJSON()), container.toJSON()] };
}

function greeting(language: Language, { greeting, fics, mention }: Welcome): string {
  const commands = {
    search: mention('fic search'),
    help: mention('fic help'),
    add: mention('library add'),
    settings: mention('library settings'),
  };
  if (greeting === 'welcome-back') {
    const values = { ...commands, count: fics };
    return [language.say('welcome.back'), language.say('welcome.as-it-was', values)].join('\n');
  }
  const [head, ...lines] = [
    language.say('welcome.hello'),
    language.say('welcome.what', commands),
    language.say('welcome.first', commands),
    language.say('welcome.more', commands),
  ];
  return `${head}\n${lines.join('\n\n')}`;
}

/** What the bot can't do as long as it lacks a permission. */
const LOST_WITHOUT = {
  ViewChannel: 'seeing',
  SendMessages: 'sharing',
  EmbedLinks: 'sharing',
  CreatePrivateThreads: 'threads',
  SendMessagesInThreads: 'threads',
} as const satisfies Record<NeededPermission, string>;

function missingText(language: Language, missing: readonly NeededPermission[]): string {
  const byLoss = Map.groupBy(missing, (name) => LOST_WITHOUT[name]);
  const lines = [...byLoss].map(([loss, names]) => {
    const permissions = language.list(names.map((name) => `**${language.say(`kit.permissions.${name}`)}**`));
    return `- ${language.say(`welcome.without.${loss}`, { permissions })}`;
  });
  return [language.say('welcome.missing'), ...lines, language.say('welcome.mend')].join('\n');
}

function text(content: string): TextDisplayBuilder {
  return new TextDisplayBuilder().setContent(content);
}
