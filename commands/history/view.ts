/**
 * Who changed what and when: of one story, revision by revision, and of a whole library.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  StringSelectMenuBuilder,
  StringSelectMenuOptionBuilder,
} from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { differenceLines, valueText } from '#commands/editing/differences.ts';
import { logSentence } from '#commands/history/log-view.ts';
import { historyId } from '#commands/history/routes.ts';
import type { PastRevision, RevisionEntry } from '#src/catalog/contract.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice, type Row } from '#src/kit/show/notices.ts';
import { doer } from '#src/kit/show/person.ts';
import { clipMarkdown, titleOf } from '#src/kit/show/story-text.ts';
import { whenText } from '#src/kit/show/when.ts';
import { cased } from '#src/language/cased.ts';
import type { Language } from '#src/language/language.ts';
import type { LogEntry } from '#src/moderation/library-log.ts';
import { differences, EDIT_GROUPS, headerOf, withHeaderOf } from '#src/publishing/header-edit.ts';
import type { Story, StoryId } from '#src/story/story.ts';

/** Five revisions of at most five lines of 130 units, and a line of 150, stay under Discord's 4000. */
export const REVISIONS_PER_PAGE = 5;
const LINES = 4;
const SHOWN = 50;

/**
 * @param revisions - newest first, at most one more than a page: it says what stood there before the last one shown.
 * @param prose - whether running text may stand in this channel.
 */
export function historyView(
  language: Language,
  story: Story,
  revisions: readonly PastRevision[],
  prose: boolean,
): MessageBody {
  const shown = revisions.slice(0, REVISIONS_PER_PAGE);
  const title = clipMarkdown(titleOf(language, story), 150);
  const entries = shown.map((revision, index) => revisionText(language, revision, revisions[index + 1], prose));
  const text = [language.say('history.head', { title }), ...entries].join('\n\n');
  const newest = shown[0]?.revision ?? story.revision;
  const next = revisions[REVISIONS_PER_PAGE];
  const newer = Math.min(story.revision, newest + REVISIONS_PER_PAGE);
  const rows: Row[] = [lookMenu(language, story, shown)];
  if (next || newest < story.revision) {
    const turn = (from: number, label: string, possible: boolean) =>
      new ButtonBuilder()
        .setCustomId(historyId('history', { story: story.id, from }))
        .setLabel(label)
        .setStyle(ButtonStyle.Secondary)
        .setDisabled(!possible);
    rows.push(
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        turn(newest < story.revision ? newer : 0, language.say('history.newer'), newest < story.revision),
        // Disabled, it still needs an id that differs: no revision is that far on.
        turn(next?.revision ?? story.revision + 1, language.say('history.older'), next !== undefined),
      ),
    );
  }
  return { ...notice(text, rows), shows: showing(story) };
}

function revisionText(
  language: Language,
  revision: PastRevision,
  before: PastRevision | undefined,
  prose: boolean,
): string {
  const line = language.say('history.line', happened(revision));
  if (!before) return line;
  const text = textChange(language, before, revision);
  const changes = differenceLines(language, { before, after: revision }, { lines: LINES, limit: SHOWN, prose });
  return [line, ...text, ...changes].join('\n');
}

function happened({ revision, kind, by, at }: RevisionEntry) {
  return { revision, kind: cased(kind), ...doer(by), when: whenText(at) };
}

function textChange(language: Language, before: PastRevision, after: PastRevision): string[] {
  if (after.kind !== 'revised') return [];
  const words = ({ words: count }: PastRevision) => language.say('history.text-words', { count });
  const name = language.say('history.text');
  return [language.say('editing.change', { name, before: words(before), after: words(after) })];
}

function lookMenu(language: Language, story: Story, revisions: readonly PastRevision[]) {
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId(historyId('history-look', { story: story.id }))
      .setPlaceholder(language.say('history.choose'))
      .addOptions(
        revisions.map(({ revision, fields }) => {
          const title = titleOf(language, fields);
          return new StringSelectMenuOptionBuilder()
            .setLabel(clipLine(language.say('history.option', { number: revision, title }), LIMITS.selectLabel))
            .setValue(String(revision));
        }),
      ),
  );
}

/**
 * What a revision said, and the button that puts it back where that would change anything.
 *
 * @param first - what somebody else did to the story before the button was pressed: then it was not put back.
 */
export function revisionView(
  language: Language,
  story: Story,
  past: PastRevision,
  prose: boolean,
  first?: RevisionEntry,
): MessageBody {
  const now = headerOf(story);
  const isNow = differences(now, withHeaderOf(now, past)).length === 0;
  const lines = Object.values(EDIT_GROUPS)
    .flat()
    .map((input) => `**${language.say(`editing.input.${input}`)}** ${valueText(language, past, input, 170, prose)}`);
  const text = [
    ...(first ? [language.say('history.meanwhile', happened(first))] : []),
    language.say('history.revision-head', happened(past)),
    ...lines,
    `-# ${language.say(isNow ? 'history.is-now' : 'history.permission-stays')}`,
  ].join('\n');
  const back = new ButtonBuilder()
    .setCustomId(historyId('history-back', { story: story.id, revision: past.revision, expected: story.revision }))
    .setLabel(language.say('history.back'))
    .setStyle(ButtonStyle.Primary);
  const possible = !isNow && story.state !== 'taken-down';
  return {
    ...notice(text, possible ? [new ActionRowBuilder<ButtonBuilder>().addComponents(back)] : []),
    shows: showing(story),
  };
}

/** What was taken down is named to moderators alone, who may give it back. */
function showing({ id, state }: Story): readonly StoryId[] {
  return state === 'taken-down' ? [] : [id];
}

export const LOGGED_PER_PAGE = 15;
/** What the head may take of Discord's 4000. */
const HEAD = 200;

/**
 * As many entries as fit; the others are older ones.
 *
 * @param entries - newest first; one more than a page says that there are older ones. @param before - 0 is the newest page.
 */
export function libraryLogView(language: Language, entries: readonly LogEntry[], before: number): MessageBody {
  if (entries.length === 0 && before === 0) return notice(language.say('history.log-none'));
  const lines = entries.slice(0, LOGGED_PER_PAGE).map((entry) => logLine(language, entry));
  while (lines.length > 1 && lines.join('\n').length > LIMITS.componentsText - HEAD) lines.pop();
  const older = entries.length > lines.length;
  const rows: Row[] = [];
  if (before !== 0 || older) {
    const turn = (to: number, label: string, possible: boolean) =>
      new ButtonBuilder()
        .setCustomId(historyId('log', { before: to }))
        .setLabel(label)
        .setStyle(ButtonStyle.Secondary)
        .setDisabled(!possible);
    rows.push(
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        turn(0, language.say('history.newest'), before !== 0),
        turn(entries[lines.length - 1]?.number ?? 1, language.say('history.older'), older),
      ),
    );
  }
  return notice([language.say('history.log-head'), ...lines].join('\n'), rows);
}

function logLine(language: Language, entry: LogEntry): string {
  return `${logSentence(language, entry)}\n-# ${whenText(entry.at)}`;
}
