/** Small bodies for the rules' tests, and a reading of the refusals that they meet. */
import { DiscordAPIError } from 'discord.js';
import { expect } from 'vitest';

/** Where the body is wrong and with which code: `embeds.0.title BASE_TYPE_MAX_LENGTH`. */
export async function problemsOf(request: Promise<unknown>): Promise<string[]> {
  const error = await request.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof DiscordAPIError)) throw new Error(`It was not refused: ${error}`);
  expect([error.code, error.status, error.message.split('\n')[0]]).toEqual([
    50035,
    400,
    expect.stringContaining('Invalid Form Body'),
  ]);
  const walk = (node: unknown, path: string[]): string[] => {
    if (!(node instanceof Object)) return [];
    return Object.entries(node).flatMap(([key, value]) =>
      key === '_errors'
        ? (value as { code: string }[]).map(({ code }) => `${path.join('.')} ${code}`)
        : walk(value, [...path, key]),
    );
  };
  return walk('errors' in error.rawError ? error.rawError.errors : undefined, []);
}

export const x = (length: number) => 'x'.repeat(length);
export const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
export const button = (id: string, more = {}) => ({ type: 2, style: 2, label: 'Go', custom_id: id, ...more });
export const row = (...components: unknown[]) => ({ type: 1, components });
export const option = (value: string) => ({ label: value, value });
export const select = (more = {}) => ({ type: 3, custom_id: 'menu', options: [option('a')], ...more });
export const say = (content: string) => ({ type: 10, content });
export const v2 = (...components: unknown[]) => ({ flags: 32_768, components });
