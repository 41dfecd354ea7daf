/**
 * What a question needs of the database before it can be planned; what it needs after that, the evaluation notes (phrases.ts).
 */
import type { Condition } from '#src/query/ast.ts';
import type { Audience } from '#src/story/audience.ts';
import type { LibraryId } from '#src/story/story.ts';

export interface Needs {
  /** Whose other names hold, and whose texts are meant. */
  readonly libraries: readonly LibraryId[];
  /** Each once. */
  readonly texts: readonly string[];
}

/** @param where - null where somebody only begins to type a name. */
export function needsOf(where: Condition | null, { libraries }: Audience): Needs {
  return { libraries: [...new Set(libraries)], texts: where ? [...new Set(textsIn(where))] : [] };
}

function textsIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'text':
      return [condition.text];
    case 'not':
      return textsIn(condition.of);
    case 'all':
    case 'any':
      return condition.of.flatMap(textsIn);
    default:
      return [];
  }
}
