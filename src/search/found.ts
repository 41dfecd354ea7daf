/**
 * Sets of rows with how well each matches, and what can be made of two of them.
 */

export interface Found {
  /** Rising; the first `count` count. */
  readonly rows: Uint32Array;
  readonly count: number;
  /** As `strengthOf` and `titleShareOf` add up; null where nothing does. */
  readonly strengths: Int32Array | null;
  readonly titleShares: Int32Array | null;
}

export const NONE: Found = { rows: new Uint32Array(0), count: 0, strengths: null, titleShares: null };

export function plainly(rows: Uint32Array, count = rows.length): Found {
  return { rows, count, strengths: null, titleShares: null };
}

/** What `part`, whose rows are all in `whole`, has of both. */
export function joined(whole: Found, part: Found): Found {
  if (!whole.strengths || !whole.titleShares) return part;
  const { rows, count } = part;
  const strengths = part.strengths ?? new Int32Array(count);
  const titleShares = part.titleShares ?? new Int32Array(count);
  for (let index = 0, at = 0; index < count; index += 1) {
    const row = rows[index]!;
    while (whole.rows[at]! < row) at += 1;
    strengths[index]! += whole.strengths[at]!;
    titleShares[index]! += whole.titleShares[at]!;
  }
  return { rows, count, strengths, titleShares };
}

/** @param add - whether what both have adds up; else the better counts. */
export function united(a: Found, b: Found, add: boolean): Found {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const rows = new Uint32Array(a.count + b.count);
  const scored = a.strengths !== null || b.strengths !== null;
  const strengths = scored ? new Int32Array(rows.length) : null;
  const titleShares = scored ? new Int32Array(rows.length) : null;
  let count = 0;
  for (let left = 0, right = 0; left < a.count || right < b.count; count += 1) {
    const leftRow = left < a.count ? a.rows[left]! : Number.POSITIVE_INFINITY;
    const rightRow = right < b.count ? b.rows[right]! : Number.POSITIVE_INFINITY;
    rows[count] = Math.min(leftRow, rightRow);
    if (strengths && titleShares) {
      const [strength, other] = [strengthAt(a, left, leftRow <= rightRow), strengthAt(b, right, rightRow <= leftRow)];
      const [share, otherShare] = [shareAt(a, left, leftRow <= rightRow), shareAt(b, right, rightRow <= leftRow)];
      strengths[count] = add ? strength + other : Math.max(strength, other);
      titleShares[count] = add ? share + otherShare : Math.max(share, otherShare);
    }
    if (leftRow <= rightRow) left += 1;
    if (rightRow <= leftRow) right += 1;
  }
  return { rows, count, strengths, titleShares };
}

function strengthAt({ strengths }: Found, index: number, isThere: boolean): number {
  return isThere && strengths ? strengths[index]! : 0;
}

function shareAt({ titleShares }: Found, index: number, isThere: boolean): number {
  return isThere && titleShares ? titleShares[index]! : 0;
}

/** Those of `whole` that are not in `part`, whose rows are all in it. */
export function without(whole: Found, part: Found): Found {
  const isIn = membership(part);
  return filtered(whole, (row) => !isIn(row));
}

/** Those of `whole` that are in `part`, too, with what they have of `whole`. */
export function common(whole: Found, part: Found): Found {
  return filtered(whole, membership(part));
}

/** To be asked of rising rows. */
function membership({ rows, count }: Found): (row: number) => boolean {
  let at = 0;
  return (row) => {
    while (at < count && rows[at]! < row) at += 1;
    return at < count && rows[at] === row;
  };
}

export function filtered(found: Found, isKept: (row: number) => boolean): Found {
  const rows = new Uint32Array(found.count);
  const strengths = found.strengths ? new Int32Array(found.count) : null;
  const titleShares = found.titleShares ? new Int32Array(found.count) : null;
  let count = 0;
  for (let index = 0; index < found.count; index += 1) {
    const row = found.rows[index]!;
    if (!isKept(row)) continue;
    rows[count] = row;
    if (strengths && titleShares) {
      strengths[count] = found.strengths![index]!;
      titleShares[count] = found.titleShares![index]!;
    }
    count += 1;
  }
  return { rows, count, strengths, titleShares };
}
