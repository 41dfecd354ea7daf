/**
 * Looking, once a second, whether another program has written to the file.
 */

const INTERVAL_MS = 1000;

/**
 * @param version - as `Database.dataVersion`; where it fails, as on a disk that hangs, the next second tries again: what throws
 * in a timer would end the thread, and the file may be well again by then.
 */
export function watchVersion(version: () => number, onChange: () => void): NodeJS.Timeout {
  let known = version();
  return setInterval(() => {
    let seen: number;
    try {
      seen = version();
    } catch {
      return;
    }
    if (seen === known) return;
    known = seen;
    onChange();
  }, INTERVAL_MS);
}
