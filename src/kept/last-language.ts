/**
 * The language in which Discord last showed itself to a member: what the bot writes to them unasked is in it.
 */
import { z } from 'zod';
import { keptValue } from '#src/kept/value.ts';

interface LastLanguage {
  /** Discord's locale, such as `en-GB`. */
  readonly locale: string;
}

const schema: z.ZodType<LastLanguage> = z.strictObject({ locale: z.string().min(1) });

export interface LastLanguages {
  /** Null where none was seen. */
  get(member: string): Promise<string | null>;
  /** Writes nothing where it is the same as before. */
  saw(member: string, locale: string): Promise<void>;
}

export const LAST_LANGUAGE = keptValue(
  { name: 'last-language', version: 1, schema, told: { name: 'lastLanguage' } },
  (languages): LastLanguages => ({
    get: async (member: string): Promise<string | null> => (await languages.get(member))?.locale ?? null,
    async saw(member: string, locale: string): Promise<void> {
      await languages.change([member], (last) => (last?.locale === locale ? last : { locale }));
    },
  }),
);
