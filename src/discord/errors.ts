/**
 * What the edge refuses, and what Discord does.
 */
import type { Nothing } from '#src/story/errors.ts';

declare module '#src/story/errors.ts' {
  interface FicErrors {
    'too-soon': { seconds: number };
    'moderators-only': Nothing;
    'bot-may-not-post': Nothing;
    'token-refused': Nothing;
    'api-unreachable': { url: string; reason: string };
    'discord-refused': { reason: string; url: string };
    'attachment-too-large': { name: string; limit: number };
    'attachment-unreachable': { name: string };
    'attachment-foreign': { name: string };
  }
}
