/**
 * What Discord was told of commands, so that it is told again only when they changed.
 */
import { z } from 'zod';
import { id } from '#src/kept/kind.ts';
import { keptValue } from '#src/kept/value.ts';

/** What Discord was told, and the ids that it gave the commands, by name. */
interface Registered {
  readonly hash: string;
  readonly ids: Readonly<Record<string, string>>;
}

const schema: z.ZodType<Registered> = z.strictObject({ hash: z.string(), ids: z.record(z.string(), id) });

export const REGISTRATION = keptValue(
  { name: 'registration', version: 2, belongs: 'to-nobody', schema },
  (registration) => {
    const key = (application: string, guild: string | null) => [application, guild ?? 'everywhere'];
    return {
      /** The commands that Discord has; null where none were registered. A null guild is all servers. */
      get: (application: string, guild: string | null) => registration.get(...key(application, guild)),
      set: (application: string, guild: string | null, registered: Registered) =>
        registration.set(key(application, guild), registered),
      async forget(application: string, guild: string): Promise<void> {
        await registration.forget(...key(application, guild));
      },
    };
  },
);
