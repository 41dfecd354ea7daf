/**
 * What a moderator sees around an edit: what can be changed, what was changed, and their own words where nothing was saved.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  ContainerBuilder,
  SectionBuilder,
  SeparatorBuilder,
  TextDisplayBuilder,
} from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { type Difference, differenceLines, valueText } from '#commands/editing/differences.ts';
import { editId } from '#commands/editing/routes.ts';
import type { Header, RevisionEntry } from '#src/catalog/contract.ts';
import type { Finding } from '#src/importers/finding.ts';
import { clip } from '#src/kit/show/clip.ts';
import { findingSentence } from '#src/kit/show/findings.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { doer } from '#src/kit/show/person.ts';
import { BAND_COLOURS, clipMarkdown, titleOf, worded } from '#src/kit/show/story-text.ts';
import { agoText } from '#src/kit/show/when.ts';
import type { Language } from '#src/language/language.ts';
import { EDIT_GROUPS, type EditGroup, type EditInput, headerOf, type Typed } from '#src/publishing/header-edit.ts';
import { FORBIDDEN } from '#src/story/characters.ts';
import { PERMISSION_BASES, type Story } from '#src/story/story.ts';

/** Seventeen inputs of at most this and their names stay under Discord's 4000. */
const SHOWN_WORDS = 140;

/** What can be changed, group by group, each with a button that opens its modal. */
export function editView(language: Language, story: Story): MessageBody {
  const title = clipMarkdown(titleOf(language, story), 200);
  const head = [
    language.say('editing.head', { title }),
    ...(story.state === 'withdrawn' ? [`-# ${language.say('editing.withdrawn')}`] : []),
  ];
  const container = new ContainerBuilder()
    .setAccentColor(BAND_COLOURS[story.rating.band])
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(head.join('\n')));
  for (const group of Object.keys(EDIT_GROUPS) as EditGroup[]) {
    container.addSeparatorComponents(new SeparatorBuilder()).addSectionComponents(groupSection(language, story, group));
  }
  return { v2: true, components: [container.toJSON()], shows: [story.id] };
}

function groupSection(language: Language, story: Story, group: EditGroup): SectionBuilder {
  const header = headerOf(story);
  const lines = EDIT_GROUPS[group].map(
    (input) =>
      `**${language.say(`editing.input.${input}`)}** ${valueText(language, header, input, SHOWN_WORDS, false)}`,
  );
  return new SectionBuilder()
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(lines.join('\n')))
    .setButtonAccessory(
      new ButtonBuilder()
        .setCustomId(editId('edit-open', { story: story.id, group }))
        .setLabel(language.say('editing.button'))
        .setStyle(ButtonStyle.Secondary),
    );
}

/** A name a line and the words under it, to be copied; as much as fits `room`. */
function typedText(language: Language, typed: Typed, room: number): string {
  const inputs = Object.entries(typed) as [EditInput, string][];
  const each = Math.floor(room / Math.max(1, inputs.length)) - 80;
  return inputs
    .map(
      ([input, words]) =>
        `**${language.say(`editing.input.${input}`)}**\n${copyable(typedWords(language, input, words), each)}`,
    )
    .join('\n');
}

function typedWords(language: Language, input: EditInput, words: string): string {
  const basis = input === 'basis' ? PERMISSION_BASES.find((name) => name === words) : undefined;
  return basis ? language.say(`kit.bases.${basis}.name`) : words;
}

/** In a block of code nothing is Markdown but its end. */
function copyable(words: string, limit: number): string {
  const plain = words.toWellFormed().replace(/\r\n?/g, '\n').replace(FORBIDDEN, '').replaceAll('``', '`\u200b`');
  return `\`\`\`\n${worded(plain) ? clip(plain, limit) : '\u2014'}\n\`\`\``;
}

/**
 * Words that were not saved, why, and the button that puts them into the modal again.
 *
 * @param again - the button's custom id.
 */
export function unsavedView(language: Language, why: string, typed: Typed, again: string): MessageBody {
  const after = language.say('editing.unsaved-rest');
  const text = [why, typedText(language, typed, LIMITS.componentsText - why.length - after.length - 50), `-# ${after}`];
  return notice(text.join('\n'), [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId(again).setLabel(language.say('editing.again')).setStyle(ButtonStyle.Primary),
    ),
  ]);
}

/** What another moderator was first to change, as it stands now. */
export function clashText(
  language: Language,
  { story, meanwhile, difference }: { story: Story; meanwhile: RevisionEntry; difference: Difference },
): string {
  const title = clipMarkdown(titleOf(language, story), 150);
  const values = { ...doer(meanwhile.by), when: agoText(meanwhile.at) };
  return [
    language.say('editing.clash', { ...values, title }),
    ...differenceLines(language, difference, { lines: 5, limit: 80, prose: false }),
    language.say('editing.clash-typed'),
  ].join('\n');
}

/** Said above the new card; as much as fits a message's content. */
export function savedText(
  language: Language,
  story: Story,
  change: {
    readonly before: Header;
    readonly findings: readonly Finding[];
    /** What somebody else changed meanwhile beside it. */
    readonly meanwhile?: RevisionEntry | undefined;
    readonly prose: boolean;
  },
): string {
  const { before, findings, meanwhile, prose } = change;
  const lines = [
    language.say('editing.saved', { title: clipMarkdown(titleOf(language, story), 150) }),
    ...differenceLines(language, { before, after: headerOf(story) }, { lines: 7, limit: 80, prose }),
    ...findings.map((finding) => `⚠️ ${findingSentence(language, finding, (text) => clipMarkdown(text, 80))}`),
    ...(meanwhile
      ? [`-# ${language.say('editing.saved-both', { ...doer(meanwhile.by), when: agoText(meanwhile.at) })}`]
      : []),
  ];
  while (lines.join('\n').length > LIMITS.content) lines.splice(-1);
  return lines.join('\n');
}
