/**
 * What a welcome works with.
 */
import type { Job } from '#src/kit/jobs.ts';
import type { Ports } from '#src/kit/ports.ts';

/** What it takes to say hello. */
export type GreetingPorts = Ports<'catalog' | 'settings' | 'guilds' | 'channels' | 'mention'>;

export interface WelcomePorts {
  /** What becomes of libraries as servers take the bot in and remove it. */
  readonly servers: Job;
}
