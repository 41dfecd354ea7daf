/**
 * The one type of expected failure: a code and the details that its sentence needs.
 *
 * Every code has a sentence under `errors.<code>` in each language of `locales/`, which says what happened and what to do
 * next. Anything thrown that is not a FicError is a defect.
 */

/** What a sentence needs that needs nothing. */
export type Nothing = Record<never, never>;

/**
 * Every code with its details: here those of a story wherever it is asked for. Each room and each feature adds its own, in an
 * errors.ts, by declaration merging; the table of sentences alone knows all of them.
 */
export interface FicErrors {
  'story-not-found': { story: string };
  'story-withdrawn': { title: string; story?: string };
  'story-taken-down': Nothing;
  'story-refused-underage': Nothing;
}

export type FicErrorCode = keyof FicErrors;

type AnyDetails = Readonly<Record<string, string | number>>;
type Given<Code extends FicErrorCode> = FicErrors[Code] extends infer Details
  ? keyof Details extends never
    ? [details?: AnyDetails, options?: ErrorOptions]
    : [details: Readonly<Details>, options?: ErrorOptions]
  : never;

export class FicError<Code extends FicErrorCode = FicErrorCode> extends Error {
  readonly code: Code;
  readonly details: AnyDetails;

  constructor(code: Code, ...[details, options]: Given<Code>) {
    super(`${code} ${JSON.stringify(details ?? {})}`, options);
    this.name = 'FicError';
    this.code = code;
    this.details = { ...details };
  }
}
