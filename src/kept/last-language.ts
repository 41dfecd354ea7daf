/**
 * The language in which Discord last showed itself to a member: what the bot writes to them unasked is in it.
 */
import { z } from 'zod';
import { kept } from '#src/kept/kept.ts';
import type { Kind } from '#src/kept/kind.ts';

interface LastLanguage {
  /** Discord's locale, such as `en-GB`. */
  readonly locale: string;
}

const kind: Kind<LastLanguage> = {
  name: 'last-language',
  version: 1,
  belongs: 'by-key',
  schema: z.strictObject({ locale: z.string().min(1) }),
  told: { name: 'lastLanguage', rows: (last) => [last] },
};

export type LastLanguages = ReturnType<(typeof LAST_LANGUAGE)['use']>;

export const LAST_LANGUAGE = kept(kind, (languages) => ({
  /** Null where none was seen. */
  get: async (member: string): Promise<string | null> => (await languages.get([member]))?.locale ?? null,
  /** Writes nothing where it is the same as before. */
  async saw(member: string, locale: string): Promise<void> {
    await languages.update([member], (last) => (last?.locale === locale ? last : { locale }));
  },
}));
