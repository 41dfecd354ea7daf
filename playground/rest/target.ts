/** Where a request goes: whatever stands in its first line becomes an address, or nothing that could be answered. */
import type { IncomingMessage } from 'node:http';

/**
 * The address of a request, as a path or as a whole: `//` is a path, and no host without a name.
 *
 * @param origin - `http://127.0.0.1:PORT`
 * @returns null where it names no place here: `*`, another scheme, what is no address at all.
 */
export function targetOf({ url = '/' }: Pick<IncomingMessage, 'url'>, origin: string): URL | null {
  const target = URL.parse(url.startsWith('/') ? origin + url : url);
  return target?.protocol === 'http:' ? target : null;
}
