/** What many measurements come to: the middle one, and the one that only a hundredth are worse than. */

export interface Figures {
  readonly p50: number;
  readonly p99: number;
}

export function figures(values: readonly number[]): Figures {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** By nearest rank: always a value that was measured. NaN where there are none. */
function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
