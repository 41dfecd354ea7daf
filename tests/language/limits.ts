/**
 * How long a sentence may be where it stands, as Discord has it. Of what takes values this is the room that they have with it.
 */
import { LIMITS } from '#src/kit/show/limits.ts';

const DESCRIPTION = 100;
const PLACEHOLDER = 150;

/** Keys, of which a `*` is any part of one, and the most UTF-16 units of each; the smallest that fits counts. */
const MOST: readonly (readonly [most: number, keys: readonly string[]])[] = [
  [DESCRIPTION, ['commands.*.description']],
  [LIMITS.choiceName, ['commands.choices.*']],
  [
    LIMITS.buttonLabel,
    [
      '*.buttons.*',
      ...['editing.again', 'editing.button', 'search.refine.back', 'search.refine.to-*', 'settings.forget'],
      ...['history.newer', 'history.older', 'history.newest', 'history.back', 'listing.state-*'],
      ...['search.results.drop', 'search.results.drop-words'],
    ],
  ],
  [
    PLACEHOLDER,
    [
      ...['aliases.choose', 'blocks.choose', 'card.pick.choose', 'history.choose', 'listing.choose-draft'],
      ...['reading.jump', 'reading.chapters', 'saved-searches.run', 'saved-searches.remove', 'reports.modal.choose'],
      ...['search.results.take-away', 'search.sorts.choose', 'search.refine.*', 'settings.names.*', 'settings.empty.*'],
      'adding.draft.basis',
    ],
  ],
  [
    LIMITS.selectLabel,
    [
      ...['kit.bases.*', 'kit.bands.*', 'kit.status.*', 'search.sorts.*', 'search.lengths.*', 'reports.reason-*'],
      ...['settings.ratingFloor.*', 'settings.readingWay.*', 'settings.sharing.*', 'settings.textSearch.*'],
      ...['history.option', 'reading.page', 'blocks.kinds.*', 'search.refine.value', 'search.refine.asked'],
    ],
  ],
  [
    LIMITS.modalTitle,
    [
      ...['adding.modals.*.title', 'adding.buttons.evidence', 'editing.group-*', 'reports.modal.title'],
      ...['reports.modal.page-title', 'reports.end-modal.title', 'saved-searches.modal.title', 'search.modal.title'],
    ],
  ],
  [
    LIMITS.inputLabel,
    [
      ...['adding.modals.add.text', 'adding.modals.add.file', 'adding.modals.add.basis', 'adding.modals.evidence'],
      ...['adding.modals.fill.story-title', 'adding.modals.fill.authors', 'adding.modals.fill.fandoms'],
      ...['adding.modals.fill.rating', 'adding.modals.fill.summary', 'editing.input.*', 'reports.modal.reason'],
      ...['reports.modal.text', 'reports.end-modal.answer', 'saved-searches.modal.name', 'search.modal.number'],
    ],
  ],
  [DESCRIPTION, ['*-hint', '*.hint', 'editing.hint.*', 'adding.modals.fill.keep', 'adding.modals.fill.several']],
  [LIMITS.threadName, ['reading.thread-name']],
];

const PATTERNS = MOST.flatMap(([most, keys]) =>
  keys.map((key) => [new RegExp(`^${key.replaceAll('.', '\\.').replaceAll('*', '.+')}$`), most] as const),
);

/** `Infinity` where nothing but the whole message is bounded. */
export function mostOf(key: string): number {
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...PATTERNS.flatMap(([pattern, most]) => (pattern.test(key) ? [most] : [])),
  );
}

/** Patterns that no key of these fits: what was renamed. */
export function unusedLimits(keys: readonly string[]): string[] {
  return PATTERNS.filter(([pattern]) => !keys.some((key) => pattern.test(key))).map(([pattern]) => pattern.source);
}
