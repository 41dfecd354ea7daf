/**
 * How a story is named in a list of suggestions, whatever the engine.
 */
import type { StoryFields } from '#src/story/story.ts';

/** Discord's limit for a choice, in UTF-16 units. */
const LONGEST_LABEL = 100;

/** "A Study in Scarlet (Arthur Conan Doyle)": two stories of one title are told apart. */
export function titleLabel({ title, authors }: Pick<StoryFields, 'title' | 'authors'>): string {
  return authors.length === 0 ? title : `${title} (${authors.join(', ')})`;
}

export function shortLabel(label: string): string {
  if (label.length <= LONGEST_LABEL) return label;
  const cut = label.slice(0, LONGEST_LABEL - 1);
  // Half a surrogate pair is no letter.
  return `${cut.replace(/[\ud800-\udbff]$/, '')}\u2026`;
}
