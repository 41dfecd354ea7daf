/**
 * The help: what there is to call, by role, with examples that can be pressed.
 */

import { ActionRowBuilder, ButtonBuilder, ContainerBuilder, TextDisplayBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { helpId } from '#commands/help/routes.ts';
import { exampleId } from '#src/kit/example-route.ts';
import { clip } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { ACCENT, divider } from '#src/kit/show/look.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Language } from '#src/language/language.ts';

/** Buttons in a row. */
const ROW = 5;

export const HELP_PARTS = ['readers', 'moderators'] as const;
export type HelpPart = (typeof HELP_PARTS)[number];

/** A command, as it is declared. */
export interface HelpEntry {
  /** `fic search`. */
  readonly name: string;
  /** As members press it. */
  readonly mention: string;
  readonly options: readonly { readonly name: string; readonly required: boolean }[];
  /** What can be tried of it, in the order in which it is typed; null where nothing can. */
  readonly example: readonly (readonly [option: string, value: string])[] | null;
}

export interface HelpPage {
  readonly part: HelpPart;
  readonly entries: readonly HelpEntry[];
  /** Whether the other part is offered. */
  readonly others: boolean;
  /** In a direct message. */
  readonly direct: boolean;
}

export function helpView(language: Language, { part, entries, others, direct }: HelpPage): MessageBody {
  const [head, about] =
    part === 'readers'
      ? [language.say('help.head'), language.say('help.about')]
      : [language.say('help.head-moderators'), language.say('help.about-moderators')];
  const note = direct && part === 'readers' ? [`-# ${language.say('help.direct')}`] : [];
  const container = new ContainerBuilder()
    .setAccentColor(ACCENT)
    .addTextDisplayComponents(text([head, about, ...note].join('\n')))
    .addSeparatorComponents(divider())
    .addTextDisplayComponents(text(entries.map((entry) => described(language, entry)).join('\n\n')));
  const examples = entries.flatMap((entry) => exampleButton(entry) ?? []);
  if (examples.length > 0) {
    container.addSeparatorComponents(divider()).addTextDisplayComponents(text(language.say('help.try')));
    for (let at = 0; at < examples.length; at += ROW) {
      container.addActionRowComponents(
        new ActionRowBuilder<ButtonBuilder>().addComponents(examples.slice(at, at + ROW)),
      );
    }
  }
  const turns = [...(part === 'readers' ? (['search'] as const) : []), ...(others ? [other(part)] : [])];
  if (turns.length > 0) container.addSeparatorComponents(divider()).addActionRowComponents(turnTo(language, turns));
  return { v2: true, components: [container.toJSON()] };
}

function described(language: Language, { name, mention, options }: HelpEntry): string {
  const required = options.filter((option) => option.required).map((option) => `\`${option.name}\``);
  const optional = options.filter((option) => !option.required).map((option) => `\`${option.name}\``);
  return [
    [mention, ...required].join(' '),
    language.describe(name),
    ...(optional.length > 0 ? [`-# ${language.say('help.optional', { options: optional.join(' ') })}`] : []),
  ].join('\n');
}

function exampleButton({ name, example }: HelpEntry): ButtonBuilder | null {
  if (!example) return null;
  const [group = '', command = ''] = name.split(' ');
  const typed = [`/${name}`, ...example.map(([option, value]) => `${option}: ${value}`)].join(' ');
  return new ButtonBuilder()
    .setCustomId(exampleId('example', { group, name: command }))
    .setLabel(clip(typed, LIMITS.buttonLabel))
    .setStyle(ButtonStyle.Secondary);
}

function other(part: HelpPart): HelpPart {
  return part === 'readers' ? 'moderators' : 'readers';
}

function turnTo(language: Language, parts: readonly (HelpPart | 'search')[]): ActionRowBuilder<ButtonBuilder> {
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    parts.map((part) =>
      new ButtonBuilder()
        .setCustomId(helpId('help', { part }))
        .setLabel(language.say(`help.buttons.${part}`))
        .setStyle(ButtonStyle.Primary),
    ),
  );
}

function text(content: string): TextDisplayBuilder {
  return new TextDisplayBuilder().setContent(content);
}
