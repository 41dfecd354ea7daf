/**
 * What is kept under an id of its own for some days: a search whose pages are turned, a page that somebody has open, a question that
 * waits for its answer. Buttons carry the id alone.
 */
import { type Kept, kept, type Means } from '#src/kept/kept.ts';
import { DAY, type Kind } from '#src/kept/kind.ts';

interface SessionOptions<Value extends object>
  extends Pick<Kind<Value>, 'name' | 'version' | 'belongs' | 'schema' | 'standsIn'> {
  /** Since it was last written. */
  readonly days: number;
  /** In ms since 1970: one that began after a wish to be forgotten stays. Absent: none does. */
  begunAt?(session: Value): number;
  /** Absent for what belongs to nobody. An export tells the id and all fields but whose it is. */
  readonly told?: { readonly name: string; readonly rare?: true };
}

interface Sessions<Value> {
  /** Gives back the id under which it is kept. */
  start(session: Value): Promise<string>;
  /** Null where it is unknown, or its days are over. */
  get(id: string): Promise<Value | null>;
  /** Gives back the session as changed; null where it is unknown. */
  change(id: string, change: (current: Value) => Value): Promise<Value | null>;
  /** Whether it was there. */
  end(id: string): Promise<boolean>;
}

/** More tries than this are no chance: `newId` repeats itself. */
const ID_TRIES = 5;

export function keptSession<Value extends object, Use>(
  { days, begunAt, told, ...options }: SessionOptions<Value>,
  use: (sessions: Sessions<Value>, means: Means) => Use,
): Kept<Value, Use> {
  const { belongs } = options;
  const owner = typeof belongs === 'object' ? belongs.field : null;
  const kind: Kind<Value> = {
    ...options,
    ttl: days * DAY,
    ...(begunAt && { newer: (session, until) => (begunAt(session) > until ? session : null) }),
    ...(told && {
      told: {
        ...told,
        rows: (session, [id]) => [
          { id, ...Object.fromEntries(Object.entries(session).filter(([field]) => field !== owner)) },
        ],
      },
    }),
  };
  return kept(kind, (sessions, means) =>
    use(
      {
        async start(session) {
          for (let tries = 0; tries < ID_TRIES; tries += 1) {
            const id = means.newId();
            if (!/^[\w-]{1,12}$/.test(id)) throw new RangeError(`A session cannot have the id "${id}".`);
            if (await sessions.insert([id], session)) return id;
          }
          throw new Error(`The last ${ID_TRIES} new ids were all taken.`);
        },
        get: (id) => sessions.get([id]),
        change: (id, change) => sessions.update([id], (current) => current && change(current)),
        end: (id) => sessions.delete([id]),
      },
      means,
    ),
  );
}
