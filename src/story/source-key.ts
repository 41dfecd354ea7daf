/**
 * One spelling for an address where a story was posted, so that the same page is known again: `https://www.x.org/a/?utm_source=b`
 * and `http://x.org/a` are one.
 */

/** What people's browsers and archives add on the way; the page is the same without. */
const ADDED =
  /^(utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref|ref_src|ref_url|si|_ga|view_adult|view_full_work|show_comments|style)$/i;

/** Archives that show one story under several addresses: its own is the part in the brackets. */
const STORY_PATHS: readonly (readonly [host: string, path: RegExp])[] = [
  ['archiveofourown.org', /^(?:\/collections\/[^/]+)?(\/works\/\d+)(?:\/|$)/],
  ['fanfiction.net', /^(\/s\/\d+)(?:\/|$)/],
  ['fictionpress.com', /^(\/s\/\d+)(?:\/|$)/],
];

/** Null where it is no web address, or only that of a whole site: that is nobody's story. */
export function sourceKey(address: string): string | null {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const host = url.hostname.replace(/^(?:www|m|mobile)\./, '').replace(/\.$/, '');
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const story = STORY_PATHS.find(([known]) => known === host)?.[1].exec(url.pathname)?.[1];
  if (story) return `${host}${port}${story}`;
  const path = url.pathname.replace(/\/(?:index\.html?)?$/, '').replace(/\/+$/, '');
  const asked = [...url.searchParams].filter(([name]) => !ADDED.test(name)).map((pair) => pair.join('='));
  if (path === '' && asked.length === 0) return null;
  return `${host}${port}${path}${asked.length > 0 ? `?${asked.sort().join('&')}` : ''}`;
}
