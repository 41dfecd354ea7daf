/**
 * The one table of fields: what can be asked of a story, and where each of them is offered. Every list of fields is made of it.
 */
import type { BlockedKinds } from '#src/story/audience.ts';

interface Row {
  /** What may stand after it, and what that becomes (`values.ts`). */
  readonly kind: 'named' | 'number' | 'date' | 'flag' | 'rating' | 'status' | 'language' | 'text' | 'sort' | 'is';
  /** It is an option of `/fic search`, of the same name. */
  readonly option?: true;
  /** Which names are offered while a value of it is typed. Genres, warnings and categories are tags, too. */
  readonly completes?: string;
  /** What its values are counted as, of what results have in common. */
  readonly facet?: string;
  /** Its facet is a menu of Refine. */
  readonly refined?: true;
  /** A member may block its names. */
  readonly blocked?: true;
  /** Its names may have other names. */
  readonly aliases?: true;
}

/** Menus and choices show them in this order. */
export const FIELDS = {
  rating: { kind: 'rating', option: true, facet: 'rating', refined: true },
  title: { kind: 'named', completes: 'title' },
  author: { kind: 'named', option: true, completes: 'author', blocked: true },
  fandom: {
    kind: 'named',
    option: true,
    completes: 'fandom',
    facet: 'fandom',
    refined: true,
    blocked: true,
    aliases: true,
  },
  pairing: {
    kind: 'named',
    option: true,
    completes: 'pairing',
    facet: 'pairing',
    refined: true,
    blocked: true,
    aliases: true,
  },
  character: {
    kind: 'named',
    option: true,
    completes: 'character',
    facet: 'character',
    refined: true,
    blocked: true,
    aliases: true,
  },
  tag: { kind: 'named', option: true, completes: 'tag', facet: 'tag', refined: true, blocked: true, aliases: true },
  warning: { kind: 'named', completes: 'tag' },
  category: { kind: 'named', completes: 'tag' },
  genre: { kind: 'named', completes: 'tag' },
  series: { kind: 'named' },
  status: { kind: 'status', option: true, facet: 'status', refined: true },
  words: { kind: 'number', option: true, facet: 'length', refined: true },
  chapters: { kind: 'number' },
  kudos: { kind: 'number' },
  language: { kind: 'language', facet: 'language', refined: true },
  updated: { kind: 'date' },
  posted: { kind: 'date' },
  text: { kind: 'text' },
  sort: { kind: 'sort', option: true },
  is: { kind: 'is' },
  complete: { kind: 'flag' },
  wip: { kind: 'flag' },
  oneshot: { kind: 'flag' },
  crossover: { kind: 'flag' },
} as const satisfies Readonly<Record<string, Row>>;

type Fields = typeof FIELDS;
export type FieldName = keyof Fields;
export type FieldKind = Row['kind'];

/** The fields whose rows say so: of a kind, with a column. */
type Where<Says> = FieldName & { [Name in FieldName]: Fields[Name] extends Says ? Name : never }[FieldName];
type Having<Column extends keyof Row> = Where<Readonly<Record<Column, unknown>>>;
type Said<Column extends keyof Row> = Extract<Fields[FieldName], Readonly<Record<Column, unknown>>>[Column];

export type FieldOfKind<Kind extends FieldKind> = Where<{ readonly kind: Kind }>;
export type NamedField = FieldOfKind<'named'>;
export type OptionField = Having<'option'>;
/** Whose names are offered while somebody types. */
export type SuggestionKind = Said<'completes'>;
export type Facet = Said<'facet'>;

export const FIELD_NAMES = Object.keys(FIELDS).filter((name): name is FieldName => name in FIELDS);

function having<Column extends keyof Row>(column: Column): readonly Having<Column>[] {
  return FIELD_NAMES.filter((name): name is Having<Column> => column in FIELDS[name]);
}

function ofKind<Kind extends FieldKind>(kind: Kind): readonly FieldOfKind<Kind>[] {
  return FIELD_NAMES.filter((name): name is FieldOfKind<Kind> => FIELDS[name].kind === kind);
}

function optionsOfKind<Kind extends FieldKind>(kind: Kind): readonly (OptionField & FieldOfKind<Kind>)[] {
  return ofKind(kind).filter((name): name is OptionField & FieldOfKind<Kind> => 'option' in FIELDS[name]);
}

export const NAMED_FIELDS = ofKind('named');
export const MEASURES = ofKind('number');
export const DATE_FIELDS = ofKind('date');

/** Their options are typed: a name, and a range. */
export const NAMED_OPTIONS = optionsOfKind('named');
export const MEASURED_OPTIONS = optionsOfKind('number');
export const OPTION_FIELDS = having('option');

export const BLOCKABLE: readonly (keyof BlockedKinds)[] = having('blocked');
export const ALIAS_KINDS = having('aliases');

const COMPLETED = having('completes');
export const SUGGESTION_KINDS: readonly SuggestionKind[] = [
  ...new Set(COMPLETED.map((name) => FIELDS[name].completes)),
];

/** Null for what is no field. */
export function kindOf(name: string): FieldKind | null {
  const known = FIELD_NAMES.find((each) => each === name);
  return known === undefined ? null : FIELDS[known].kind;
}

/** Null where nothing does: a number, a day, a series. */
export function suggestedBy(name: FieldName): SuggestionKind | null {
  const row = FIELDS[name];
  return 'completes' in row ? row.completes : null;
}

/** Of Refine's menus, in their order. */
export const REFINED: readonly Facet[] = having('refined').map((name) => FIELDS[name].facet);
export const FACETS: readonly Facet[] = having('facet').map((name) => FIELDS[name].facet);
export type NamedFacet = Extract<Facet, NamedField>;
export const NAMED_FACETS = FACETS.filter((facet): facet is NamedFacet => NAMED_FIELDS.some((name) => name === facet));

declare module '#src/story/audience.ts' {
  interface BlockedKinds extends Readonly<Record<Having<'blocked'>, true>> {}
}
