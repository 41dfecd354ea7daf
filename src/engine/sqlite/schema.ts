/**
 * The tables of the catalog's file, as numbered migrations.
 *
 * A story's row says what is current; what it said and its text are a row of `contents` with its chunks, written first and
 * bound to the story by `history`, so that nothing half-written is ever seen and every earlier revision is kept.
 *
 * What finds stories by words and names is in no table: it is made of these rows (index-feed.ts). What finds words in their
 * texts is, where a library lets its texts be searched.
 */

/** "FicC": tells this file from any other SQLite database that a setting may point to by mistake. */
export const APPLICATION_ID = 0x46696343;

/** In order; the file's `user_version` counts those that it has. Never edited once released, only added to. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE contents (
    number INTEGER PRIMARY KEY,
    -- When its writing began, until it is published: what a crash left behind is found by this.
    staged_at INTEGER,
    fields TEXT, -- StoryFields, JSON
    permission TEXT, -- Permission, JSON
    chapters TEXT, -- ChapterInfo[], JSON
    words INTEGER
  ) STRICT;
  CREATE INDEX contents_staged ON contents (staged_at) WHERE staged_at IS NOT NULL;

  CREATE TABLE chunks (
    content INTEGER NOT NULL REFERENCES contents ON DELETE CASCADE,
    chapter INTEGER NOT NULL, -- 1-based
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    words_before INTEGER NOT NULL,
    blocks TEXT NOT NULL, -- Block[], JSON
    PRIMARY KEY (content, chapter, start)
  ) STRICT;

  CREATE TABLE pages (
    content INTEGER NOT NULL REFERENCES contents ON DELETE CASCADE,
    chapter INTEGER NOT NULL,
    layout TEXT NOT NULL,
    starts BLOB NOT NULL, -- Uint32Array, little-endian
    PRIMARY KEY (content, chapter, layout)
  ) STRICT;

  CREATE TABLE stories (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    library TEXT NOT NULL,
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL, -- 0, 1, 2: taken down
    content INTEGER NOT NULL REFERENCES contents,
    -- Counts publishings and revisions, so that newest first is a walk down the index.
    position INTEGER NOT NULL UNIQUE,
    rank INTEGER NOT NULL, -- the gate's
    words INTEGER NOT NULL,
    title TEXT NOT NULL, -- folded
    author TEXT NOT NULL, -- the first, folded
    published_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (library, key)
  ) STRICT;
  CREATE INDEX stories_by_title ON stories (library, title);
  CREATE INDEX stories_by_position ON stories (library, position) WHERE withdrawn = 0;
  CREATE INDEX stories_withdrawn ON stories (library) WHERE withdrawn = 1;

  CREATE TABLE history (
    story INTEGER NOT NULL REFERENCES stories,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    content INTEGER NOT NULL REFERENCES contents,
    PRIMARY KEY (story, revision)
  ) STRICT, WITHOUT ROWID;

  CREATE VIRTUAL TABLE story_index USING fts5 (
    title, authors, names, summary, marks,
    content = '', contentless_delete = 1, prefix = '2 3', tokenize = "ascii tokenchars ':'"
  );
  INSERT INTO story_index (story_index, rank) VALUES ('rank', 'bm25(7, 5, 2, 1, 0)');
  -- Merging is done in small steps after each write (writes.ts); by itself FTS5 stalls for seconds.
  INSERT INTO story_index (story_index, rank) VALUES ('automerge', 0);
  INSERT INTO story_index (story_index, rank) VALUES ('crisismerge', 1000);

  CREATE TABLE names (
    number INTEGER PRIMARY KEY,
    library TEXT NOT NULL,
    kind TEXT NOT NULL, -- SuggestionKind
    key TEXT NOT NULL, -- a title's is its story's id
    folded TEXT NOT NULL,
    label TEXT NOT NULL,
    words TEXT NOT NULL, -- ' sherlock holmes ', as indexed
    open_uses INTEGER NOT NULL DEFAULT 0, -- by stories that may be shown anywhere
    all_uses INTEGER NOT NULL DEFAULT 0,
    UNIQUE (library, kind, key)
  ) STRICT;
  CREATE INDEX names_by_open_uses ON names (library, kind, open_uses DESC, folded) WHERE open_uses > 0;
  CREATE INDEX names_by_all_uses ON names (library, kind, all_uses DESC, folded) WHERE all_uses > 0;

  CREATE INDEX names_by_beginning ON names (library, kind, folded);

  CREATE TABLE name_words (
    library TEXT NOT NULL,
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    name INTEGER NOT NULL, -- no foreign key: checking it would need another index
    PRIMARY KEY (library, kind, word, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    library TEXT NOT NULL,
    by TEXT NOT NULL,
    file_name TEXT,
    bytes BLOB NOT NULL,
    answers TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX drafts_by_expiry ON drafts (expires_at);

  CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    story TEXT NOT NULL, -- a story's id
    library TEXT NOT NULL,
    by TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    closed_by TEXT,
    closed_at INTEGER
  ) STRICT;
  CREATE INDEX reports_open ON reports (library, at) WHERE closed_at IS NULL;
  `,
  `
  -- Whose chunks and pages are this content's text; null: its own. An edit of the header alone copies no text.
  ALTER TABLE contents ADD COLUMN text INTEGER REFERENCES contents;
  -- For whoever deletes a content: SQLite looks for those that refer to it.
  CREATE INDEX contents_by_text ON contents (text) WHERE text IS NOT NULL;

  ALTER TABLE drafts ADD COLUMN title TEXT; -- as the draft shows it; null where it has none
  ALTER TABLE drafts ADD COLUMN saved_at INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX drafts_by_library ON drafts (library, saved_at);

  ALTER TABLE reports ADD COLUMN reason TEXT NOT NULL DEFAULT 'other';
  -- The place that was reported; null is the story as a whole.
  ALTER TABLE reports ADD COLUMN chapter INTEGER;
  ALTER TABLE reports ADD COLUMN offset INTEGER;
  -- Where it stands in the report channel.
  ALTER TABLE reports ADD COLUMN channel TEXT;
  ALTER TABLE reports ADD COLUMN message TEXT;
  ALTER TABLE reports ADD COLUMN outcome TEXT;
  ALTER TABLE reports ADD COLUMN answer TEXT NOT NULL DEFAULT ''; -- a moderator's word to the reporter
  ALTER TABLE reports ADD COLUMN told_at INTEGER; -- when its reporter heard of the outcome
  CREATE INDEX reports_by_reporter ON reports (by, at);
  CREATE INDEX reports_by_story ON reports (story);
  -- Those closed by an earlier release have no outcome: nobody is told of them now.
  CREATE INDEX reports_untold ON reports (by, closed_at) WHERE outcome IS NOT NULL AND told_at IS NULL;
  CREATE INDEX reports_by_library ON reports (library, at);

  -- As for contents_by_text.
  CREATE INDEX stories_by_content ON stories (content);
  CREATE INDEX history_by_content ON history (content);

  CREATE TABLE libraries (
    library TEXT PRIMARY KEY,
    settings TEXT NOT NULL DEFAULT '{}', -- LibrarySettings where they differ from the defaults, JSON
    left_at INTEGER, -- when its server removed the bot
    removing_at INTEGER, -- when its deletion began
    greeting TEXT, -- Greeting, until its server was told
    greeting_at INTEGER -- when that was tried last
  ) STRICT, WITHOUT ROWID;

  -- What was done to a library, by whom; never a word of a story's text.
  CREATE TABLE library_log (
    number INTEGER PRIMARY KEY,
    library TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    action TEXT NOT NULL, -- LogAction
    story TEXT, -- a story's id
    details TEXT NOT NULL -- JSON
  ) STRICT;
  CREATE INDEX library_log_by_library ON library_log (library, number);
  CREATE INDEX library_log_by_story ON library_log (story, number) WHERE story IS NOT NULL;
  CREATE INDEX library_log_by_person ON library_log (by);

  CREATE INDEX stories_taken_down ON stories (library) WHERE withdrawn = 2;

  -- Messages of the bot's in which a story can be seen.
  CREATE TABLE posts (
    message TEXT NOT NULL,
    story TEXT NOT NULL,
    channel TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (message, story)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX posts_by_story ON posts (story);

  CREATE TABLE takedowns (
    number INTEGER PRIMARY KEY,
    story TEXT NOT NULL,
    library TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL, -- at whose word
    swept_at INTEGER, -- when the last message that showed it was gone
    undone_by TEXT,
    undone_at INTEGER,
    undone_reason TEXT
  ) STRICT;
  CREATE INDEX takedowns_by_story ON takedowns (story);
  CREATE INDEX takedowns_by_library ON takedowns (library, at);
  CREATE INDEX takedowns_unswept ON takedowns (number) WHERE swept_at IS NULL;

  -- What a takedown keeps from coming back.
  CREATE TABLE banned_sources (
    takedown INTEGER NOT NULL REFERENCES takedowns ON DELETE CASCADE,
    url TEXT NOT NULL, -- normalised
    PRIMARY KEY (url, takedown)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX banned_sources_by_takedown ON banned_sources (takedown);
  CREATE TABLE banned_prints (
    takedown INTEGER NOT NULL REFERENCES takedowns ON DELETE CASCADE,
    print INTEGER NOT NULL, -- of a paragraph
    PRIMARY KEY (print, takedown)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX banned_prints_by_takedown ON banned_prints (takedown);

  -- Where a person is named: whoever wishes to be forgotten does not hold up others for it (persons.ts).
  CREATE INDEX drafts_by_person ON drafts (by);
  CREATE INDEX history_by_person ON history (by);
  CREATE INDEX contents_by_person ON contents (json_extract(permission, '$.by'));
  CREATE INDEX reports_by_closer ON reports (closed_by) WHERE closed_by IS NOT NULL;
  CREATE INDEX takedowns_by_person ON takedowns (by);
  CREATE INDEX takedowns_by_undoer ON takedowns (undone_by) WHERE undone_by IS NOT NULL;
  `,
  `
  -- What finds stories is kept in memory (index-feed.ts).
  DROP TABLE story_index;
  DROP TABLE names;
  DROP TABLE name_words;

  -- Changes of stories in their order: what the index has not heard of yet is above what it has. Of stories that are gone, too.
  -- A row is never removed, so that a number is never given again; a story of many changes has many.
  CREATE TABLE story_changes (
    change INTEGER PRIMARY KEY,
    story INTEGER NOT NULL, -- a story's number
    library TEXT NOT NULL
  ) STRICT;
  INSERT INTO story_changes (story, library) SELECT number, library FROM stories ORDER BY position;
  CREATE TRIGGER story_inserted AFTER INSERT ON stories BEGIN
    INSERT INTO story_changes (story, library) VALUES (new.number, new.library);
  END;
  CREATE TRIGGER story_updated AFTER UPDATE OF content, withdrawn, position, library ON stories BEGIN
    INSERT INTO story_changes (story, library) VALUES (new.number, new.library);
  END;
  CREATE TRIGGER story_deleted AFTER DELETE ON stories BEGIN
    INSERT INTO story_changes (story, library) VALUES (old.number, old.library);
  END;

  -- Which file has the index as it was saved last (index-snapshot.ts).
  CREATE TABLE saved_index (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    name TEXT NOT NULL,
    heard INTEGER NOT NULL -- a change
  ) STRICT;

  -- The words of each story's header (story-words.ts), and up to which change, split how, they were kept.
  CREATE TABLE story_words (
    story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
    words TEXT NOT NULL
  ) STRICT;
  CREATE TABLE kept_words (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    format TEXT NOT NULL,
    heard INTEGER NOT NULL -- a change
  ) STRICT;
  CREATE TRIGGER story_words_outdated AFTER UPDATE OF content ON stories BEGIN
    DELETE FROM story_words WHERE story = new.number;
  END;
  -- Search inside texts (text-index.ts): the texts that are in the index, or on their way into it.
  CREATE TABLE searched_texts (
    content INTEGER PRIMARY KEY REFERENCES contents ON DELETE CASCADE, -- whose chunks they are
    story INTEGER NOT NULL, -- a story's number
    header INTEGER NOT NULL, -- its current content, when it was looked at
    words_version INTEGER NOT NULL, -- TEXT_WORDS_VERSION
    -- The last chunk that is in.
    chapter INTEGER NOT NULL,
    start INTEGER NOT NULL,
    whole INTEGER NOT NULL -- 1: so are all
  ) STRICT;
  CREATE INDEX searched_texts_by_story ON searched_texts (story);
  CREATE TABLE searched_pieces (
    number INTEGER PRIMARY KEY, -- the row of text_index
    content INTEGER REFERENCES contents ON DELETE SET NULL, -- null: its text is gone, and so it will be
    chapter INTEGER NOT NULL,
    start INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX searched_pieces_by_content ON searched_pieces (content);
  CREATE VIRTUAL TABLE text_index USING fts5(words, content = '', contentless_delete = 1, tokenize = 'ascii');
  -- Merging is done in small steps after each write (text-index.ts); by itself FTS5 stalls for seconds.
  INSERT INTO text_index (text_index, rank) VALUES ('automerge', 0);
  INSERT INTO text_index (text_index, rank) VALUES ('crisismerge', 1000);
  CREATE INDEX libraries_text_search ON libraries (library) WHERE json_type(settings, '$.textSearch') = 'true';

  -- What a library's moderators say that names mean.
  CREATE TABLE aliases (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- never another's: menus have it
    library TEXT NOT NULL,
    kind TEXT NOT NULL, -- AliasKind
    key TEXT NOT NULL, -- aliasKey of the alias
    alias TEXT NOT NULL,
    stands_for TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (library, kind, key)
  ) STRICT;
  CREATE INDEX aliases_by_person ON aliases (by);
  `,
  `
  -- A draft's file stands apart from what is said of it: SQLite writes a row as a whole.
  CREATE TABLE draft_files (
    draft TEXT PRIMARY KEY REFERENCES drafts ON DELETE CASCADE,
    bytes BLOB NOT NULL
  ) STRICT;
  INSERT INTO draft_files (draft, bytes) SELECT id, bytes FROM drafts;
  ALTER TABLE drafts DROP COLUMN bytes;

  -- What the file became: a content that is staged until the draft is published, with the file's own header.
  CREATE TABLE draft_texts (
    draft TEXT PRIMARY KEY REFERENCES drafts ON DELETE CASCADE,
    content INTEGER NOT NULL REFERENCES contents,
    version TEXT NOT NULL, -- by what it was prepared
    findings TEXT NOT NULL, -- JSON
    prints BLOB NOT NULL, -- Float64Array, little-endian: of its paragraphs
    print_words BLOB NOT NULL -- Uint32Array, little-endian: the words of each
  ) STRICT;
  CREATE INDEX draft_texts_by_content ON draft_texts (content);
  -- However a draft goes, so does its text, unless that was published.
  CREATE TRIGGER draft_text_deleted AFTER DELETE ON draft_texts BEGIN
    DELETE FROM contents WHERE number = old.content AND staged_at IS NOT NULL;
  END;
  `,
];
