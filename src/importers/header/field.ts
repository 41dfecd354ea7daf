/**
 * A field of a header as a file has it, whatever the file's format: what `story-fields.ts` reads.
 */
import type { Place } from '#src/importers/finding.ts';
import type { FieldName } from '#src/importers/header/labels.ts';

export interface HeaderField {
  /** As written; '' for what stood without a label. */
  readonly label: string;
  /** Empty where the label is unknown. */
  readonly fields: readonly FieldName[];
  /** Plain text; lines of one field joined by `\n`, or by a space where the field was wrapped. */
  readonly value: string;
  /** Null for what was said of no place in a file. */
  readonly where: Place | null;
}
