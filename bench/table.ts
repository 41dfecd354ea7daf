/** The one table that the bench ends with, as plain text. */

export interface Row {
  readonly measure: string;
  readonly unit: 'ms' | 'MB';
  readonly ours: number;
  /** The bare client's figure in the same run. */
  readonly bare: number;
  readonly aim: Aim | null;
}

/** `more` is held against the difference to the bare client, `total` against our figure alone. */
interface Aim {
  readonly of: 'more' | 'total';
  readonly atMost: number;
}

const HEAD = ['measure', 'Ficus', 'bare', 'more', 'ratio', 'aim', ''] as const;

function isMet({ ours, bare, aim }: Row): boolean | null {
  if (!aim) return null;
  return (aim.of === 'more' ? ours - bare : ours) <= aim.atMost;
}

export function table(rows: readonly Row[]): string {
  const lines = [[...HEAD], ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [text[0], '-'.repeat(Math.max(...text.map(({ length }) => length))), ...text.slice(1)].join('\n');
}

function cells(row: Row): string[] {
  const { measure, unit, ours, bare, aim } = row;
  const said = (value: number) => `${value.toFixed(unit === 'MB' || value >= 100 ? 0 : 2)} ${unit}`;
  const met = isMet(row);
  return [
    measure,
    said(ours),
    said(bare),
    said(ours - bare),
    `${(ours / bare).toFixed(2)}×`,
    aim ? `≤ ${aim.atMost} ${unit}${aim.of === 'more' ? ' more' : ''}` : '',
    met === null ? '' : met ? 'met' : 'NOT MET',
  ];
}
