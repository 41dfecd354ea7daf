/** The building blocks of Discord's body validation: fields whose failures read as Discord's do, over zod. */
import { z } from 'zod';
import { limitOf, type MeasuredName, type RuleName } from './book.ts';
import { type FormProblem, invalidForm } from './discord-error.ts';

/**
 * Checks a body and gives it back without the nulls that mean "not given".
 *
 * The type is the caller's, out of discord-api-types: the schema states its rules, not its types once more.
 *
 * @param kindRule - which rule a thing of the wrong kind breaks.
 * @throws DiscordError 50035 with all problems.
 */
export function parseBody<T>(schema: z.ZodType, body: unknown, kindRule: KindRule = () => 'form.choice'): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalidForm(parsed.error.issues.flatMap((issue) => problemsOf(issue, body, kindRule)));
  return withoutNulls(parsed.data) as T;
}

/** @param type - what the body gave, at this path, for the thing's type. */
export type KindRule = (type: unknown, path: readonly PropertyKey[]) => RuleName;

export interface Reporter {
  readonly addIssue: (issue: { code: 'custom'; message: string; params: object; path?: PropertyKey[] }) => void;
}

/** Reports, from within a schema's own check, that a rule was broken: in Discord's code and words. */
export function problem(
  context: Reporter,
  rule: RuleName,
  code: string,
  message: string,
  path: readonly PropertyKey[] = [],
): void {
  context.addIssue({ code: 'custom', message, params: { code, rule }, path: [...path] });
}

/** Text of as many UTF-16 units as the rule says. */
export function text(rule: MeasuredName, min = 0) {
  return z.string().superRefine(({ length }, context) => checkLength(length, min, rule, context));
}

/** A list of as many items as the rule says. */
export function list<Item extends z.ZodType>(item: Item, rule: MeasuredName, min = 0) {
  return z.array(item).superRefine(({ length }, context) => checkLength(length, min, rule, context));
}

/** A whole number up to the rule's. */
export function integer(rule: MeasuredName, min = 0) {
  return z.int().superRefine((value, context) => {
    const max = limitOf(rule);
    if (value < min) problem(context, rule, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    if (value > max) problem(context, rule, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  });
}

/** A least number that is above its greatest. */
export function checkOrder(
  context: Reporter,
  rule: RuleName,
  [min, max]: readonly [min: number, max: number],
  field: string,
): void {
  if (min > max)
    problem(context, rule, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`, [field]);
}

/** Something that has to be there by a rule of its own. */
export function given(rule: RuleName) {
  return z.unknown().superRefine((value, context) => {
    if (value === undefined || value === null) problem(context, rule, 'BASE_TYPE_REQUIRED', 'This field is required');
  });
}

export function oneOf<Value extends string | number>(values: readonly Value[]) {
  return z.literal(values);
}

export const snowflake = z.union([z.string(), z.int()]).superRefine((value, context) => {
  if (!/^\d{1,20}$/.test(String(value))) {
    problem(context, 'form.snowflake', 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
  }
});

/** An address of the web or, where files may be meant, of an attachment of the same request. */
export function address(schemes: readonly string[] = ['http', 'https'], rule: MeasuredName = 'form.url-length') {
  return text(rule, 1).superRefine((value, context) => {
    const url = URL.parse(value);
    if (!url) return problem(context, 'form.url', 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    const scheme = url.protocol.slice(0, -1);
    if (schemes.includes(scheme)) return undefined;
    const choices = schemes.map((each) => `'${each}'`).join(', ');
    return problem(
      context,
      'form.url',
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${scheme}" is not supported. Scheme must be one of (${choices}).`,
    );
  });
}

/** What Discord says of a picture or a file in its answers may come back with it. */
export const toldOfMedia = {
  proxy_url: z.string().nullish(),
  width: z.int().nullish(),
  height: z.int().nullish(),
  content_type: z.string().nullish(),
  attachment_id: snowflake.nullish(),
  placeholder: z.string().nullish(),
  placeholder_version: z.int().nullish(),
  flags: z.int().nullish(),
};

/** An emoji is a custom one by its id or a Unicode one by itself. */
export const emoji = z
  .strictObject({ id: snowflake.nullish(), name: z.string().nullish(), animated: z.boolean().nullish() })
  .superRefine(({ id, name }, context) => {
    if (
      id ||
      (name && /^(?:\p{RGI_Emoji}|\p{Regional_Indicator}|\p{Extended_Pictographic}\uFE0F?|[\d#*]\u20E3)$/v.test(name))
    )
      return;
    problem(context, 'component.emoji', 'COMPONENT_INVALID_EMOJI', 'Invalid emoji', ['name']);
  });

function checkLength(length: number, min: number, rule: MeasuredName, context: Reporter): void {
  const max = limitOf(rule);
  if (length >= min && length <= max) return;
  if (min === 0) problem(context, rule, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  else problem(context, rule, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
}

const conversions: Readonly<Record<string, readonly [code: string, message: string]>> = {
  object: ['DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType.'],
  array: ['LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType.'],
  boolean: ['BOOLEAN_TYPE_CONVERT', 'Must be either true or false.'],
  string: ['STRING_TYPE_CONVERT', 'Could not interpret value as string.'],
};

function problemsOf(issue: z.core.$ZodIssue, body: unknown, kindRule: KindRule): FormProblem[] {
  const { path } = issue;
  if (issue.code === 'custom') {
    const { code, rule }: { code?: string; rule?: RuleName } = issue.params ?? {};
    return [{ rule: rule ?? 'form.type', path, code: code ?? 'BASE_TYPE_INVALID', message: issue.message }];
  }
  if (issue.code === 'unrecognized_keys') {
    // Discord's own code for it is not known: it says nothing. The playground does.
    return issue.keys.map((key) => ({
      rule: 'form.known-keys',
      path: [...path, key],
      code: 'UNKNOWN_KEY',
      message: `Discord does not document the key "${key}" here.`,
    }));
  }
  const given = path.reduce<unknown>(
    (value, key) => (value instanceof Object ? Reflect.get(value, key) : undefined),
    body,
  );
  if (given === undefined || given === null) {
    return [{ rule: 'form.required', path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }];
  }
  if (issue.code === 'invalid_value') {
    const message = `Value must be one of {${issue.values.map(String).join(', ')}}.`;
    return [{ rule: 'form.choice', path, code: 'BASE_TYPE_CHOICES', message }];
  }
  if (issue.code === 'invalid_union') {
    const message = 'Value of field "type" must be one of the types allowed here.';
    return [{ rule: kindRule(given, path), path, code: 'UNION_TYPE_CHOICES', message }];
  }
  if (issue.code === 'invalid_type') {
    const [code, message] = conversions[issue.expected] ?? [
      'NUMBER_TYPE_COERCE',
      `Value "${given}" is not ${issue.expected}.`,
    ];
    return [{ rule: 'form.type', path, code, message }];
  }
  return [{ rule: 'form.type', path, code: 'BASE_TYPE_INVALID', message: issue.message }];
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutNulls(each)]));
}
