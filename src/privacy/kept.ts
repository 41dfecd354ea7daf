/**
 * The table of what is kept of a person: what `/fic privacy` tells, what an export holds and what is forgotten come from it
 * alone. Whatever is kept of persons has its row here.
 */
import { PERSON_TRACES, type PersonTrace } from '#src/moderation/persons.ts';
import { type Kind, SET_ASIDE, type Trace } from '#src/reading/state/collection.ts';
import * as kinds from '#src/reading/state/kinds.ts';

type KeptName =
  | (
      | 'places'
      | 'shelf'
      | 'lastRead'
      | 'openPages'
      | 'searches'
      | 'lastSearch'
      | 'savedSearches'
      | 'listings'
      | 'unsavedEdits'
      | 'preferences'
      | 'blocks'
      | 'threads'
      | 'wish'
      | 'unreadable'
    )
  | PersonTrace;

/** One row; its name is that of its sentence under `privacy.kept`, and of its field in an export. */
export interface KeptRow {
  readonly name: KeptName;
  /** Where it is: a kind of the state, or a trace in the catalog. */
  readonly from: { readonly kind: string } | { readonly trace: PersonTrace };
  /** In days since it was last used; null is until its owner, or whoever runs the bot, says otherwise. */
  readonly days: number | null;
  /** Told only where there is something: what moderators alone have, or nobody on a good day. */
  readonly rare: boolean;
  /** How many one value of the state stands for. */
  readonly count: (value: object) => number;
  /** A value of the state, or what of it can be read, as an export tells it. */
  readonly told: (trace: Trace) => readonly object[];
}

const one = () => 1;
const stories = (list: object) => (list as kinds.StoryList).stories;
const unreadable = ({ key, raw }: Trace) => ({ unreadable: raw, key: key.join('/') });

function ofKind<Value extends object>(
  name: KeptName,
  kind: Kind<Value>,
  told: (value: Value, key: readonly string[]) => readonly object[],
  more: Partial<Pick<KeptRow, 'rare' | 'count'>> = {},
): KeptRow {
  return {
    name,
    from: { kind: kind.name },
    days: kind.ttl === undefined ? null : kind.ttl / kinds.DAY,
    rare: false,
    count: one,
    // The collection of this kind read it by this kind's schema.
    told: (trace) => (trace.value === null ? [unreadable(trace)] : told(trace.value as Value, trace.key)),
    ...more,
  };
}

function ofCatalog(trace: PersonTrace, days: number | null = null): KeptRow {
  return { name: trace, from: { trace }, days, rare: false, count: one, told: () => [] };
}

const dated = (list: kinds.StoryList) => list.stories.map(({ story, at }) => ({ story, at }));
const session = <Value extends { readonly reader: string }>({ reader, ...value }: Value, [id]: readonly string[]) => [
  { id, ...value },
];

export const KEPT: readonly KeptRow[] = [
  ofKind('places', kinds.PLACES, ({ place, ...saved }, [, story]) => [{ story, ...place, ...saved }]),
  ofKind('shelf', kinds.SHELF, dated, { count: (list) => stories(list).length }),
  ofKind('lastRead', kinds.LAST_READ, dated, { count: (list) => stories(list).length }),
  ofKind('openPages', kinds.READING_SESSIONS, session),
  ofKind('searches', kinds.SEARCH_SESSIONS, session),
  ofKind('lastSearch', kinds.LAST_SEARCHES, (search) => [search]),
  ofKind('savedSearches', kinds.SAVED_SEARCHES, ({ searches }) => searches.map((search) => ({ ...search })), {
    count: (saved) => (saved as kinds.SavedSearches).searches.length,
  }),
  ofKind('listings', kinds.LIST_SESSIONS, session, { rare: true }),
  ofKind('unsavedEdits', kinds.UNSAVED_EDITS, ({ moderator, ...edit }, [id]) => [{ id, ...edit }], { rare: true }),
  ofKind('preferences', kinds.PREFERENCES, (preferences) => [preferences]),
  ofKind('blocks', kinds.BLOCKS, ({ names }) => names.map((name) => ({ ...name })), {
    count: (list) => (list as kinds.BlockList).names.length,
  }),
  ofKind('threads', kinds.READER_THREADS, ({ threadId }, [, channel]) => [{ channel, thread: threadId }]),
  ofCatalog('reports'),
  { ...ofCatalog('drafts', 1), rare: true },
  ...PERSON_TRACES.filter((trace) => trace !== 'reports' && trace !== 'drafts').map((trace) => ofCatalog(trace)),
  ofKind('wish', kinds.WISHES, (wish) => [wish], { rare: true }),
  {
    ...ofCatalog('reports'),
    ...{ name: 'unreadable', from: { kind: SET_ASIDE }, rare: true },
    told: (trace) => [unreadable(trace)],
  },
];

/** The traces that say what somebody did for a library: counted as one where a message is short. */
export const ACTS: readonly PersonTrace[] = PERSON_TRACES.filter((trace) => trace !== 'reports' && trace !== 'drafts');

/** How many the values of one row stand for; one that cannot be read is one. */
export function countOf({ count }: KeptRow, values: readonly Trace[]): number {
  return values.reduce((sum, { value }) => sum + (value === null ? 1 : count(value)), 0);
}
