/**
 * The only reader of the environment: every setting of Ficus, checked once at start.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'dotenv';
import { z } from 'zod';
import { FicError } from '#src/story/errors.ts';

/** The checkout's own folder: where `.env`, `data/` and, by default, `var/` are. */
export const ROOT = resolve(import.meta.dirname, '..');

const snowflakes = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.string().regex(/^\d{15,22}$/)));

/** Documented one by one in `.env.example`. An empty value counts as unset. */
const SETTINGS = z.object({
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_API_URL: z.url({ protocol: /^https?$/ }).default('https://discord.com/api'),
  FICUS_DATABASE: z.string().default('var/ficus.db'),
  FICUS_STATE: z.string().default('var/state.db'),
  FICUS_MODERATOR_ROLES: snowflakes.default([]),
  FICUS_TEXT_SEARCH: z.enum(['on', 'off']).default('off'),
  FICUS_PLAY_PORT: z.coerce.number().int().min(0).max(65535).default(4780),
  FICUS_OPS_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  FICUS_COOLDOWNS: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

export const SETTING_NAMES = Object.keys(SETTINGS.shape);

export interface Config {
  /** Null where none is set: then only `play` and the commands that need no Discord work. */
  readonly token: string | null;
  /** Base URL of Discord's REST API, without a version. */
  readonly apiUrl: string;
  /** Absolute paths of the two SQLite files. */
  readonly database: string;
  readonly state: string;
  /** Roles whose members are moderators, besides those who may manage their server. */
  readonly moderatorRoles: readonly string[];
  /** Whether members may search inside the texts of the shared library. */
  readonly sharedTexts: boolean;
  /** Port of the playground on 127.0.0.1; 0 takes a free one. */
  readonly playPort: number;
  /** Port of metrics and health on 127.0.0.1; 0 is none. */
  readonly opsPort: number;
  /** Whether somebody who asks faster than a person does has to wait. */
  readonly cooldowns: boolean;
  readonly logLevel: z.infer<typeof SETTINGS>['LOG_LEVEL'];
}

/**
 * Reads the settings from the environment, and from `.env` where the environment is silent.
 *
 * @throws FicError `setting-invalid` naming the first setting that cannot be used.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, file = resolve(ROOT, '.env')): Config {
  const read = SETTINGS.safeParse({ ...withoutEmpty(readEnvFile(file)), ...withoutEmpty(env) });
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new FicError('setting-invalid', { setting: String(issue?.path[0]), problem: issue?.message ?? '' });
  }
  const settings = read.data;
  return {
    token: settings.DISCORD_TOKEN?.trim() || null,
    apiUrl: settings.DISCORD_API_URL.replace(/\/+$/, ''),
    database: resolve(ROOT, settings.FICUS_DATABASE),
    state: resolve(ROOT, settings.FICUS_STATE),
    moderatorRoles: settings.FICUS_MODERATOR_ROLES,
    sharedTexts: settings.FICUS_TEXT_SEARCH === 'on',
    playPort: settings.FICUS_PLAY_PORT,
    opsPort: settings.FICUS_OPS_PORT,
    cooldowns: settings.FICUS_COOLDOWNS === 'on',
    logLevel: settings.LOG_LEVEL,
  };
}

/** A variable that is exported empty, as by a container's template, says nothing. */
function withoutEmpty(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
}

function readEnvFile(file: string): Record<string, string> {
  try {
    return parse(readFileSync(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
