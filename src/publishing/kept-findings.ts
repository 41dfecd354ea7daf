/**
 * What was noticed in a draft's file, as it is kept beside the draft's text.
 */
import { z } from 'zod';
import { FINDING_CODES, type Finding, SEVERITIES } from '#src/importers/finding.ts';

const FindingsSchema = z.array(
  z.strictObject({
    severity: z.enum(SEVERITIES),
    code: z.enum(FINDING_CODES),
    field: z.string().nullable(),
    where: z
      .union([z.strictObject({ line: z.number() }), z.strictObject({ part: z.string(), line: z.number() })])
      .nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
);

/** Null where they cannot be read: the file is to be prepared again. */
export function keptFindings(json: string): readonly Finding[] | null {
  try {
    return FindingsSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
