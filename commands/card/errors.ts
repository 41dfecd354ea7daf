/**
 * Why a card is not shown, or not shared.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'story-too-mature-here': Nothing;
    'story-above-teen-floor': Nothing;
    'story-hidden-in-server': Nothing;
    'author-unknown': { title: string };
    'may-not-share': Nothing;
    'sharing-off': Nothing;
  }
}
