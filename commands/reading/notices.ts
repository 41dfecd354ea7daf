/**
 * What is said around reading: where the page is, why it is a private reply, what moderators can see.
 */

import { ActionRowBuilder, ButtonBuilder, TextDisplayBuilder } from '@discordjs/builders';
import { ButtonStyle } from 'discord-api-types/v10';
import { readingId } from '#commands/reading/routes.ts';
import type { ThreadRefusal } from '#src/kit/channels.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { sourceButton } from '#src/kit/show/source-button.ts';
import { clipMarkdown, sourceLink, titleOf } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import type { Target } from '#src/story/page.ts';
import type { Story } from '#src/story/story.ts';

/** Why a page comes as a private reply; `preferred` is the reader's own wish. */
export type WhyPrivate = ThreadRefusal | 'direct' | 'no-threads-here' | 'server-private' | 'preferred';

/** Why a thread opened where its reader asked, and not below the server's reading channel. */
export interface Elsewhere {
  readonly reason: 'too-mature' | 'unseen';
  /** The reading channel's id. */
  readonly channel: string;
}

type Way = 'thread' | 'private';

/** @param from - null goes on at the reader's place. */
function wayButton(language: Language, story: Story, from: Target | null, way: Way, style: ButtonStyle): ButtonBuilder {
  const id = { story: story.id, chapter: from?.chapter ?? 0, way };
  return new ButtonBuilder()
    .setCustomId(
      from && from.offset > 0 ? readingId('begin-at', { ...id, offset: from.offset }) : readingId('begin', id),
    )
    .setLabel(language.say(`reading.buttons.begin-${way}`))
    .setStyle(style);
}

/** Before the first page in a server: where to read, and who could look over the shoulder. */
export function firstReadingView(language: Language, story: Story, from: Target | null): MessageBody {
  const body = notice(language.say('reading.first-use', { title: clipMarkdown(titleOf(language, story), 100) }), [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      wayButton(language, story, from, 'thread', ButtonStyle.Primary),
      wayButton(language, story, from, 'private', ButtonStyle.Secondary),
    ),
  ]);
  return { ...body, shows: [story.id] };
}

/** @param url - of the page's message. */
export function threadReadyView(
  language: Language,
  threadId: string,
  url: string,
  elsewhere: Elsewhere | null,
): MessageBody {
  const ready = language.say('reading.thread-ready', { thread: `<#${threadId}>` });
  const reason =
    elsewhere && language.say(`reading.elsewhere-${elsewhere.reason}`, { channel: `<#${elsewhere.channel}>` });
  return notice(reason === null ? ready : `${ready}\n-# ${reason}`, [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setURL(url).setLabel(language.say('reading.buttons.go-to-page')).setStyle(ButtonStyle.Link),
    ),
  ]);
}

/** A page with the reason above it why it is not in a thread; whoever chose so may choose otherwise. */
export function withWhy(language: Language, why: WhyPrivate, story: Story, page: MessageBody): MessageBody {
  const { components = [] } = page;
  if (why === 'preferred') {
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
      wayButton(language, story, null, 'thread', ButtonStyle.Secondary),
    );
    return { ...page, components: [...components, row.toJSON()] };
  }
  const reason = new TextDisplayBuilder().setContent(`-# ${language.say(`reading.why-${why}`)}`);
  return { ...page, components: [reason.toJSON(), ...components] };
}

/** A story whose text we may not show. */
export function linkOnlyView(language: Language, story: Story): MessageBody {
  const title = clipMarkdown(titleOf(language, story), 100);
  const url = sourceLink(story);
  if (url === null) return notice(language.say('reading.no-text', { title }));
  const body = notice(language.say('reading.link-only', { title }), [
    new ActionRowBuilder<ButtonBuilder>().addComponents(sourceButton(language, url)),
  ]);
  return { ...body, shows: [story.id] };
}
