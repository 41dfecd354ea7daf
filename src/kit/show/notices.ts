/**
 * Short messages in the bot's own voice: notices, failures, apologies.
 */

import {
  type ActionRowBuilder,
  type ButtonBuilder,
  type StringSelectMenuBuilder,
  TextDisplayBuilder,
} from '@discordjs/builders';
import { clip } from '#src/kit/show/clip.ts';
import { escapeInline } from '#src/kit/show/markdown.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Language } from '#src/language/language.ts';
import type { FicError } from '#src/story/errors.ts';

export type Row = ActionRowBuilder<ButtonBuilder> | ActionRowBuilder<StringSelectMenuBuilder>;

/** A sentence or a few, with buttons or menus below. Names and titles in it must be escaped by whoever made it. */
export function notice(text: string, rows: readonly Row[] = []): MessageBody {
  return {
    v2: true,
    components: [new TextDisplayBuilder().setContent(text).toJSON(), ...rows.map((row) => row.toJSON())],
  };
}

export function failureNotice(language: Language, error: FicError): MessageBody {
  return notice(failureText(language, error));
}

/** For Markdown, words from outside escaped. */
export function failureText(language: Language, error: FicError): string {
  return failureSentence(language, error, (text) => escapeInline(clip(text, 200)));
}

export function apology(language: Language, reference: string): MessageBody {
  return notice(language.say('kit.defect', { reference }));
}

/** What happened and what to do next; `show` makes words from outside fit where the sentence is shown. */
export function failureSentence(
  language: Language,
  error: FicError,
  show: (text: string) => string = (text) => text,
): string {
  const values = Object.fromEntries(
    Object.entries(error.details).map(([key, value]) => [key, typeof value === 'number' ? value : show(value)]),
  );
  return language.sayOf(`errors.${error.code}`, values);
}
