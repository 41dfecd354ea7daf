/**
 * The only codec for custom ids: versioned, typed and short, such as `v1.turn.k3f9.on.2.1400`.
 *
 * A custom id outlives restarts and releases, so what it names are stories, sessions and places, never positions in memory.
 * Discord allows 100 characters.
 */
const VERSION = 'v1';

/** What each button, menu and modal carries. Words are ids without a dot; numbers are whole and not negative. */
const ROUTES = {
  results: { session: 'word', page: 'number' },
  'search-again': { session: 'word' },
  'results-jump': { session: 'word', pages: 'number' },
  'results-jumped': { session: 'word', pages: 'number' },
  'results-sort': { session: 'word' },
  /** `mode` is `only` or `without`; `page` is the one to go back to. */
  refine: { session: 'word', page: 'number', mode: 'word' },
  'refine-by': { session: 'word', facet: 'word', mode: 'word' },
  /** `key` names a condition of the search, as `keyOf` makes it. */
  filter: { session: 'word', key: 'word' },
  filters: { session: 'word' },
  /** All words of a search that are no filters. */
  'filter-words': { session: 'word' },
  'search-typed': { session: 'word', key: 'word' },
  'search-other-kind': { session: 'word' },
  'search-newest': { session: 'word' },
  'search-save': { session: 'word' },
  'search-saved': { session: 'word' },
  'last-search': {},
  'saved-run': {},
  'saved-remove': {},
  open: { story: 'word' },
  share: { story: 'word' },
  read: { story: 'word' },
  'read-at': { story: 'word', chapter: 'number', offset: 'number' },
  keep: { story: 'word' },
  'more-by': { story: 'word' },
  report: { story: 'word' },
  'report-send': { story: 'word' },
  'report-page': { story: 'word', chapter: 'number', offset: 'number' },
  'report-page-send': { story: 'word', chapter: 'number', offset: 'number' },
  'report-look': { report: 'word' },
  'report-withdraw': { report: 'word', view: 'word' },
  'report-end': { report: 'word', view: 'word' },
  'report-ended': { report: 'word', view: 'word' },
  /** Of lists that an earlier release showed. */
  'report-close': { report: 'word' },
  begin: { story: 'word', chapter: 'number', way: 'word' },
  'begin-at': { story: 'word', chapter: 'number', offset: 'number', way: 'word' },
  turn: { session: 'word', way: 'word', chapter: 'number', offset: 'number' },
  jump: { session: 'word', chapter: 'number' },
  chapter: { session: 'word' },
  'page-size': { session: 'word', chapter: 'number', offset: 'number' },
  notes: { story: 'word' },
  /** `chapter` 0 goes on at the reader's place. */
  pick: { command: 'word', chapter: 'number' },
  shelf: { page: 'number' },
  /** `page` tells two menus apart. */
  unblock: { page: 'number' },
  help: { part: 'word' },
  /** Runs one of the help's searches, by its name. */
  'search-example': { name: 'word' },
  /** Runs the example of the command `<group> <name>`; the dispatcher itself does. */
  example: { group: 'word', name: 'word' },
  /** `person`: whose data it is about; nobody else's press counts. */
  export: { person: 'word' },
  forget: { person: 'word' },
  'forget-sure': { person: 'word' },
  'forget-not': { person: 'word' },
  'draft-new': {},
  'draft-fill': { draft: 'word' },
  'draft-filled': { draft: 'word' },
  'draft-basis': { draft: 'word' },
  'draft-evidence': { draft: 'word' },
  'draft-publish': { draft: 'word' },
  'draft-discard': { draft: 'word' },
  list: { session: 'word', state: 'word', page: 'number' },
  'list-state': { session: 'word', state: 'word' },
  /** `what` is `story` or `draft`. */
  'list-open': { what: 'word' },
  'care-withdraw': { story: 'word' },
  'care-restore': { story: 'word' },
  edit: { story: 'word' },
  'edit-open': { story: 'word', group: 'word' },
  /** `revision` is the one whose words the modal shows. */
  'edit-save': { story: 'word', group: 'word', revision: 'number' },
  'edit-again': { edit: 'word' },
  /** Those from the revision `from` on down; 0 is the newest. */
  history: { story: 'word', from: 'number' },
  'history-open': { story: 'word' },
  'history-look': { story: 'word' },
  /** `expected` is the revision that stood there when the button was made. */
  'history-back': { story: 'word', revision: 'number', expected: 'number' },
  /** Entries before this one; 0 is the newest. */
  log: { before: 'number' },
  takedown: { ask: 'word' },
  'takedown-cancel': { ask: 'word' },
  settings: { setting: 'word' },
  'settings-forget': {},
} as const satisfies Record<string, Record<string, 'word' | 'number'>>;

export type RouteName = keyof typeof ROUTES;
export type RouteArgs<Name extends RouteName> = {
  readonly [Key in keyof (typeof ROUTES)[Name]]: (typeof ROUTES)[Name][Key] extends 'number' ? number : string;
};

const WORD = /^[A-Za-z0-9_-]{1,32}$/;

/** @throws RangeError for an argument that could not be read back: a defect, since ids are made here. */
export function customId<Name extends RouteName>(name: Name, args: RouteArgs<Name>): string {
  const given: Readonly<Record<string, string | number>> = args;
  const parts = Object.entries(ROUTES[name]).map(([key, kind]) => {
    const value = given[key];
    const fits = kind === 'number' ? Number.isSafeInteger(value) && Number(value) >= 0 : WORD.test(String(value));
    if (!fits) throw new RangeError(`The custom id ${name} cannot carry ${key}=${value}.`);
    return String(value);
  });
  return [VERSION, name, ...parts].join('.');
}

export type ParsedId = { readonly name: RouteName; readonly args: Readonly<Record<string, string | number>> };

/** Null for an id of another version or shape, which is answered politely. */
export function parseCustomId(id: string): ParsedId | null {
  const [version, name = '', ...parts] = id.split('.');
  if (version !== VERSION || !Object.hasOwn(ROUTES, name)) return null;
  const route = name as RouteName;
  const kinds = Object.entries<'word' | 'number'>(ROUTES[route]);
  if (kinds.length !== parts.length) return null;
  const args: Record<string, string | number> = {};
  for (const [index, [key, kind]] of kinds.entries()) {
    const part = parts[index] ?? '';
    if (!(kind === 'number' ? /^\d{1,15}$/ : WORD).test(part)) return null;
    args[key] = kind === 'number' ? Number(part) : part;
  }
  return { name: route, args };
}
