/**
 * The custom ids of pages, and of what leads to them.
 */
import { idsOf, type RouteTable } from '#src/kit/custom-id.ts';

export const READING_ROUTES = {
  read: { story: 'word' },
  'read-at': { story: 'word', chapter: 'number', offset: 'number' },
  begin: { story: 'word', chapter: 'number', way: 'word' },
  'begin-at': { story: 'word', chapter: 'number', offset: 'number', way: 'word' },
  turn: { session: 'word', way: 'word', chapter: 'number', offset: 'number' },
  jump: { session: 'word', chapter: 'number' },
  /** Where all chapters fit into the menu. */
  chapter: { session: 'word' },
  /** With the page that stands there: a choice that shows other chapters turns none. */
  chapters: { session: 'word', chapter: 'number', offset: 'number' },
  'page-size': { session: 'word', chapter: 'number', offset: 'number' },
  notes: { story: 'word' },
} as const satisfies RouteTable;

export const readingId = idsOf(READING_ROUTES);
