/** Every setting is documented where people look for it, and a wrong one is named. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { loadConfig, ROOT, SETTING_NAMES } from '#src/config.ts';
import { FicError } from '#src/story/errors.ts';

const EXAMPLE = resolve(ROOT, '.env.example');
const text = readFileSync(EXAMPLE, 'utf8');

describe('.env.example', () => {
  test('documents every setting that there is, and no other', () => {
    expect(Object.keys(parse(text)).sort()).toEqual([...SETTING_NAMES].sort());
    expect(SETTING_NAMES).toEqual(
      expect.arrayContaining(['DISCORD_TOKEN', 'DISCORD_API_URL', 'FICUS_DATABASE', 'FICUS_STATE', 'LOG_LEVEL']),
    );
  });

  test.each(SETTING_NAMES)('says above %s what it is', (name) => {
    expect(text).toMatch(new RegExp(`^# .+\\n${name}=`, 'm'));
  });

  test('copied to .env as it is, changes nothing', () => {
    expect(loadConfig({}, EXAMPLE)).toEqual(loadConfig({}, '/nowhere/.env'));
  });
});

describe('settings', () => {
  test('have the defaults that the documents promise', () => {
    expect(loadConfig({}, '/nowhere/.env')).toEqual({
      token: null,
      apiUrl: 'https://discord.com/api',
      database: resolve(ROOT, 'var/ficus.db'),
      state: resolve(ROOT, 'var/state.db'),
      moderatorRoles: [],
      sharedTexts: false,
      playPort: 4780,
      opsPort: 0,
      cooldowns: true,
      logLevel: 'info',
    });
  });

  test('of the environment stand over those of .env', () => {
    expect(loadConfig({ LOG_LEVEL: 'debug' }, EXAMPLE).logLevel).toBe('debug');
  });

  test('that the environment has empty are those of .env', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ficus-settings-'));
    const file = join(folder, '.env');
    await writeFile(file, 'DISCORD_TOKEN=abc\nLOG_LEVEL=debug\n');
    expect(loadConfig({ DISCORD_TOKEN: '', LOG_LEVEL: '' }, file)).toMatchObject({ token: 'abc', logLevel: 'debug' });
    expect(loadConfig({ DISCORD_TOKEN: 'def' }, file)).toMatchObject({ token: 'def', logLevel: 'debug' });
    await rm(folder, { recursive: true });
  });

  test.each([
    ['LOG_LEVEL', 'loud'],
    ['DISCORD_API_URL', 'not an address'],
    ['FICUS_PLAY_PORT', '99999'],
    ['FICUS_OPS_PORT', 'all'],
    ['FICUS_COOLDOWNS', 'maybe'],
    ['FICUS_TEXT_SEARCH', 'sometimes'],
    ['FICUS_MODERATOR_ROLES', 'Moderators'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => loadConfig({ [name]: value }, '/nowhere/.env')).toThrow(
      expect.objectContaining({
        constructor: FicError,
        code: 'setting-invalid',
        details: expect.objectContaining({ setting: name }),
      }),
    );
  });
});
