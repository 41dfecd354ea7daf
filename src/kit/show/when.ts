/**
 * Times as Discord shows them to whoever reads: of their own clock.
 */
/** The date and the time. @param at - ms since 1970. */
export function whenText(at: number): string {
  return `<t:${Math.floor(at / 1000)}:f>`;
}

/** "3 hours ago", "in 21 hours". */
export function agoText(at: number): string {
  return `<t:${Math.floor(at / 1000)}:R>`;
}
