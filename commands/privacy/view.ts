/**
 * What is kept of whoever asks, the file of it, and what was forgotten.
 */

import { ActionRowBuilder, ButtonBuilder, FileBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { privacyId } from '#commands/privacy/routes.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import type { Language } from '#src/language/language.ts';
import type { Forgotten } from '#src/privacy/forgetting.ts';
import type { CountedRow } from '#src/privacy/kept.ts';

const FILE_NAME = 'what-ficus-keeps-about-me.json';

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** The feature that keeps it has its sentence. */
function what(language: Language, { name, count }: CountedRow): string {
  return language.sayOf(`kept.${name}`, { count });
}

function line(language: Language, row: CountedRow): string {
  const said = what(language, row);
  return row.days === null ? said : language.say('privacy.days', { what: said, count: row.days });
}

/** Told by a word of its own. */
const WISH = 'wish';

export function privacyView(language: Language, rows: readonly CountedRow[], person: string): MessageBody {
  const told = rows.filter(({ rare, isAct, count }) => count > 0 || !(rare || isAct));
  const lines = (some: readonly CountedRow[]) => list(some.map((row) => line(language, row)));
  const acts = told.filter(({ isAct }) => isAct);
  const others = told.filter(({ name, isAct }) => !isAct && name !== WISH);
  const text = [
    language.say('privacy.head'),
    ...(told.some(({ name }) => name === WISH) ? [language.say('privacy.unfinished')] : []),
    `${language.say('privacy.for-ever')}\n${lines(others.filter(({ days }) => days === null))}`,
    `${language.say('privacy.for-days')}\n${lines(others.filter(({ days }) => days !== null))}`,
    `${language.say('privacy.acts')}\n${acts.length > 0 ? lines(acts) : list([language.say('privacy.no-acts')])}`,
    language.say('privacy.choose'),
  ];
  return notice(text.join('\n\n'), [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      button(language, 'export', person, ButtonStyle.Primary),
      button(language, 'forget', person, ButtonStyle.Danger),
    ),
  ]);
}

export function exportView(language: Language, bytes: Uint8Array): MessageBody {
  const { components = [] } = notice(language.say('privacy.exported'));
  const file = new FileBuilder().setURL(`attachment://${FILE_NAME}`);
  return { v2: true, components: [...components, file.toJSON()], files: [{ name: FILE_NAME, bytes }] };
}

export function forgetSureView(language: Language, person: string): MessageBody {
  return notice(language.say('privacy.sure'), [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      button(language, 'forget-sure', person, ButtonStyle.Danger),
      button(language, 'forget-not', person, ButtonStyle.Secondary),
    ),
  ]);
}

export function forgottenView(language: Language, { went: rows, pages, left, delayed }: Forgotten): MessageBody {
  const acts = rows.reduce((sum, { isAct, count }) => sum + (isAct ? count : 0), 0);
  const went = [
    ...rows.filter(({ isAct, count }) => !isAct && count > 0).map((row) => what(language, row)),
    ...(pages > 0 ? [language.say('privacy.forgotten-pages', { count: pages })] : []),
    ...(acts > 0 ? [language.say('privacy.forgotten-acts', { count: acts })] : []),
  ];
  const stays = left > 0 ? [language.say('privacy.left', { count: left })] : [];
  if (delayed) {
    const soFar = went.length > 0 ? [`${language.say('privacy.delayed-so-far')}\n${list(went)}`] : [];
    return notice([language.say('privacy.delayed'), ...soFar, ...stays].join('\n\n'));
  }
  if (went.length === 0 && left === 0) return notice(language.say('privacy.forgotten-nothing'));
  return notice([`${language.say('privacy.forgotten')}\n${list(went)}`, ...stays].join('\n\n'));
}

function button(
  language: Language,
  name: 'export' | 'forget' | 'forget-sure' | 'forget-not',
  person: string,
  style: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Danger,
): ButtonBuilder {
  return new ButtonBuilder()
    .setCustomId(privacyId(name, { person }))
    .setLabel(language.say(`privacy.buttons.${name}`))
    .setStyle(style);
}
