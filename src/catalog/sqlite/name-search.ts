/**
 * Names of one library by what somebody has typed of them so far: asked at each keystroke.
 *
 * Where few names have one of the typed words, those are looked through. Where all the words are common, the best are found
 * soonest by walking down the names by their uses. So neither a rare nor a common beginning reads much.
 */
import type { SuggestionKind } from '#src/catalog/contract.ts';
import type { Database } from '#src/catalog/sqlite/database.ts';
import type { LibraryId } from '#src/story/story.ts';

/** The columns of `names` that count uses: by all stories, and by those that may be shown anywhere. */
export type UsesColumn = 'all_uses' | 'open_uses';

export interface NamedUse {
  readonly key: string;
  readonly folded: string;
  readonly label: string;
  readonly uses: number;
}

export interface NameQuery {
  readonly library: LibraryId;
  readonly kind: SuggestionKind;
  readonly uses: UsesColumn;
  /** All that was typed, folded. */
  readonly folded: string;
  /** Its words; the last one may go on. */
  readonly words: readonly string[];
  readonly limit: number;
}

/** Names up to which all are looked at. */
const FEW = 500;
/** Follows every text that a beginning can go on with. */
const LAST = '\u{10ffff}';

type Values = readonly (string | number)[];
interface Condition {
  readonly sql: string;
  readonly values: Values;
}

/** Those that begin with the typed text as it is, then the others; each by uses. */
export function findNames(db: Database, query: NameQuery): NamedUse[] {
  const pool = smallestPool(db, query);
  if (pool) return select(db, query, [...having(query), pool], `${BEGINS} DESC, `, beginning(query), query.limit);

  const literal = findLiterals(db, query);
  if (literal.length === query.limit) return literal;
  const others = { sql: `NOT ${BEGINS}`, values: beginning(query) };
  return [...literal, ...select(db, query, [...having(query), others], '', [], query.limit - literal.length)];
}

const BEGINS = '(folded >= ? AND folded < ?)';

function beginning({ folded }: NameQuery): Values {
  return [folded, folded + LAST];
}

function findLiterals(db: Database, query: NameQuery): NamedUse[] {
  const { library, kind } = query;
  const range = `FROM names WHERE library = ? AND kind = ? AND ${BEGINS}`;
  const few = count(db, range, [library, kind, ...beginning(query)]) < FEW;
  // The plus keeps SQLite from sorting a long range instead of walking down the uses.
  const literal = { sql: few ? BEGINS : '(+folded >= ? AND +folded < ?)', values: beginning(query) };
  return select(db, query, [...having(query), literal], '', [], query.limit);
}

/** The names with the rarest of the typed words, where they are few. */
function smallestPool(db: Database, { library, kind, words }: NameQuery): Condition | null {
  // Nothing sorts between a word and itself with a NUL: that range is the word alone.
  const ranges = words.map((word, index) => [word, word + (index === words.length - 1 ? LAST : '\0')] as const);
  const rest = 'FROM name_words WHERE library = ? AND kind = ? AND word >= ? AND word < ?';
  const pools = ranges.map(([from, to]) => {
    const values = [library, kind, from, to];
    return { sql: `number IN (SELECT name ${rest})`, values, names: count(db, rest, values) };
  });
  const [smallest] = pools.sort((a, b) => a.names - b.names);
  return smallest && smallest.names < FEW ? smallest : null;
}

/** Up to FEW. */
function count(db: Database, from: string, values: Values): number {
  const row = db.get<{ rows: number }>(`SELECT count(*) AS rows FROM (SELECT 1 ${from} LIMIT ?)`, ...values, FEW);
  return row?.rows ?? 0;
}

function having({ words }: NameQuery): Condition[] {
  return words.map((word, index) => ({
    sql: 'instr(words, ?)',
    values: [index === words.length - 1 ? ` ${word}` : ` ${word} `],
  }));
}

function select(
  db: Database,
  { library, kind, uses }: NameQuery,
  conditions: readonly Condition[],
  order: string,
  orderValues: Values,
  limit: number,
): NamedUse[] {
  // A title is used once: saying so lets titles be walked in their own order.
  const used = kind === 'title' ? `${uses} > 0 AND ${uses} = 1` : `${uses} > 0`;
  const where = conditions.map(({ sql }) => ` AND ${sql}`).join('');
  return db.all<NamedUse>(
    `SELECT key, folded, label, ${uses} AS uses FROM names WHERE library = ? AND kind = ? AND ${used}${where}
     ORDER BY ${order}${uses} DESC, folded LIMIT ?`,
    library,
    kind,
    ...conditions.flatMap(({ values }) => values),
    ...orderValues,
    limit,
  );
}
