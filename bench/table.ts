/** The tables that the bench ends with, as plain text. */

export interface Row {
  readonly measure: string;
  readonly unit: 'ms' | 'KB' | 'MB' | '/s';
  readonly ours: number;
  /** The bare one's figure in the same run. */
  readonly bare: number;
  readonly aim: Aim | null;
}

/**
 * `more` is held against the difference to the bare one, `share` against that in hundredths of it, `times` against how many times it
 * is ours, `total` against our figure.
 */
type Aim =
  | { readonly of: 'more' | 'share' | 'times' | 'total'; readonly atMost: number }
  | { readonly atLeast: number };

function isMet({ ours, bare, aim }: Row): boolean | null {
  if (!aim) return null;
  if ('atLeast' in aim) return ours >= aim.atLeast;
  if (aim.of === 'share') return (ours / bare - 1) * 100 <= aim.atMost;
  if (aim.of === 'times') return ours / bare <= aim.atMost;
  return (aim.of === 'more' ? ours - bare : ours) <= aim.atMost;
}

/** @param ours - whose figures stand beside the bare ones. */
export function table(rows: readonly Row[], ours: string, bare = 'bare'): string {
  const head = ['measure', ours, bare, 'more', 'ratio', 'aim', ''];
  return aligned([head, ...rows.map(cells)]);
}

/** @param lines - the first is the head; each begins with a name, after which come figures. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [text[0], '-'.repeat(Math.max(...text.map(({ length }) => length))), ...text.slice(1)].join('\n');
}

function cells(row: Row): string[] {
  const { measure, unit, ours, bare } = row;
  const said = (value: number) => `${value.toFixed(unit !== 'ms' || value >= 100 ? 0 : 2)} ${unit}`;
  const met = isMet(row);
  return [
    measure,
    said(ours),
    said(bare),
    said(ours - bare),
    bare === 0 ? '-' : `${(ours / bare).toFixed(2)}×`,
    aimOf(row),
    met === null ? '' : met ? 'met' : 'NOT MET',
  ];
}

function aimOf({ aim, unit }: Row): string {
  if (!aim) return '';
  if ('atLeast' in aim) return `≥ ${aim.atLeast} ${unit}`;
  if (aim.of === 'share') return `≤ ${aim.atMost} % more`;
  if (aim.of === 'times') return `≤ ${aim.atMost} ×`;
  return `≤ ${aim.atMost} ${unit}${aim.of === 'more' ? ' more' : ''}`;
}
