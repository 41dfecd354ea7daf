/** The search bench's sizes, and what it prints: a table for each. */
import { measureEngines } from './measure.ts';
import { searchTable } from './search-table.ts';

export interface SearchOptions {
  /** "10000,100000". */
  readonly stories?: string | undefined;
  readonly asked?: string | undefined;
  readonly quick: boolean;
  readonly peers: boolean;
}

const SIZES = { whole: '10000,100000', quick: '2000' };
const ASKED = { whole: 500, quick: 60 };

/** @throws Error where a size is no number. */
export async function benchSearch(options: SearchOptions, say: (text: string) => void): Promise<string> {
  const pace = options.quick ? 'quick' : 'whole';
  const sizes = (options.stories ?? SIZES[pace]).split(',').map(Number);
  const asked = Number(options.asked ?? ASKED[pace]);
  if (![...sizes, asked].every((size) => Number.isInteger(size) && size > 0)) throw new Error('Sizes are numbers.');
  const tables: string[] = [];
  for (const stories of sizes) {
    const measured = await measureEngines({ stories, asked, peers: options.peers }, say);
    tables.push(searchTable(stories, measured));
  }
  return tables.join('\n\n');
}
