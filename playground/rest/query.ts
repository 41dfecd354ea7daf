/** What a query says: booleans in each of the ways in which Discord takes them. */

/** Source: https://docs.discord.com/developers/reference#boolean-query-strings */
const trueWords: readonly (string | null)[] = ['True', 'true', '1'];

export function isTrue(value: string | null): boolean {
  return trueWords.includes(value);
}
