/**
 * The table of what is kept of a person: what `/fic privacy` tells, what an export holds and what is forgotten come from it
 * alone. It is made of what the features declare that they keep, and of the traces in the catalog.
 */
import { SET_ASIDE } from '#src/kept/aside.ts';
import type { AnyKept } from '#src/kept/kept.ts';
import { DAY } from '#src/kept/kind.ts';
import type { Trace, UnreadTrace } from '#src/kept/texts.ts';
import { PERSON_TRACES, type PersonTrace } from '#src/moderation/persons.ts';

/** One row; its name is that of its sentence under `kept`, and of its field in an export. */
export interface KeptRow {
  readonly name: string;
  /** Where it is: a kind of the state, or a trace in the catalog. */
  readonly from: { readonly kind: string } | { readonly trace: PersonTrace };
  /** In days since it was last used; null is until its owner, or whoever runs the bot, says otherwise. */
  readonly days: number | null;
  /** Told only where there is something: what moderators alone have, or nobody on a good day. */
  readonly rare: boolean;
  /** What somebody did for a library: counted as one where a message is short. */
  readonly isAct: boolean;
  /** How many one value of the state stands for. */
  readonly count: (value: object) => number;
  /** A value of the state, or what of it can be read, as an export tells it. */
  readonly told: (trace: Trace) => readonly object[];
}

const unreadable = ({ key, raw }: UnreadTrace) => ({ unreadable: raw, key: key.join('/') });

/** Drafts of the catalog last so long, in days. */
const DRAFT_DAYS = 1;

/** @param all - in the order in which they are told. */
export function keptTable(all: readonly AnyKept[]): readonly KeptRow[] {
  return [
    ...all.flatMap(rowOf),
    ofCatalog('reports'),
    { ...ofCatalog('drafts'), days: DRAFT_DAYS, rare: true },
    ...PERSON_TRACES.filter((trace) => trace !== 'reports' && trace !== 'drafts').map((trace) => ({
      ...ofCatalog(trace),
      isAct: true,
    })),
    {
      ...{ name: 'unreadable', from: { kind: SET_ASIDE }, days: null, rare: true, isAct: false },
      count: () => 1,
      told: (trace) => (trace.value === null ? [unreadable(trace)] : []),
    },
  ];
}

function rowOf({ kind }: AnyKept): KeptRow[] {
  const { name: from, ttl, told } = kind;
  if (!told) return [];
  return [
    {
      name: told.name,
      from: { kind: from },
      days: ttl === undefined ? null : ttl / DAY,
      rare: told.rare ?? false,
      isAct: false,
      count: (value) => told.count?.(value) ?? 1,
      told: (trace) => (trace.value === null ? [unreadable(trace)] : told.rows(trace.value, trace.key)),
    },
  ];
}

function ofCatalog(trace: PersonTrace): KeptRow {
  return { name: trace, from: { trace }, days: null, rare: false, isAct: false, count: () => 1, told: () => [] };
}

/** How many the values of one row stand for; one that cannot be read is one. */
export function countOf({ count }: KeptRow, values: readonly Trace[]): number {
  return values.reduce((sum, { value }) => sum + (value === null ? 1 : count(value)), 0);
}

/** A row with how many there are. */
export type CountedRow = Pick<KeptRow, 'name' | 'days' | 'rare' | 'isAct'> & { readonly count: number };
