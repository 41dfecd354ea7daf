/**
 * Which libraries' texts may be searched, and which content of a story is to be found there.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import { type LibraryId, SHARED_LIBRARY } from '#src/story/story.ts';

/** @param shared - whether the operator lets the texts of the shared library be searched. */
export function searchedLibraries(db: Database, shared: boolean): LibraryId[] {
  const chosen = db.all<{ library: LibraryId }>(
    "SELECT library FROM libraries WHERE json_type(settings, '$.textSearch') = 'true'",
  );
  const servers = chosen.map(({ library }) => library).filter((library) => library !== SHARED_LIBRARY);
  return shared ? [...servers, SHARED_LIBRARY] : servers;
}

interface CurrentText {
  readonly library: LibraryId;
  /** The content that says what it is. */
  readonly header: number;
  /** The content whose chunks are its text. */
  readonly text: number;
}

/** The text of a published story that may be shown, by the story's number. */
export function currentText(db: Database, story: number): CurrentText | undefined {
  return db.get<CurrentText>(
    `SELECT s.library, c.number AS header, coalesce(c.text, c.number) AS text FROM stories s JOIN contents c ON c.number = s.content
     WHERE s.number = ? AND s.withdrawn = 0 AND json_extract(c.permission, '$.basis') <> 'none'`,
    story,
  );
}
