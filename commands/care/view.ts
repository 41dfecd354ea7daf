/**
 * A story's card as its moderators see it: with what only they know of it, and the buttons that change it.
 */

import { ActionRowBuilder, ButtonBuilder } from '@discordjs/builders';
import { type APIEmbedField, ButtonStyle } from 'discord-api-types/v10';
import { card } from '#commands/card/view.ts';
import { careId } from '#commands/care/routes.ts';
import { editId } from '#commands/editing/routes.ts';
import { historyId } from '#commands/history/routes.ts';
import type { RevisionEntry } from '#src/catalog/contract.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { doer } from '#src/kit/show/person.ts';
import { clipMarkdown, sourceLink, worded } from '#src/kit/show/story-text.ts';
import { whenText } from '#src/kit/show/when.ts';
import { cased } from '#src/language/cased.ts';
import type { Language } from '#src/language/language.ts';
import type { Story } from '#src/story/story.ts';

export interface CareFacts {
  readonly story: Story;
  /** Whether it is this server's own: others are not theirs to change. */
  readonly own: boolean;
  /** Oldest and newest entry of its history. */
  readonly added: RevisionEntry | undefined;
  readonly changed: RevisionEntry | undefined;
  readonly openReports: number;
  /** Whether its rating may be shown in this channel: else its summary is left out. */
  readonly mayShow: boolean;
}

/** @param said - what just happened to it. */
export function careCard(language: Language, facts: CareFacts, said?: string): MessageBody {
  const { story } = facts;
  const shown = facts.mayShow ? story : { ...story, summary: null };
  const { embeds: [embed] = [] } = card(language, shown);
  const fields = [...(embed?.fields ?? []), moderatorField(language, facts), permissionField(language, story)];
  const hidden = !facts.mayShow && worded(story.summary) ? { description: language.say('care.summary-hidden') } : {};
  return {
    // An update without content would leave what was said before.
    content: said ?? '',
    embeds: [{ ...embed, ...hidden, fields }],
    components: facts.own ? [buttons(language, story).toJSON()] : [],
    ...(story.state !== 'taken-down' && { shows: [story.id] }),
  };
}

function moderatorField(language: Language, { story, own, added, changed, openReports }: CareFacts): APIEmbedField {
  const link = sourceLink(story);
  const lines = [
    language.say(`care.state-${story.state}`),
    ...(added ? [language.say('care.added', { ...doer(added.by), when: whenText(added.at) })] : []),
    ...(changed && changed !== added
      ? [changedText(language, changed)]
      : [language.say('care.revision', { revision: story.revision })]),
    link === null ? language.say('care.no-source') : language.say('care.source', { source: clipMarkdown(link, 300) }),
    ...(openReports > 0 ? [`❗ ${language.say('care.reports', { count: openReports })}`] : []),
    ...(own ? [] : [language.say('care.shared')]),
  ];
  return { name: language.say('care.head'), value: lines.join('\n'), inline: false };
}

function changedText(language: Language, { revision, kind, by, at }: RevisionEntry): string {
  return language.say('care.changed', { revision, kind: cased(kind), ...doer(by), when: whenText(at) });
}

function permissionField(language: Language, { permission }: Story): APIEmbedField {
  const { basis, by, at } = permission;
  const evidence = worded(permission.evidence);
  const noted = language.say('care.permission', {
    basis: language.say(`kit.bases.${basis}.name`),
    ...doer(by),
    when: whenText(at),
  });
  const said = evidence ? [language.say('care.evidence', { evidence: clipMarkdown(evidence, 500) })] : [];
  return { name: language.say('editing.group-permission'), value: [noted, ...said].join('\n'), inline: false };
}

function buttons(language: Language, { id, state }: Story): ActionRowBuilder<ButtonBuilder> {
  const button = (id: string, label: string, style: ButtonStyle) =>
    new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(style);
  const history = button(
    historyId('history-open', { story: id }),
    language.say('care.buttons.history'),
    ButtonStyle.Secondary,
  );
  const row = new ActionRowBuilder<ButtonBuilder>();
  if (state === 'taken-down') return row.addComponents(history);
  return row.addComponents(
    button(editId('edit', { story: id }), language.say('care.buttons.edit'), ButtonStyle.Primary),
    history,
    state === 'withdrawn'
      ? button(careId('care-restore', { story: id }), language.say('care.buttons.restore'), ButtonStyle.Success)
      : button(careId('care-withdraw', { story: id }), language.say('kit.buttons.withdraw'), ButtonStyle.Danger),
  );
}
