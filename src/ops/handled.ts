/**
 * What there is to count of an interaction once it is over. Only names that the code declares, so that nobody's words and no
 * endless list of them get into a counter.
 */

/**
 * `answered` as asked; `refused` in a sentence that says why; `cooldown`, asked again too soon; `outage`, told that Discord is in
 * the way; `defect`, apologised for; `late` and `unsent`, where no answer got through.
 */
export type Outcome = 'answered' | 'refused' | 'cooldown' | 'outage' | 'defect' | 'late' | 'unsent';

export type InteractionKind = 'command' | 'component' | 'modal' | 'completion';

export interface Handled {
  readonly kind: InteractionKind;
  /** A command as `/fic search`, or a custom id's route; `unknown` where nothing of that name is declared. */
  readonly name: string;
  readonly outcome: Outcome;
  /** From when it was received until it was answered, or given up. */
  readonly seconds: number;
}
