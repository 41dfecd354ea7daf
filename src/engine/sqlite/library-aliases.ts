/**
 * Libraries' own other names, as rows.
 */

import type { Database } from '#src/engine/sqlite/database.ts';
import { addLogEntry } from '#src/engine/sqlite/library-log.ts';
import { type AliasChange, type LibraryAlias, MOST_ALIASES } from '#src/moderation/library-aliases.ts';
import type { LogAction, NewLogEntry } from '#src/moderation/library-log.ts';
import { type Alias, aliasKey } from '#src/query/aliases.ts';
import { ALIAS_KINDS } from '#src/query/fields.ts';
import { fold } from '#src/story/fold.ts';
import type { LibraryId } from '#src/story/story.ts';

/** Who changes something, and when (ms since 1970). */
interface Act {
  readonly by: string;
  readonly at: number;
}

const SELECT_ALIAS = 'SELECT number, kind, alias, stands_for AS standsFor FROM aliases WHERE library = ?';

export function listAliases(db: Database, library: LibraryId): LibraryAlias[] {
  const rank = ({ kind }: Alias) => ALIAS_KINDS.indexOf(kind);
  return db
    .all<LibraryAlias>(SELECT_ALIAS, library)
    .map((alias) => ({ alias, folded: fold(alias.alias) }))
    .sort((a, b) => rank(a.alias) - rank(b.alias) || (a.folded < b.folded ? -1 : 1))
    .map(({ alias }) => alias);
}

/** Only inside `write`. */
export function putAlias(db: Database, library: LibraryId, alias: Alias, act: Act): AliasChange {
  const { kind, standsFor } = alias;
  const key = aliasKey(kind, alias.alias);
  const before = db.get<LibraryAlias>(`${SELECT_ALIAS} AND kind = ? AND key = ?`, library, kind, key);
  if (before?.alias === alias.alias && before.standsFor === standsFor) return { outcome: 'same', entry: null };
  const count = db.get<{ count: number }>('SELECT count(*) AS count FROM aliases WHERE library = ?', library)?.count;
  if (!before && (count ?? 0) >= MOST_ALIASES) return { outcome: 'full', entry: null };
  db.run(
    `INSERT INTO aliases (library, kind, key, alias, stands_for, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (library, kind, key)
     DO UPDATE SET alias = excluded.alias, stands_for = excluded.stands_for, by = excluded.by, at = excluded.at`,
    library,
    kind,
    key,
    alias.alias,
    standsFor,
    act.by,
    act.at,
  );
  const outcome = before ? 'changed' : 'added';
  const entry = note(db, library, `alias-${outcome}`, alias, act, before ? { before: before.standsFor } : {});
  return { outcome, entry };
}

/** Only inside `write`. */
export function removeAlias(db: Database, library: LibraryId, number: number, act: Act): NewLogEntry | null {
  const [gone] = db.all<Alias>(
    'DELETE FROM aliases WHERE library = ? AND number = ? RETURNING kind, alias, stands_for AS standsFor',
    library,
    number,
  );
  return gone ? note(db, library, 'alias-removed', gone, act) : null;
}

function note(
  db: Database,
  library: LibraryId,
  action: LogAction,
  { kind, alias, standsFor }: Alias,
  act: Act,
  more: Readonly<Record<string, string>> = {},
): NewLogEntry {
  const entry: NewLogEntry = { ...act, library, action, details: { kind, alias, standsFor, ...more } };
  addLogEntry(db, entry);
  return entry;
}
