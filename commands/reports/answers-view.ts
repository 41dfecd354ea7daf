/**
 * What a reporter is told: that their report is kept and who sees it, and later what became of it.
 */
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { clipMarkdown, titleOf, worded } from '#src/kit/show/story-text.ts';
import { yesNo } from '#src/language/cased.ts';
import type { Language } from '#src/language/language.ts';
import type { Settlement } from '#src/moderation/reports.ts';
import type { Story } from '#src/story/story.ts';

const TITLE = 200;
const ANSWER = 500;

/** Where moderators will see it by themselves. */
export function reportSentView(language: Language, story: Story): MessageBody {
  return notice(language.say('reports.sent', { title: clipMarkdown(titleOf(language, story), TITLE) }));
}

/**
 * Where moderators see it only when they look: then whom to ask.
 *
 * @param whom - mentions of the people and roles who care for the library here.
 */
export function reportKeptView(
  language: Language,
  story: Story,
  why: 'no-channel' | 'not-allowed' | 'not-reached',
  whom: readonly string[],
): MessageBody {
  const title = clipMarkdown(titleOf(language, story), TITLE);
  const lines = [language.say(`reports.kept-${why}`, { title })];
  if (whom.length > 0) lines.push(language.say('reports.ask', { whom: language.list(whom) }));
  return notice(lines.join('\n'));
}

/** Kind and short; which moderator it was is not said. */
export function outcomeView(
  language: Language,
  { outcome, answer }: Settlement,
  story: Story | null,
): MessageBody & { readonly v2: true } {
  const title = story ? clipMarkdown(titleOf(language, story), TITLE) : '';
  const word = clipMarkdown(worded(answer) ?? '', ANSWER);
  const lines = [language.say(`reports.outcome-${outcome}`, { gone: yesNo(story === null), title })];
  if (word !== '') lines.push(`${language.say('reports.word')}\n> ${word}`);
  return { ...notice(lines.join('\n')), v2: true, ...(story && { shows: [story.id] }) };
}
