/**
 * Which addresses may be links, and in what spelling: one that no renderer's markup can be broken by.
 */

/** Longest link kept as a link, in UTF-16 units after encoding; longer ones stay as their text. */
export const MAX_HREF = 512;

/** What a URL may hold as it stands but markup reads as its own, Discord's doubled underscore among it. */
const MARKUP = /[()<>[\]\\|`*~"\s]|_(?=_)|(?<=_)_/g;

/**
 * An absolute http(s) URL, percent-encoded, at most MAX_HREF units; null where it is anything else. A URL with a user name
 * is refused: "https://archive.example@evil.example" leads elsewhere than it says.
 */
export function cleanHref(href: string): string | null {
  const url = URL.parse(href);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  const encoded = url.href.replace(MARKUP, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return encoded.length <= MAX_HREF && URL.canParse(encoded) ? encoded : null;
}
