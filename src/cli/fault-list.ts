/**
 * The playground's faults as the command line names them: what `--faults` may list, and what it makes of the list.
 */
import { faultNames, type NamedFault, parseFaults } from '#playground/faults/named-faults.ts';

export const FAULTS_HELP = `what goes wrong, each with a chance in percent if you like (slow:20,drop): ${faultNames.join(', ')}`;

export type FaultList = readonly NamedFault[];

/** The list, or the sentence that says what is wrong with it. */
export function readFaults(list: string): FaultList | string {
  try {
    return parseFaults(list);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
