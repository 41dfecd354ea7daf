/**
 * The line that takes the place of a fic that was taken down.
 */
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import type { Language } from '#src/language/language.ts';

/** Without title or text. @param several - it stood in a list with others. */
export function takedownLine(language: Language, several = false): MessageBody & { readonly v2: true } {
  return { ...notice(language.say(several ? 'takedown.line-list' : 'takedown.line')), v2: true };
}
