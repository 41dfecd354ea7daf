/**
 * What is kept of whoever asks, the file of it, and what was forgotten.
 */
import { ActionRowBuilder, ButtonBuilder, FileBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import type { Language } from '#src/language/language.ts';
import type { KeptCounts } from '#src/privacy/export.ts';
import type { Forgotten } from '#src/privacy/forgetting.ts';
import { ACTS, KEPT, type KeptRow } from '#src/privacy/kept.ts';
import { customId } from '#src/views/custom-id.ts';
import type { MessageBody } from '#src/views/message.ts';
import { notice } from '#src/views/notices.ts';

const FILE_NAME = 'what-ficus-keeps-about-me.json';

const isAct = ({ name }: KeptRow) => ACTS.some((trace) => trace === name);

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function line(language: Language, { name, days }: KeptRow, count: number): string {
  const what = language.say(`privacy.kept.${name}`, { count });
  return days === null ? what : language.say('privacy.days', { what, count: days });
}

export function privacyView(language: Language, counts: KeptCounts, person: string): MessageBody {
  const of = (row: KeptRow) => counts[row.name] ?? 0;
  const told = KEPT.filter((row) => (row.rare || isAct(row) ? of(row) > 0 : true));
  const lines = (rows: readonly KeptRow[]) => list(rows.map((row) => line(language, row, of(row))));
  const acts = told.filter(isAct);
  const others = told.filter((row) => !isAct(row) && row.name !== 'wish');
  const text = [
    language.say('privacy.head'),
    ...(counts.wish ? [language.say('privacy.unfinished')] : []),
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

export function forgottenView(language: Language, { counts, pages, left, delayed }: Forgotten): MessageBody {
  const of = (row: KeptRow) => counts[row.name] ?? 0;
  const acts = KEPT.filter(isAct).reduce((sum, row) => sum + of(row), 0);
  const went = [
    ...KEPT.filter((row) => !isAct(row) && of(row) > 0).map((row) =>
      language.say(`privacy.kept.${row.name}`, { count: of(row) }),
    ),
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
    .setCustomId(customId(name, { person }))
    .setLabel(language.say(`buttons.${name}`))
    .setStyle(style);
}
