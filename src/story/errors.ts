/**
 * The one type of expected failure: a code and the details its sentence needs.
 *
 * Every code has a sentence under `errors.<code>` in each language of `locales/`, which says what happened and what to do
 * next. Anything thrown that is not a FicError is a defect.
 */
export type FicErrorCode =
  | 'story-not-found'
  | 'story-id-unknown'
  | 'story-ambiguous'
  | 'story-withdrawn'
  | 'story-taken-down'
  | 'story-not-taken-down'
  | 'restore-taken-down'
  | 'takedown-over'
  | 'chapter-not-found'
  | 'page-not-found'
  | 'text-not-permitted'
  | 'story-refused-underage'
  | 'story-changed'
  | 'story-too-mature-here'
  | 'story-above-teen-floor'
  | 'story-hidden-in-server'
  | 'story-not-withdrawn'
  | 'draft-not-found'
  | 'file-empty'
  | 'file-binary'
  | 'file-too-large'
  | 'file-without-body'
  | 'file-missing'
  | 'file-unreadable'
  | 'file-unwritable'
  | 'traffic-unreadable'
  | 'database-newer'
  | 'database-in-use'
  | 'database-full'
  | 'database-broken'
  | 'database-stopped'
  | 'nothing-to-back-up'
  | 'backup-exists'
  | 'backup-over-database'
  | 'backup-foreign'
  | 'backup-newer'
  | 'backup-broken'
  | 'range-unreadable'
  | 'setting-invalid'
  | 'token-missing'
  | 'token-refused'
  | 'api-unreachable'
  | 'discord-refused'
  | 'port-in-use'
  | 'ops-port-in-use'
  | 'too-soon'
  | 'queue-full'
  | 'stopping'
  | 'moderators-only'
  | 'everyone-moderates'
  | 'managers-only'
  | 'server-only'
  | 'not-your-button'
  | 'button-outdated'
  | 'session-over'
  | 'forgotten-meanwhile'
  | 'privacy-not-yours'
  | 'search-over'
  | 'draft-published'
  | 'draft-incomplete'
  | 'evidence-missing'
  | 'evidence-blank'
  | 'name-blank'
  | 'title-blank'
  | 'source-unreadable'
  | 'list-over'
  | 'edit-over'
  | 'permission-missing'
  | 'nothing-to-read'
  | 'attachment-too-large'
  | 'attachment-unreachable'
  | 'attachment-foreign'
  | 'text-and-file'
  | 'text-or-file'
  | 'library-not-yours'
  | 'may-not-share'
  | 'sharing-off'
  | 'report-note-missing'
  | 'report-settled'
  | 'report-not-found'
  | 'report-too-mature-here'
  | 'reports-too-many'
  | 'bot-may-not-post';

export class FicError extends Error {
  readonly code: FicErrorCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: FicErrorCode, details: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'FicError';
    this.code = code;
    this.details = details;
  }
}
