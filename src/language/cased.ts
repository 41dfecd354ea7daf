/**
 * Codes of ours as the selections of sentences name them: MessageFormat has no hyphen there.
 */
export type Cased<Code extends string> = Code extends `${infer Head}-${infer Tail}` ? `${Head}_${Cased<Tail>}` : Code;

/** `taken-down` as `taken_down`. */
export function cased<Code extends string>(code: Code): Cased<Code> {
  return code.replaceAll('-', '_') as Cased<Code>;
}

/** For sentences that say a thing and its opposite. */
export function yesNo(is: boolean): 'yes' | 'no' {
  return is ? 'yes' : 'no';
}
