/**
 * The one way in: file → draft → preview → publish. Commands and the command line both take it.
 */
import { createHash } from 'node:crypto';
import type { Catalog, DraftText, FoundDraft, NewStory } from '#src/catalog/contract.ts';
import type { Finding } from '#src/importers/finding.ts';
import { asDrafted, asStored, withAnswers } from '#src/publishing/answered-fields.ts';
import { type Answers, keptAnswers, needsEvidence, openFindings } from '#src/publishing/answers.ts';
import { keptFindings } from '#src/publishing/kept-findings.ts';
import type { Preparation } from '#src/publishing/press.ts';
import { isBlank, oneLine } from '#src/story/characters.ts';
import { FicError } from '#src/story/errors.ts';
import { type LibraryId, type Permission, SHARED_LIBRARY, type Story, type StoryFields } from '#src/story/story.ts';
import { refusesUnderage } from '#src/story/warnings.ts';
import type { Exclusively } from '#src/workers/queue.ts';

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
  /** Of what `prepare` makes of a file: what was prepared by another is prepared again. */
  readonly version: string;
  /** ms since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  /** What is done with one draft never interleaves, in every process that has the catalog: two answers given at once are both kept. */
  readonly exclusively: Exclusively;
}

export class Publishing {
  readonly #parts: PublishingParts;

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
  async begin({ bytes, answers, ...draft }: NewDraft): Promise<DraftPreview> {
    const { catalog, newId } = this.#parts;
    const preparation = await this.prepare(bytes, draft.fileName, draft.library);
    const begun = { ...draft, id: newId() };
    const saved = this.#answered(preparation.fields, answers);
    await catalog.saveDraft({ ...begun, ...saved, bytes });
    try {
      return await this.#preview({ ...begun, ...saved }, await this.#staged(begun, preparation));
    } catch (error) {
      await catalog.removeDraft(begun.id);
      throw error;
    }
  }

  /** @throws FicError `draft-not-found` where its time is over, or it is another library's. */
  preview(id: string, library: LibraryId): Promise<DraftPreview> {
    return this.#inTurn(id, async () => {
      const saved = await this.#find(id, library);
      return this.#preview(saved, await this.#prepared(saved));
    });
  }

  /** Adds to what the moderator said before. @throws FicError `draft-not-found`, and as `withAnswers`: nothing is kept. */
  answer(id: string, library: LibraryId, answers: Answers): Promise<DraftPreview> {
    return this.#inTurn(id, () => this.#answer(id, library, answers));
  }

  async #answer(id: string, library: LibraryId, answers: Answers): Promise<DraftPreview> {
    const saved = await this.#find(id, library);
    const prepared = await this.#prepared(saved);
    withAnswers(prepared.fields, answers, 'throw');
    const answer = this.#answered(prepared.fields, { ...keptAnswers(saved.answers), ...answers });
    await this.#parts.catalog.answerDraft(id, answer);
    return this.#preview({ ...saved, ...answer }, prepared);
  }

  /**
   * Publishes a draft; again and again gives the one story, which is `isNew` the first time alone.
   *
   * @throws FicError `draft-not-found`, `draft-incomplete`, `permission-missing`, `evidence-missing`, and as `Catalog.add`.
   */
  publish(id: string, library: LibraryId, by: string): Promise<Published> {
    return this.#inTurn(id, async () => {
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
    const prepared = await this.#prepared(saved);
    if (prepared.takenDown) throw new FicError('story-taken-down');
    const fields = titled(withAnswers(prepared.fields, answers).fields);
    const permission = { basis, evidence: evidence.trim(), by, at: this.#parts.now() };
    const story = await this.#parts.catalog.publishDraft(id, { fields, permission, key: draftKey(id) });
    return { story, isNew: true };
  }

  /** @throws FicError `draft-not-found`, `draft-published`. */
  discard(id: string, library: LibraryId): Promise<void> {
    return this.#inTurn(id, async () => {
      if (await this.#parts.catalog.published(library, draftKey(id))) throw new FicError('draft-published');
      await this.#find(id, library);
      await this.#parts.catalog.removeDraft(id);
    });
  }

  #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.#parts.exclusively(`draft ${id}`, work);
  }

  async #find(id: string, library: LibraryId): Promise<FoundDraft> {
    const saved = await this.#parts.catalog.draft(id, this.#parts.now());
    if (saved?.library === library) return saved;
    const published = await this.#parts.catalog.published(library, draftKey(id));
    throw new FicError(published ? 'draft-published' : 'draft-not-found');
  }

  /** What the draft's file became; it is read again only where that is not known, or was made by an earlier press. */
  async #prepared(saved: FoundDraft): Promise<PreparedFile> {
    const { catalog, version } = this.#parts;
    const { prepared } = saved;
    const findings = prepared?.version === version ? keptFindings(prepared.findings) : null;
    if (prepared && findings) {
      const { fields, chapters, words } = prepared;
      return { fields: asDrafted(fields), findings, chapters, words, takenDown: false };
    }
    const bytes = await catalog.draftFile(saved.id);
    if (!bytes) throw new FicError('draft-not-found');
    return this.#staged(saved, await this.prepare(bytes, saved.fileName, saved.library));
  }

  /** Stages a draft's text, but of a fic that was taken down: nothing of it is kept beside its file. */
  async #staged({ id }: Pick<FoundDraft, 'id'>, preparation: Preparation): Promise<PreparedFile> {
    const { catalog, version } = this.#parts;
    const { fields, findings, chapters, pages } = preparation;
    const text: DraftText = {
      ...{ version, chapters, pages, findings: JSON.stringify(findings) },
      fields: asStored(fields),
    };
    let takenDown = false;
    try {
      await catalog.stageDraft(id, text);
    } catch (error) {
      if (!(error instanceof FicError && error.code === 'story-taken-down')) throw error;
      takenDown = true;
    }
    const words = chapters.reduce((sum, chapter) => sum + chapter.words, 0);
    return { fields, findings, chapters: chapters.length, words, takenDown };
  }

  async #preview(saved: Pick<FoundDraft, 'id' | 'library' | 'answers'>, prepared: PreparedFile): Promise<DraftPreview> {
    const answers = keptAnswers(saved.answers);
    const { fields, findings } = withAnswers(prepared.fields, answers);
    // By where it was posted; by its text it would not be staged.
    const bySource = () => this.#parts.catalog.isTakenDown(saved.library, { fields, chapters: [] });
    return {
      id: saved.id,
      fields,
      findings: [...openFindings(prepared.findings, answers), ...findings],
      chapters: prepared.chapters,
      words: prepared.words,
      answers,
      takenDown: prepared.takenDown || (await bySource()),
    };
  }

  #answered(fields: Preparation['fields'], answers: Answers) {
    const savedAt = this.#parts.now();
    const { title } = withAnswers(fields, answers).fields;
    return { title, answers: JSON.stringify(answers), savedAt, expiresAt: savedAt + DRAFT_LIFETIME_MS };
  }
}

/** What a preview needs to know of a draft's file. */
interface PreparedFile extends Pick<Preparation, 'fields' | 'findings'> {
  readonly chapters: number;
  readonly words: number;
  /** Its text is not staged then. */
  readonly takenDown: boolean;
}

/** @throws FicError `draft-incomplete` where there is no title, or none that shows; `story-refused-underage`. */
export function newStory(
  { fields, chapters, pages }: Preparation,
  library: LibraryId,
  permission: Permission,
  key: string,
): NewStory {
  refuseUnderage({ fields });
  return { library, fields: titled(fields), chapters, pages, permission, key };
}

function titled({ title, ...rest }: Preparation['fields']): StoryFields {
  if (title === null || isBlank(oneLine(title))) throw new FicError('draft-incomplete');
  return { ...rest, title };
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
