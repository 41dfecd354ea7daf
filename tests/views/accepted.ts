/**
 * Whether Discord would take what a view made, and whether anything in it means more than it should. The double's own
 * rules decide the first, word for word as they answer the bot.
 */

import { MessageFlags } from 'discord-api-types/v10';
import { expect } from 'vitest';
import { checkWhole, parseMessageBody } from '#playground/rules/messages.ts';
import { parseModal } from '#playground/rules/modals.ts';
import { eachComponent } from '#playground/world/components.ts';
import { wireBody } from '#src/discord/acknowledgement.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { FORBIDDEN, isBlank } from '#src/story/characters.ts';
import { readDiscord } from '#tests/views/discord-reader.ts';
import { MARKER } from '#tests/views/hostile-story.ts';

/** Commands that our own sentences name. */
const COMMAND = /`\/[a-z]+ [a-z]+(?: story:)?`/g;

/**
 * @param ours - marks that the bot itself put there to come alive: whom, when, where.
 * @throws AssertionError, or the double's refusal with its tree of problems.
 */
export function expectAccepted(body: MessageBody, ours: readonly string[] = []): void {
  expectTaken(body);
  const { markdown, plain } = textsOf(body);
  for (const text of markdown) {
    expect(isBlank(text), 'a text that shows nothing').toBe(false);
    const theirs = ours.reduce((rest, mark) => rest.replaceAll(mark, ''), text.replace(COMMAND, ''));
    expect(readDiscord(theirs).alive).toEqual([]);
  }
  for (const text of plain) expect(isBlank(text), 'a label that shows nothing').toBe(false);
  for (const text of [...markdown, ...plain]) {
    expect(text.isWellFormed()).toBe(true);
    expect(text.match(FORBIDDEN)).toBeNull();
    expect(text).not.toMatch(new RegExp(`[\\n\\r\\u2028\\u2029].{0,3}${MARKER}`));
  }
}

/** Whether Discord would take it, whatever it says. @throws AssertionError, or the double's refusal. */
export function expectTaken(body: MessageBody): void {
  const sent = wireBody(body);
  const { content = '', embeds = [], components = [], flags = 0 } = parseMessageBody(sent);
  checkWhole({ content, embeds, components, flags, attachments: [] } as Parameters<typeof checkWhole>[0]);
  expect(sent.allowed_mentions).toEqual({ parse: [] });
  expect(Boolean(flags & MessageFlags.IsComponentsV2)).toBe(body.v2 === true);
}

/** @throws AssertionError, or the double's refusal. */
export function expectModalAccepted(modal: unknown): void {
  expect(parseModal(modal)).toBeTruthy();
}

/** All that a person reads of a message: what is read as Markdown, and what is shown as it stands. */
export function textsOf({ content, embeds = [], components = [] }: MessageBody): {
  markdown: string[];
  plain: string[];
} {
  const markdown: (string | undefined)[] = [content];
  const plain: (string | undefined)[] = [];
  for (const { title, description, author, footer, fields = [] } of embeds) {
    markdown.push(title, description, ...fields.flatMap(({ name, value }) => [name, value]));
    plain.push(author?.name, footer?.text);
  }
  for (const { component } of eachComponent(components as Parameters<typeof eachComponent>[0])) {
    if ('content' in component) markdown.push(component.content);
    if ('label' in component) plain.push(component.label);
    if ('placeholder' in component) plain.push(component.placeholder);
    if ('options' in component && component.options) {
      for (const { label, description } of component.options) plain.push(label, description ?? undefined);
    }
  }
  const said = (texts: readonly (string | undefined)[]) => texts.filter((text) => text !== undefined && text !== '');
  return { markdown: said(markdown) as string[], plain: said(plain) as string[] };
}
