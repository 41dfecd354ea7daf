/**
 * How much of a fic a page holds.
 */

/**
 * What a page's text may take, in rendered UTF-16 units: the sizes a reader chooses from. With the largest, 3,000, and the
 * frame below, everything stays under Discord's 4,000 a message.
 */
export const PAGE_SIZES = { short: 1400, standard: 2800, long: 3000 } as const;
export type PageSize = keyof typeof PAGE_SIZES;

/** The size of a budget that a reader chose; the standard one where they chose none, or a size that is no more. */
export function sizeOf(budget: number | null): { readonly name: PageSize; readonly budget: number } {
  const names: readonly PageSize[] = ['short', 'standard', 'long'];
  const name = names.find((each) => PAGE_SIZES[each] === budget) ?? 'standard';
  return { name, budget: PAGE_SIZES[name] };
}

/** The next size when the button is pressed: short → standard → long → short. */
export function nextSize(size: PageSize): PageSize {
  return size === 'short' ? 'standard' : size === 'standard' ? 'long' : 'short';
}
