/**
 * Bytes in pages: what grows without a copy of all of it. An address is a page's number and a place in it.
 */
export const PAGE_BITS = 20;
export const PAGE = 1 << PAGE_BITS;
/** Of an address: the place in its page. */
export const WITHIN = PAGE - 1;
/** A small library's only page begins so. */
const FIRST_PAGE = 4096;

/** Where so many bytes can stand in one page: at the first free address, or at the next page's beginning. */
export function placeFor(free: number, length: number): number {
  return (free & WITHIN) + length > PAGE ? (free & ~WITHIN) + PAGE : free;
}

/** The page of an address, with room for so many bytes from there on. Only the first one grows; others are there at once. */
export function roomyPage(pages: Uint8Array[], address: number, length: number): Uint8Array {
  const at = address >>> PAGE_BITS;
  const page = pages[at];
  const needed = (address & WITHIN) + length;
  if (page && page.length >= needed) return page;
  const larger = new Uint8Array(pages.length <= 1 ? Math.min(PAGE, Math.max(FIRST_PAGE, 2 * needed)) : PAGE);
  if (page) larger.set(page);
  pages[at] = larger;
  return larger;
}
