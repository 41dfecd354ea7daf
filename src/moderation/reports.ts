/**
 * Members' reports to the moderators of their server about fics: what is kept of one, and what becomes of it.
 */
import type { Post } from '#src/moderation/posts.ts';
import type { Target } from '#src/story/page.ts';
import type { LibraryId, StoryId } from '#src/story/story.ts';

/** Each has its sentence under `reports.reason-<reason>` in `locales/`. */
export const REPORT_REASONS = ['no-permission', 'mislabelled', 'against-rules', 'broken-text', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** `closed`: the fic stays. */
export type ReportOutcome = 'withdrawn' | 'closed';

/** As many reports a member may begin in a server within any 24 hours. */
export const REPORTS_A_DAY = 10;

export interface NewReport {
  readonly id: string;
  readonly story: StoryId;
  /** The server where it was filed. */
  readonly library: LibraryId;
  /** Discord user id. */
  readonly by: string;
  readonly reason: ReportReason;
  /** In the member's own words; may be empty unless the reason is `other`. */
  readonly text: string;
  /** Null is the fic as a whole. */
  readonly place: Target | null;
  /** ms since 1970. */
  readonly at: number;
}

export interface Settlement {
  readonly outcome: ReportOutcome;
  /** Discord user id of the moderator. */
  readonly by: string;
  readonly at: number;
  /** A moderator's word to the reporter; '' is none. */
  readonly answer: string;
}

export interface Report extends NewReport {
  /** Where it stands in the report channel. */
  readonly post: Post | null;
  /** Null while it is open. */
  readonly settlement: Settlement | null;
  /** When its reporter heard of the settlement. */
  readonly toldAt: number | null;
}

export interface ReportStore {
  /**
   * Keeps it, or puts its words in the place of the reporter's open report of that fic there, which keeps its id.
   *
   * @throws FicError `reports-too-many` beyond REPORTS_A_DAY.
   */
  file(report: NewReport): Promise<Report>;
  /** Null where it is unknown, or another server's. */
  get(id: string, library: LibraryId): Promise<Report | null>;
  /** Filed in this server, oldest first. */
  open(library: LibraryId, limit: number): Promise<readonly Report[]>;
  /** How many open ones of a fic were filed in this server. */
  countOpen(story: StoryId, library: LibraryId): Promise<number>;
  /** Open ones about the fics of one library, wherever they were filed, oldest first. */
  about(library: LibraryId, limit: number): Promise<readonly Report[]>;
  /** Open ones that stand in no channel, oldest first. */
  unposted(limit: number): Promise<readonly Report[]>;
  posted(id: string, post: Post): Promise<void>;
  /**
   * Settles an open report. `withdrawn` withdraws its fic and settles every open report of it there, in one step.
   *
   * @returns those that this settled: none where another moderator was faster.
   * @throws FicError `library-not-yours` where a fic of the shared library were to be withdrawn, `story-not-found`.
   */
  settle(id: string, library: LibraryId, settlement: Settlement): Promise<readonly Report[]>;
  /** The open reports of a fic in its own server, which was withdrawn. @returns as `settle`. */
  settleAll(story: StoryId, library: LibraryId, settlement: Settlement): Promise<readonly Report[]>;
  /**
   * Settled ones of which their reporter heard nothing, oldest first.
   *
   * @param by - null is all reporters.
   * @param since - settled no earlier than this.
   */
  untold(by: string | null, since: number, limit: number): Promise<readonly Report[]>;
  /** Notes that the reporter was told. @returns false where that was noted before. */
  told(id: string, at: number): Promise<boolean>;
  /** It turned out that they were not. */
  untell(id: string): Promise<void>;
}
