/** `ficus reports`: what the operator hears of the shared library. */
import { expect, test } from 'vitest';
import type { NewReport } from '#src/moderation/reports.ts';
import { openStores } from '#src/stores.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { aStory } from '#tests/catalog/stories.ts';
import { Ficus } from '#tests/cli/ficus.ts';

const SERVER = '111111111111111111';

test('prints the open reports about its fics from every server, and none about a server’s own', async () => {
  await using ficus = await Ficus.install();
  expect(await ficus.run('reports')).toEqual({ code: 0, out: '', err: '0 open reports\n' });

  const { catalog, moderation, close } = await openStores({ database: ficus.database }, false);
  const shared = await catalog.add(
    aStory({ title: 'The Yellow Wall', authors: ['penwiper'], library: SHARED_LIBRARY }),
  );
  const own = await catalog.add(aStory({ title: 'Our Own', library: SERVER }));
  const report: NewReport = {
    ...{
      id: 'r1',
      story: shared.id,
      library: SERVER,
      by: '42',
      reason: 'broken-text',
      text: 'Cut off\nhere. \u001b[31m',
    },
    ...{ place: { chapter: 1, offset: 1400 }, at: Date.UTC(2026, 10, 26) },
  };
  await moderation.reports.file(report);
  await moderation.reports.file({ ...report, id: 'r2', story: own.id });
  await moderation.reports.file({ ...report, id: 'r3', by: '43', place: null, text: '', at: report.at + 1 });
  await moderation.reports.settle('r3', SERVER, { outcome: 'closed', by: '7', at: report.at + 2, answer: '' });
  await close();

  const { code, out, err } = await ficus.run('reports');
  expect(code).toBe(0);
  expect(out).toContain(`${shared.id}  The Yellow Wall by penwiper\n`);
  expect(out).toContain('2026-11-26T00:00:00.000Z · Broken or missing text · Chapter 1 · at character 1400');
  expect(out).toContain(`by 42 in server ${SERVER}`);
  expect(out).toContain('Cut off here.');
  expect(out).not.toContain('\u001b');
  expect(out).not.toContain('Our Own');
  expect(err).toBe('1 open report\n');
  expect(await ficus.json('reports')).toEqual([
    {
      reports: [
        {
          ...{ id: 'r1', story: shared.id, title: 'The Yellow Wall', server: SERVER, by: '42', reason: 'broken-text' },
          ...{ note: 'Cut off\nhere. \u001b[31m', chapter: 1, offset: 1400, filed: '2026-11-26T00:00:00.000Z' },
        },
      ],
    },
  ]);
});
