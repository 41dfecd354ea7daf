/**
 * The one custom id that no feature answers: a button of the help that runs a command's example. The dispatcher runs that command
 * itself, as if somebody had typed it.
 */
import { idsOf } from '#src/kit/custom-id.ts';

export const EXAMPLE = 'example';

/** The example of the command `<group> <name>`. */
export const EXAMPLE_ROUTES = { [EXAMPLE]: { group: 'word', name: 'word' } } as const;

export const exampleId = idsOf(EXAMPLE_ROUTES);
