/** The building blocks of Discord's body validation: fields whose failures read as Discord's do, over zod. */
import { z } from 'zod';
import { type FormProblem, invalidForm } from './discord-error.ts';

/**
 * Checks a body and gives it back without what Discord would ignore: unknown keys, and nulls where they mean "not given".
 *
 * The type is the caller's, out of discord-api-types: the schema states its rules, not its types once more.
 *
 * @throws DiscordError 50035 with all problems.
 */
export function parseBody<T>(schema: z.ZodType, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalidForm(parsed.error.issues.flatMap((issue) => problemsOf(issue, body)));
  return withoutNulls(parsed.data) as T;
}

/** Reports a problem from within a schema's own check. */
export function problem(
  context: {
    readonly addIssue: (issue: { code: 'custom'; message: string; params: object; path?: PropertyKey[] }) => void;
  },
  code: string,
  message: string,
  path: readonly PropertyKey[] = [],
): void {
  context.addIssue({ code: 'custom', message, params: { code }, path: [...path] });
}

/** Text of so many UTF-16 units. */
export function text(min: number, max: number) {
  return z.string().superRefine(({ length }, context) => checkLength(length, min, max, context));
}

/** A list of so many items. */
export function list<Item extends z.ZodType>(item: Item, min: number, max: number) {
  return z.array(item).superRefine(({ length }, context) => checkLength(length, min, max, context));
}

export function integer(min: number, max: number) {
  return z.int().superRefine((value, context) => {
    if (value < min) problem(context, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    if (value > max) problem(context, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  });
}

export function oneOf<Value extends string | number>(values: readonly Value[]) {
  return z.literal(values);
}

export const snowflake = z.union([z.string(), z.int()]).superRefine((value, context) => {
  if (!/^\d{1,20}$/.test(String(value))) {
    problem(context, 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
  }
});

/** An address of the web or, where files may be meant, of an attachment of the same request. */
export function address(max: number, ...schemes: readonly string[]) {
  const known = schemes.length > 0 ? schemes : ['http', 'https'];
  return text(1, max).superRefine((value, context) => {
    const url = URL.parse(value);
    if (!url) return problem(context, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    const scheme = url.protocol.slice(0, -1);
    if (known.includes(scheme)) return undefined;
    const choices = known.map((each) => `'${each}'`).join(', ');
    return problem(
      context,
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${scheme}" is not supported. Scheme must be one of (${choices}).`,
    );
  });
}

/** An emoji is a custom one by its id or a Unicode one by itself. */
export const emoji = z
  .object({ id: snowflake.nullish(), name: z.string().nullish(), animated: z.boolean().nullish() })
  .superRefine(({ id, name }, context) => {
    if (id || (name && /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v.test(name))) return;
    problem(context, 'COMPONENT_INVALID_EMOJI', 'Invalid emoji', ['name']);
  });

function checkLength(length: number, min: number, max: number, context: Parameters<typeof problem>[0]): void {
  if (length >= min && length <= max) return;
  if (min === 0) problem(context, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  else problem(context, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
}

const conversions: Readonly<Record<string, readonly [code: string, message: string]>> = {
  object: ['DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType.'],
  array: ['LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType.'],
  boolean: ['BOOLEAN_TYPE_CONVERT', 'Must be either true or false.'],
  string: ['STRING_TYPE_CONVERT', 'Could not interpret value as string.'],
};

function problemsOf(issue: z.core.$ZodIssue, body: unknown): FormProblem[] {
  const { path } = issue;
  const given = path.reduce<unknown>(
    (value, key) => (value instanceof Object ? Reflect.get(value, key) : undefined),
    body,
  );
  if (issue.code === 'custom') return [{ path, code: String(issue.params?.code ?? 'CUSTOM'), message: issue.message }];
  if (given === undefined || given === null)
    return [{ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }];
  if (issue.code === 'invalid_value') {
    return [
      { path, code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.` },
    ];
  }
  if (issue.code === 'invalid_union') {
    return [
      { path, code: 'UNION_TYPE_CHOICES', message: 'Value of field "type" must be one of the types allowed here.' },
    ];
  }
  if (issue.code === 'invalid_type') {
    const [code, message] = conversions[issue.expected] ?? [
      'NUMBER_TYPE_COERCE',
      `Value "${given}" is not ${issue.expected}.`,
    ];
    return [{ path, code, message }];
  }
  return [{ path, code: 'BASE_TYPE_INVALID', message: issue.message }];
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutNulls(each)]));
}
