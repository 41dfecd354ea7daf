/**
 * The one way in: file → draft → preview → publish. Commands and the command line both take it.
 */
import { createHash } from 'node:crypto';
import type { Catalog, NewStory, SavedDraft } from '#src/catalog/contract.ts';
import type { Finding } from '#src/importers/finding.ts';
import { type Answers, keptAnswers, needsEvidence, openFindings, withAnswers } from '#src/publishing/answers.ts';
import type { Preparation } from '#src/publishing/press.ts';
import { isBlank, oneLine } from '#src/story/characters.ts';
import { FicError } from '#src/story/errors.ts';
import { type LibraryId, type Permission, SHARED_LIBRARY, type Story } from '#src/story/story.ts';
import { refusesUnderage } from '#src/story/warnings.ts';
import { KeyedQueue } from '#src/workers/queue.ts';

/** Drafts stay on disk this long, in ms, so that Publish works after a restart and after a night's sleep. */
const DRAFT_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** A draft as the moderator sees it. */
export interface DraftPreview {
  readonly id: string;
  /** The file's, with the moderator's answers over them. */
  readonly fields: Preparation['fields'];
  /** What is still open. */
  readonly findings: readonly Finding[];
  readonly chapters: number;
  readonly words: number;
  readonly answers: Answers;
  /** It is a fic that was taken down: publishing it would be refused. */
  readonly takenDown: boolean;
}

export interface NewDraft {
  readonly library: LibraryId;
  /** Discord user id. */
  readonly by: string;
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
  readonly answers: Answers;
}

export interface Published {
  readonly story: Story;
  readonly isNew: boolean;
}

export interface PublishingParts {
  readonly catalog: Catalog;
  /**
   * The stories of a file, at least one.
   *
   * @param library - whose turn it is: the press works for one file at a time.
   * @throws FicError `queue-full`.
   */
  readonly prepare: (bytes: Uint8Array, name: string | null, library: LibraryId) => Promise<readonly Preparation[]>;
  /** ms since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
}

export class Publishing {
  readonly #parts: PublishingParts;
  /** What is done with one draft never interleaves: two answers given at once are both kept. */
  readonly #inTurn = new KeyedQueue();

  constructor(parts: PublishingParts) {
    this.#parts = parts;
  }

  /** Reads a file and keeps nothing; at least one. @throws FicError as the press, `queue-full`. */
  prepareAll(bytes: Uint8Array, name: string | null): Promise<readonly Preparation[]> {
    return this.#parts.prepare(bytes, name, SHARED_LIBRARY);
  }

  /**
   * The same of a file that holds one story.
   *
   * @throws FicError `file-several` where it holds more, `story-refused-underage`, as the press, `queue-full`.
   */
  async prepare(
    bytes: Uint8Array,
    name: string | null = null,
    library: LibraryId = SHARED_LIBRARY,
  ): Promise<Preparation> {
    const [preparation, ...others] = await this.#parts.prepare(bytes, name, library);
    if (!preparation || others.length > 0) throw new FicError('file-several', { count: others.length + 1 });
    refuseUnderage(preparation);
    return preparation;
  }

  /** Keeps a file as a draft. @throws FicError as `prepare`: then nothing is kept, and the sender still has the file. */
  async begin(draft: NewDraft): Promise<DraftPreview> {
    const preparation = await this.prepare(draft.bytes, draft.fileName, draft.library);
    const saved = this.#saved(this.#parts.newId(), draft, preparation);
    await this.#parts.catalog.saveDraft(saved);
    return this.#preview(saved, preparation);
  }

  /** @throws FicError `draft-not-found` where its time is over, or it is another library's. */
  async preview(id: string, library: LibraryId): Promise<DraftPreview> {
    const saved = await this.#find(id, library);
    return this.#preview(saved, await this.prepare(saved.bytes, saved.fileName, saved.library));
  }

  /** Adds to what the moderator said before. @throws FicError `draft-not-found`. */
  answer(id: string, library: LibraryId, answers: Answers): Promise<DraftPreview> {
    return this.#inTurn.run(id, () => this.#answer(id, library, answers));
  }

  async #answer(id: string, library: LibraryId, answers: Answers): Promise<DraftPreview> {
    const saved = await this.#find(id, library);
    const merged = { ...keptAnswers(saved.answers), ...answers };
    const preparation = await this.prepare(saved.bytes, saved.fileName, saved.library);
    const next = this.#saved(id, { ...saved, answers: merged }, preparation);
    await this.#parts.catalog.saveDraft(next);
    return this.#preview(next, preparation);
  }

  /**
   * Publishes a draft; again and again gives the one story, which is `isNew` the first time alone.
   *
   * @throws FicError `draft-not-found`, `draft-incomplete`, `permission-missing`, `evidence-missing`, and as `Catalog.add`.
   */
  publish(id: string, library: LibraryId, by: string): Promise<Published> {
    return this.#inTurn.run(id, async () => {
      const published = await this.#publish(id, library, by);
      // Nobody looks for it among those that wait.
      await this.#parts.catalog.removeDraft(id);
      return published;
    });
  }

  async #publish(id: string, library: LibraryId, by: string): Promise<Published> {
    const done = await this.#parts.catalog.published(library, draftKey(id));
    if (done?.state === 'taken-down') throw new FicError('story-taken-down');
    if (done?.state === 'withdrawn') throw new FicError('story-withdrawn', { title: done.title });
    if (done) return { story: done, isNew: false };
    const saved = await this.#find(id, library);
    const answers = keptAnswers(saved.answers);
    const { basis, evidence = '' } = answers;
    if (!basis) throw new FicError('permission-missing');
    if (needsEvidence(basis) && !evidence.trim()) throw new FicError('evidence-missing');
    const preparation = await this.prepare(saved.bytes, saved.fileName, saved.library);
    const permission = { basis, evidence: evidence.trim(), by, at: this.#parts.now() };
    const answered = { ...preparation, fields: withAnswers(preparation.fields, answers) };
    const story = await this.#parts.catalog.add(newStory(answered, library, permission, draftKey(id)));
    return { story, isNew: true };
  }

  /** @throws FicError `draft-not-found`, `draft-published`. */
  discard(id: string, library: LibraryId): Promise<void> {
    return this.#inTurn.run(id, async () => {
      if (await this.#parts.catalog.published(library, draftKey(id))) throw new FicError('draft-published');
      await this.#find(id, library);
      await this.#parts.catalog.removeDraft(id);
    });
  }

  async #find(id: string, library: LibraryId): Promise<SavedDraft> {
    const saved = await this.#parts.catalog.draft(id, this.#parts.now());
    if (saved?.library === library) return saved;
    const published = await this.#parts.catalog.published(library, draftKey(id));
    throw new FicError(published ? 'draft-published' : 'draft-not-found');
  }

  async #preview(saved: SavedDraft, preparation: Preparation): Promise<DraftPreview> {
    const answers = keptAnswers(saved.answers);
    return {
      id: saved.id,
      fields: withAnswers(preparation.fields, answers),
      findings: openFindings(preparation.findings, answers),
      chapters: preparation.chapters.length,
      words: preparation.chapters.reduce((sum, { words }) => sum + words, 0),
      answers,
      takenDown: await this.#parts.catalog.isTakenDown(saved.library, preparation),
    };
  }

  #saved(id: string, { library, by, fileName, bytes, answers }: NewDraft, { fields }: Preparation): SavedDraft {
    const savedAt = this.#parts.now();
    const { title } = withAnswers(fields, answers);
    const kept = { title, answers: JSON.stringify(answers), savedAt, expiresAt: savedAt + DRAFT_LIFETIME_MS };
    return { id, library, by, fileName, bytes, ...kept };
  }
}

/** @throws FicError `draft-incomplete` where there is no title, or none that shows; `story-refused-underage`. */
export function newStory(
  { fields, chapters, pages }: Preparation,
  library: LibraryId,
  permission: Permission,
  key: string,
): NewStory {
  refuseUnderage({ fields });
  const { title, ...rest } = fields;
  if (title === null || isBlank(oneLine(title))) throw new FicError('draft-incomplete');
  return { library, fields: { ...rest, title }, chapters, pages, permission, key };
}

function refuseUnderage({ fields }: Pick<Preparation, 'fields'>): void {
  if (refusesUnderage(fields)) throw new FicError('story-refused-underage');
}

/**
 * Importing one file twice makes one story: its bytes are its key.
 *
 * @param at - which story of the file, from 0.
 */
export function fileKey(bytes: Uint8Array, at = 0): string {
  const key = `file:${createHash('sha256').update(bytes).digest('hex')}`;
  return at === 0 ? key : `${key}:${at + 1}`;
}

function draftKey(id: string): string {
  return `draft:${id}`;
}
