/**
 * Who may do what with Ficus, as its users are promised it. Written by hand and read against docs/: nothing here is taken from what
 * the commands declare of themselves, so that a declaration that promises less is found.
 */
import type { FicErrorCode } from '#src/story/errors.ts';

/** Members of the server, and two people from outside. */
export const PEOPLE = [
  /** Whose searches, pages and data the readers' buttons are. */
  'the reader',
  'another reader',
  /** Who called for the moderators' buttons. */
  'the moderator',
  'another moderator',
  /** Called for the same buttons, and lost the role before they are pressed. */
  'once a moderator',
  /** Cares for another server's library, presses there, and is no member here. */
  'a moderator elsewhere',
  /** Is in no server with the bot, and writes to it. */
  'a stranger',
] as const;
export type Person = (typeof PEOPLE)[number];

/** It is done for them; or it is not, in the words of this failure; or where they ask nobody knows of such a thing. */
export type Verdict = 'may' | FicErrorCode | 'unknown there';

/** In what words something is unknown. */
export const UNKNOWN: readonly FicErrorCode[] = [
  ...(['story-not-found', 'draft-not-found', 'report-not-found', 'takedown-over', 'list-over'] as const),
];

type Verdicts = Readonly<Record<Person, Verdict>>;

function all(verdict: Verdict): Verdicts {
  const [a, b, c, d, e, f, g] = PEOPLE;
  return { [a]: verdict, [b]: verdict, [c]: verdict, [d]: verdict, [e]: verdict, [f]: verdict, [g]: verdict };
}

const MODERATORS: Verdicts = {
  'the reader': 'moderators-only',
  'another reader': 'moderators-only',
  'the moderator': 'may',
  'another moderator': 'may',
  'once a moderator': 'moderators-only',
  'a moderator elsewhere': 'unknown there',
  'a stranger': 'server-only',
};

export const PROMISES = {
  everyone: all('may'),
  /** What is told to moderators, whom a direct message has none of. */
  'everyone in a server': { ...all('may'), 'a stranger': 'server-only' },
  'its reader': { ...all('not-your-button'), 'the reader': 'may' },
  'whom it is about': { ...all('privacy-not-yours'), 'the reader': 'may' },
  /** Of the server whose story, draft or report it is. */
  'its moderators': MODERATORS,
  /** It names nothing of a server's, and so is about the one where it is pressed: its library, its settings, an empty form. */
  "any server's moderators": { ...MODERATORS, 'a moderator elsewhere': 'may' },
  'the moderator who asked': { ...MODERATORS, 'another moderator': 'not-your-button' },
  /** Kept for them alone, wherever they are. */
  'the moderator who typed': {
    ...MODERATORS,
    'another moderator': 'not-your-button',
    'a moderator elsewhere': 'not-your-button',
  },
} as const satisfies Record<string, Verdicts>;
export type Promised = keyof typeof PROMISES;

/** Commands, with what options.ts types into them. */
export const CALLS: Readonly<Record<string, Promised>> = {
  'fic search': 'everyone',
  'fic searches': 'everyone',
  'fic show': 'everyone',
  'fic read': 'everyone',
  'fic shelf': 'everyone',
  'fic block': 'everyone',
  'fic privacy': 'everyone',
  'fic help': 'everyone',
  'library add': "any server's moderators",
  'library import': "any server's moderators",
  'library list': "any server's moderators",
  'library edit': 'its moderators',
  'library history': 'its moderators',
  'library withdraw': 'its moderators',
  'library restore': 'its moderators',
  'library takedown': 'its moderators',
  'library takedown-undo': 'its moderators',
  'library reports': "any server's moderators",
  'library alias': "any server's moderators",
  'library aliases': "any server's moderators",
  'library settings': "any server's moderators",
};

/** The help's buttons, which run commands as their examples have them. */
export const EXAMPLES: Readonly<Record<string, Promised>> = {
  'fic search': 'everyone',
  'fic searches': 'everyone',
  'fic read': 'everyone',
  'fic shelf': 'everyone',
  'fic privacy': 'everyone',
  'library list': "any server's moderators",
  // Of the library as a whole.
  'library history': "any server's moderators",
  'library reports': "any server's moderators",
  'library alias': "any server's moderators",
  'library aliases': "any server's moderators",
  'library settings': "any server's moderators",
};

/** Buttons, menus and forms, by the names in their custom ids. */
export const PRESSES: Readonly<Record<string, Promised>> = {
  // A search belongs to whoever searched.
  results: 'its reader',
  'results-jump': 'its reader',
  'results-jumped': 'its reader',
  'results-sort': 'its reader',
  refine: 'its reader',
  'refine-by': 'its reader',
  filter: 'its reader',
  filters: 'its reader',
  'filter-words': 'its reader',
  'search-typed': 'its reader',
  'search-other-kind': 'its reader',
  'search-newest': 'its reader',
  'search-again': 'its reader',
  'search-save': 'its reader',
  'search-saved': 'its reader',
  // What these show and change is whoever's presses them.
  'last-search': 'everyone',
  'saved-run': 'everyone',
  'saved-remove': 'everyone',
  shelf: 'everyone',
  keep: 'everyone',
  unblock: 'everyone',
  // A fic of the shared library, which all servers show.
  open: 'everyone',
  share: 'everyone',
  'more-by': 'everyone',
  pick: 'everyone',
  read: 'everyone',
  'read-at': 'everyone',
  begin: 'everyone',
  'begin-at': 'everyone',
  notes: 'everyone',
  help: 'everyone',
  'search-example': 'everyone',
  // Open pages belong to whoever reads them.
  turn: 'its reader',
  jump: 'its reader',
  chapter: 'its reader',
  chapters: 'its reader',
  'page-size': 'its reader',
  export: 'whom it is about',
  forget: 'whom it is about',
  'forget-sure': 'whom it is about',
  'forget-not': 'whom it is about',
  report: 'everyone in a server',
  'report-send': 'everyone in a server',
  'report-page': 'everyone in a server',
  'report-page-send': 'everyone in a server',
  'report-look': 'its moderators',
  'report-withdraw': 'its moderators',
  'report-end': "any server's moderators",
  'report-ended': 'its moderators',
  'report-close': 'its moderators',
  'draft-new': "any server's moderators",
  'draft-fill': "any server's moderators",
  'draft-evidence': "any server's moderators",
  'draft-filled': 'its moderators',
  'draft-basis': 'its moderators',
  'draft-publish': 'its moderators',
  'draft-discard': 'its moderators',
  'draft-edit': 'its moderators',
  'draft-edited': 'its moderators',
  'draft-again': 'the moderator who typed',
  list: 'the moderator who asked',
  'list-state': 'the moderator who asked',
  'list-open': 'its moderators',
  'care-withdraw': 'its moderators',
  'care-restore': 'its moderators',
  edit: 'its moderators',
  'edit-open': 'its moderators',
  'edit-save': 'its moderators',
  'edit-again': 'the moderator who typed',
  history: 'its moderators',
  'history-open': 'its moderators',
  'history-look': 'its moderators',
  'history-back': 'its moderators',
  log: "any server's moderators",
  aliases: "any server's moderators",
  'alias-remove': "any server's moderators",
  settings: "any server's moderators",
  'settings-forget': "any server's moderators",
  takedown: 'its moderators',
  'takedown-cancel': 'its moderators',
};
