/** What axe finds on a page that would keep somebody from using it. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The serious and critical ones, with the place where they were looked for; none is what one hopes for. */
export async function barriersIn(page: Page, place: string): Promise<string[]> {
  const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
    `${axe.source}; axe.run().then(({ violations }) => violations)`,
  );
  const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.map(({ id, nodes }) => `${place}: ${id} at ${nodes.map(({ html }) => html).join(' ')}`);
}
