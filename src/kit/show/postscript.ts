/**
 * Words below an answer that are not about what was asked: a moderator hears of what needs their care wherever they work.
 */

import { TextDisplayBuilder } from '@discordjs/builders';
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { clip } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';

/** In a message that has hardly any room left, the words are clipped to what there is; without room it stays as it is. */
export function withPostscript(body: MessageBody, words: string): MessageBody {
  const { components = [], content = '' } = body;
  if (!body.v2) {
    const room = LIMITS.content - content.length - 1;
    if (room < SHORTEST) return body;
    return { ...body, content: content === '' ? clip(words, room) : `${content}\n${clip(words, room)}` };
  }
  const size = sizeOf(components);
  const room = LIMITS.componentsText - size.text;
  if (size.components >= LIMITS.components || room < SHORTEST) return body;
  return { ...body, components: [...components, new TextDisplayBuilder().setContent(clip(words, room)).toJSON()] };
}

/** Fewer characters than this say nothing. */
const SHORTEST = 20;

/** All components, those in others included, and the characters of their texts. */
function sizeOf(components: readonly APIMessageTopLevelComponent[]): { components: number; text: number } {
  let count = 0;
  let text = 0;
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    if ('type' in value && typeof value.type === 'number') count += 1;
    if ('content' in value && typeof value.content === 'string') text += value.content.length;
    if ('components' in value) walk(value.components);
    if ('accessory' in value) walk(value.accessory);
  };
  walk(components);
  return { components: count, text };
}
