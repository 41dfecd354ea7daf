/**
 * One page of many stories in an order: as fast wherever it is, since only the page is sorted.
 */

export interface Candidates {
  readonly count: number;
  /** The higher, the earlier. */
  readonly keys: Float64Array;
  /** Tells those apart whose keys are alike: negative where the first comes first. Where absent, positions do. */
  readonly compare?: (a: number, b: number) => number;
  /** All different; the higher, the earlier. */
  readonly positions: Float64Array;
}

/** A page that ends before is found in one look at each. */
const FIRST_FEW = 128;
/** So many are sorted as they are. */
const FEW = 512;

/** Places among the candidates, in order. */
export function page(candidates: Candidates, offset: number, limit: number): number[] {
  if (!candidates.compare && offset + limit <= FIRST_FEW) return firstFew(candidates, offset + limit).slice(offset);
  const all = new Uint32Array(candidates.count);
  for (let place = 0; place < all.length; place += 1) all[place] = place;
  return pageOf(candidates, candidates.keys, all, offset, limit);
}

/** The first of them, kept in order while all are looked at: the last come first, since they are the newest. */
function firstFew({ count, keys, positions }: Candidates, most: number): number[] {
  const places: number[] = [];
  if (most <= 0) return places;
  const isBefore = (a: number, b: number) =>
    keys[a]! > keys[b]! || (keys[a] === keys[b] && positions[a]! > positions[b]!);
  let least = Number.NEGATIVE_INFINITY;
  for (let place = count - 1; place >= 0; place -= 1) {
    if (places.length === most) {
      if (keys[place]! < least || !isBefore(place, places[most - 1]!)) continue;
      places.pop();
    }
    let at = places.length;
    while (at > 0 && isBefore(place, places[at - 1]!)) at -= 1;
    places.splice(at, 0, place);
    if (places.length === most) least = keys[places[most - 1]!]!;
  }
  return places;
}

function pageOf(
  candidates: Candidates,
  keys: Float64Array,
  places: Uint32Array,
  offset: number,
  limit: number,
): number[] {
  const length = Math.min(limit, places.length - offset);
  if (length <= 0) return [];
  if (places.length <= FEW) return sorted(candidates, places, offset, length);
  const values = new Float64Array(places.length);
  for (let index = 0; index < values.length; index += 1) values[index] = keys[places[index]!]!;
  const first = nthHighest(values, offset);
  const last = nthHighest(values, offset + length - 1);
  // Those before the page, those on it that are neither like its first nor like its last, and those that are.
  let before = 0;
  const between: number[] = [];
  const likeFirst: number[] = [];
  const likeLast: number[] = [];
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index]!;
    const key = keys[place]!;
    if (key > first) before += 1;
    else if (key === first) likeFirst.push(place);
    else if (key > last) between.push(place);
    else if (key === last) likeLast.push(place);
  }
  const found = alike(candidates, keys, likeFirst, offset - before, length);
  found.push(...sorted(candidates, Uint32Array.from(between), 0, between.length));
  if (found.length < length) found.push(...alike(candidates, keys, likeLast, 0, length - found.length));
  return found;
}

/** Of those with one key. */
function alike(
  candidates: Candidates,
  keys: Float64Array,
  places: readonly number[],
  offset: number,
  limit: number,
): number[] {
  const { positions, compare } = candidates;
  const array = Uint32Array.from(places);
  if (compare || keys === positions) return sorted(candidates, array, offset, limit);
  return pageOf(candidates, positions, array, offset, limit);
}

function sorted(
  { keys, positions, compare }: Candidates,
  places: Uint32Array,
  offset: number,
  limit: number,
): number[] {
  places.sort((a, b) => {
    const [key, other] = [keys[a]!, keys[b]!];
    if (key !== other) return key > other ? -1 : 1;
    return compare?.(a, b) || positions[b]! - positions[a]!;
  });
  return Array.from(places.subarray(offset, offset + limit));
}

/**
 * The value that would stand there if they were sorted, the highest first. Puts them in another order. (Hoare's quickselect.) Looks
 * for its pivots at random: rows come in stretches, in which the ends and the middle say nothing of the rest.
 */
function nthHighest(values: Float64Array, nth: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = middleOf(anyOf(values, low, high), anyOf(values, low, high), anyOf(values, low, high));
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! > pivot) left += 1;
      while (values[right]! < pivot) right -= 1;
      if (left > right) break;
      const value = values[left]!;
      values[left++] = values[right]!;
      values[right--] = value;
    }
    if (nth <= right) high = right;
    else if (nth >= left) low = left;
    else break;
  }
  return values[nth]!;
}

function anyOf(values: Float64Array, low: number, high: number): number {
  return values[low + Math.floor(Math.random() * (high - low + 1))]!;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
