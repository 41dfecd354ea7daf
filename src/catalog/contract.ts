/**
 * The Catalog contract: what every engine keeps, and how it ranks, folds, orders, gates and refuses. Callers know only this.
 */
import type { StoryQuery } from '#src/query/ast.ts';
import type { SuggestionKind } from '#src/query/fields.ts';
import type { Common, Correction, Stretch, Suggestion } from '#src/search/contract.ts';
import type { Audience } from '#src/story/audience.ts';
import type { PreparedChapter, ProseChunk } from '#src/story/chunks.ts';
import type { Block } from '#src/story/prose.ts';
import type { LibraryId, Permission, Story, StoryCard, StoryFields, StoryId } from '#src/story/story.ts';

/** What a search comes to, whatever finds it. */
export type { Common, Facets, FacetValue, Stretch, Suggestion } from '#src/search/contract.ts';

/** Where the pages of a chapter begin, for one renderer, budget and pager version. Can always be computed again. */
export interface PageKey {
  readonly story: StoryId;
  readonly revision: number;
  /** 1-based. */
  readonly chapter: number;
  /** `<renderer>/<budget>/<pager version>`, as `layoutKey` makes it. */
  readonly layout: string;
}

export interface NewStory {
  readonly library: LibraryId;
  readonly fields: StoryFields;
  readonly chapters: readonly PreparedChapter[];
  readonly permission: Permission;
  /** Page starts per chapter for the layouts known at publishing. */
  readonly pages: readonly { readonly layout: string; readonly starts: readonly Uint32Array[] }[];
  /**
   * What makes publishing idempotent: adding again under the same key gives the story that is already there. A draft's id,
   * or the hash of an imported file.
   */
  readonly key: string;
}

/** What may come into a library, as takedowns ask about it. */
export interface Coming {
  readonly fields: Pick<StoryFields, 'sourceUrl'>;
  readonly chapters: readonly Pick<PreparedChapter, 'fingerprint'>[];
}

export interface Hidden {
  /** `rating`: too mature for this place; `blocked`: only by what the member blocks. */
  readonly reason: 'rating' | 'blocked';
  readonly count: number;
}

/** Where a text has what was asked of it. */
export interface Passage {
  /** 1-based. */
  readonly chapter: number;
  /** UTF-16 units into the chapter's plain text. */
  readonly offset: number;
  /** The place and a few words around it, at most 300 UTF-16 units; `match` is [start, end) in it. */
  readonly excerpt: string;
  readonly match: readonly [start: number, end: number];
  /** The author hid some of it from whoever does not want to know. */
  readonly spoiler: boolean;
}

export interface SearchResult {
  /** Exactly, of what may be shown here; of what was looked at, where `unfinished`. */
  readonly total: number;
  readonly hits: readonly StoryCard[];
  /** Matches that this place may not show, by reason; empty where there are none. */
  readonly hidden: readonly Hidden[];
  readonly corrections: readonly Correction[];
  /** The query was too much for its time limit, and more may match. */
  readonly unfinished: boolean;
  /** For hits that were asked for by their text. */
  readonly passages: Readonly<Record<StoryId, Passage>>;
  /** Of a pairing that was asked for as romantic or as friends: what matches when asked for as the other. */
  readonly otherKind: number;
}

/** A draft kept between preview and publishing. */
export interface SavedDraft {
  readonly id: string;
  readonly library: LibraryId;
  /** Discord user id of the moderator. */
  readonly by: string;
  /** As the draft shows it; null where it has none yet. */
  readonly title: string | null;
  /** The file's name as uploaded, or null for pasted text. */
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
  /** What the moderator has said so far, as JSON; the catalog does not look into it. */
  readonly answers: string;
  /** ms since 1970. */
  readonly savedAt: number;
  readonly expiresAt: number;
}

/** What a draft's file became: prepared once, so that an answer touches what is said of it alone. */
export interface DraftText {
  /** By what it was prepared: where that is another by now, the file is to be prepared again. */
  readonly version: string;
  /** As the file says; `title` is '' where it has none. */
  readonly fields: StoryFields;
  /** What was noticed in the file, as JSON; the catalog does not look into it. */
  readonly findings: string;
  readonly chapters: readonly PreparedChapter[];
  /** As of `NewStory`. */
  readonly pages: NewStory['pages'];
}

/** A draft as it is found again: its file and its text stay where they are. */
export interface FoundDraft extends Omit<SavedDraft, 'bytes'> {
  /** Null where its text was not staged, or cannot be read: it is to be prepared. */
  readonly prepared: PreparedDraft | null;
}

interface PreparedDraft extends Pick<DraftText, 'version' | 'fields' | 'findings'> {
  readonly chapters: number;
  readonly words: number;
}

/** A draft in a list: all but its file and what was said about it. */
export type DraftEntry = Omit<SavedDraft, 'bytes' | 'answers' | 'library'>;

/** `revised` is a new text, `edited` a new header over the same text. */
export type RevisionKind =
  | 'published'
  | 'revised'
  | 'edited'
  | 'withdrawn'
  | 'restored'
  | 'taken-down'
  | 'takedown-undone';

export interface RevisionEntry {
  readonly revision: number;
  readonly kind: RevisionKind;
  /** Discord user id, or `operator`. */
  readonly by: string;
  readonly at: number;
}

/** What a story said of itself at one revision. */
export interface PastRevision extends RevisionEntry {
  readonly fields: StoryFields;
  readonly permission: Permission;
  readonly words: number;
  readonly chapters: number;
}

/** What a change of the header alone says anew. */
export interface Header {
  readonly fields: StoryFields;
  readonly permission: Permission;
}

/** What a moderator may ask for of a library; an engine has one table of which stories are in each state. */
export const LIBRARY_STATES = ['published', 'drafts', 'withdrawn', 'taken-down', 'reported'] as const;
export type LibraryState = (typeof LIBRARY_STATES)[number];
export type StoryState = Exclude<LibraryState, 'drafts'>;

/** Who changes something, and when (ms since 1970). */
export interface Actor {
  readonly by: string;
  readonly at: number;
}

export interface Catalog {
  /** Never shows a withdrawn story, nor one that the audience may not see. `limit` at most 100. */
  search(query: StoryQuery, audience: Audience, page: Stretch): Promise<SearchResult>;
  /** `SearchResult.total` of a search, and nothing else of it. */
  total(query: StoryQuery, audience: Audience): Promise<number>;
  /**
   * What the stories that a search finds here have in common, and how many they are: of each facet the commonest values, at
   * most FACET_VALUES.
   */
  facets(query: StoryQuery, audience: Audience): Promise<Common>;
  /**
   * Names whose words begin with the typed ones, best first; draws only on stories that the audience may see.
   *
   * @param fandom - as typed or chosen: names that its stories carry come first, and others only where there are none.
   */
  suggest(
    kind: SuggestionKind,
    typed: string,
    audience: Audience,
    limit: number,
    fandom?: string,
  ): Promise<readonly Suggestion[]>;
  /** Stories of exactly this title (folded) that the audience may see; newest first. */
  byTitle(title: string, audience: Audience): Promise<readonly Story[]>;
  /**
   * A story by id from one of these libraries, withdrawn or not, whatever its rating: the caller decides what to say.
   * Null where there is none.
   */
  get(id: StoryId, libraries: readonly LibraryId[]): Promise<Story | null>;
  /** Those of many that are there, as `get` gives each, in the order of the ids; one that cannot be read is told, and left out. */
  many(ids: readonly StoryId[], libraries: readonly LibraryId[]): Promise<readonly Story[]>;
  /** As `many`, what a list shows of each. */
  cards(ids: readonly StoryId[], libraries: readonly LibraryId[]): Promise<readonly StoryCard[]>;

  /**
   * The blocks that hold [start, end) of a chapter's plain text, with the offset of the first and the words before it.
   *
   * @throws FicError `story-not-found`, `story-withdrawn`, `story-taken-down`, `chapter-not-found`, and `text-not-permitted`
   * where the story has no permission basis: no caller has to remember.
   */
  excerpt(id: StoryId, chapter: number, start: number, end: number): Promise<Excerpt>;
  /** All of a chapter's text as it is kept, to compute page boundaries from. @throws as `excerpt`. */
  chunks(id: StoryId, chapter: number): Promise<readonly ProseChunk[]>;
  /** Null where they were not computed yet. */
  pageStarts(key: PageKey): Promise<Uint32Array | null>;
  savePageStarts(key: PageKey, starts: Uint32Array): Promise<void>;

  /**
   * Publishes; idempotent by `key`.
   *
   * @throws FicError `story-refused-underage`, `database-full`, and `story-taken-down` where `isTakenDown`, or its key is that of
   * a story that was taken down.
   */
  add(story: NewStory): Promise<Story>;
  /** Publishes many in batches under 50 ms each, in order. */
  addAll(stories: readonly NewStory[]): Promise<readonly Story[]>;
  /** A new revision; the earlier one is kept. @throws FicError as `add`, and `story-not-found`, `story-withdrawn`. */
  revise(id: StoryId, change: Omit<NewStory, 'library' | 'key'>, actor: Actor): Promise<Story>;
  /**
   * A new revision with another header over the same text, which is not copied: neither when the story was updated nor its
   * place among the newest changes. A withdrawn story stays withdrawn.
   *
   * @param expected - the revision that the change was made from.
   * @throws FicError `story-not-found`, `story-taken-down`, `story-refused-underage`, and `story-changed` where it is at another
   * revision by now.
   */
  reviseHeader(
    id: StoryId,
    libraries: readonly LibraryId[],
    header: Header,
    actor: Actor,
    expected: number,
  ): Promise<Story>;
  /**
   * Whether a takedown of this library's, or of the shared one's, keeps this from coming in: by where it was posted, or because
   * at least half of its words stand in paragraphs of what was taken down.
   */
  isTakenDown(library: LibraryId, story: Coming): Promise<boolean>;
  /** Hides it at once. Idempotent. @throws FicError `story-not-found`, `story-taken-down`. */
  withdraw(id: StoryId, libraries: readonly LibraryId[], actor: Actor): Promise<Story>;
  /** @throws FicError `story-not-found`, `story-not-withdrawn`, `restore-taken-down`. */
  restore(id: StoryId, libraries: readonly LibraryId[], actor: Actor): Promise<Story>;
  /** Newest first. */
  history(id: StoryId): Promise<readonly RevisionEntry[]>;
  /** Newest first, those from the revision `from` on down. */
  revisions(id: StoryId, from: number, limit: number): Promise<readonly PastRevision[]>;
  /** Withdrawn stories of these libraries, for `/library restore`'s completion; newest first. */
  withdrawn(typed: string, libraries: readonly LibraryId[], limit: number): Promise<readonly Suggestion[]>;
  /** The same of stories that were taken down, for `/library takedown-undo`. */
  takenDown(typed: string, libraries: readonly LibraryId[], limit: number): Promise<readonly Suggestion[]>;

  /** How many of each there are in a library; `now` in ms since 1970. */
  libraryCounts(library: LibraryId, now: number): Promise<Readonly<Record<LibraryState, number>>>;
  /**
   * Stories of this library (reported ones: also shared ones that were reported from its server), whatever their rating, whose
   * title and authors have all of the words, the last one by its beginning. The last changed first, of reported ones the one that
   * waits longest.
   */
  libraryStories(
    library: LibraryId,
    state: StoryState,
    words: string,
    page: Stretch,
  ): Promise<{ readonly total: number; readonly stories: readonly StoryCard[] }>;
  /** Drafts of this library, the last saved first, whose title or file name has the words. */
  libraryDrafts(
    library: LibraryId,
    words: string,
    page: Stretch,
    now: number,
  ): Promise<{ readonly total: number; readonly drafts: readonly DraftEntry[] }>;

  /** Keeps a draft with its file; of one that was there, its staged text goes. */
  saveDraft(draft: SavedDraft): Promise<void>;
  /**
   * Stages the text of a draft in the place of what was staged of it. It goes with the draft however that goes, and by itself
   * where a takedown of that text comes to hold.
   *
   * @throws FicError `draft-not-found`, `database-full`, and `story-taken-down` where one holds already: what was staged stays.
   */
  stageDraft(id: string, text: DraftText): Promise<void>;
  /** Keeps what else is said of a draft; neither its file nor its text is touched. @throws FicError `draft-not-found`. */
  answerDraft(id: string, answer: Pick<SavedDraft, 'title' | 'answers' | 'savedAt' | 'expiresAt'>): Promise<void>;
  /** Null where it is unknown or its time is over; `now` in ms since 1970. Expired drafts are removed as a side effect. */
  draft(id: string, now: number): Promise<FoundDraft | null>;
  /** Its file as it was saved; null where it is unknown. */
  draftFile(id: string): Promise<Uint8Array | null>;
  /**
   * Publishes a draft's staged text under a header; the draft is gone then. Idempotent by `key` while it is there.
   *
   * @throws FicError as `add`, and `draft-not-found` where there is no such draft, or no text of it.
   */
  publishDraft(id: string, story: Pick<NewStory, 'fields' | 'permission' | 'key'>): Promise<Story>;
  removeDraft(id: string): Promise<void>;
  /** The story that was published under this key in this library, if any. */
  published(library: LibraryId, key: string): Promise<Story | null>;

  /** The libraries that hold stories, withdrawn or not. */
  libraries(): Promise<readonly LibraryId[]>;
  /** Stories that are not withdrawn, over all libraries. */
  count(): Promise<number>;
  /** Lets writes finish and closes. */
  close(): Promise<void>;
}

export interface Excerpt {
  readonly blocks: readonly Block[];
  /** Offset of the first block in the chapter's plain text. */
  readonly start: number;
  /** Words of the chapter before `start`. */
  readonly wordsBefore: number;
}
