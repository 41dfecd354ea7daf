/**
 * What a takedown says: the line that takes a fic's place, the question before it, and what became of it.
 */

import { ActionRowBuilder, ButtonBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { takedownId } from '#commands/takedown/routes.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { clipMarkdown, titleOf } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import { REASONS_LEFT, type SweepReport } from '#src/moderation/takedowns.ts';
import type { Story } from '#src/story/story.ts';

/** Discord's ids and reasons take less. */
const REASON = 500;

/** @param ask - the id under which what was asked is remembered. */
export function takedownQuestion(language: Language, story: Story, reason: string, ask: string): MessageBody {
  const title = clipMarkdown(titleOf(language, story), 200);
  return notice(language.say('takedown.ask', { title, reason: clipMarkdown(reason, REASON) }), [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder()
        .setCustomId(takedownId('takedown', { ask }))
        .setLabel(language.say('takedown.buttons.take-down'))
        .setStyle(ButtonStyle.Danger),
      new ButtonBuilder()
        .setCustomId(takedownId('takedown-cancel', { ask }))
        .setLabel(language.say('takedown.buttons.cancel'))
        .setStyle(ButtonStyle.Secondary),
    ),
  ]);
}

/** @param isOver - whether the sweep has come to its end. */
export function takedownView(language: Language, story: Story, report: SweepReport, isOver: boolean): MessageBody {
  const { replaced, waiting, left } = report;
  const counted = (count: number) => ({ count });
  const standing = isOver ? REASONS_LEFT.filter((reason) => left[reason] > 0) : [];
  const rest = isOver ? 0 : waiting;
  const none = replaced + rest + standing.length === 0;
  return notice(
    [
      language.say('takedown.done', { title: clipMarkdown(titleOf(language, story), 200) }),
      ...(replaced > 0 ? [language.say('takedown.replaced', counted(replaced))] : []),
      ...(none ? [language.say('takedown.replaced-none')] : []),
      ...(rest > 0 ? [language.say('takedown.going-on', counted(rest))] : []),
      ...standing.map((reason) => language.say(`takedown.left-${reason}`, counted(left[reason]))),
      ...(standing.length > 0 ? [language.say('takedown.again')] : []),
    ].join('\n'),
  );
}
