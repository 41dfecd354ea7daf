/**
 * `ficus reports`: what members of any server reported about the shared library, which the operator cares for.
 */

import type { Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { byline } from '#src/kit/show/story-text.ts';
import type { Report } from '#src/moderation/reports.ts';
import { openStores } from '#src/stores.ts';
import { oneLine } from '#src/story/characters.ts';
import { SHARED_LIBRARY, type Story } from '#src/story/story.ts';

/** Nobody reads more at once; the oldest come first. */
const MOST = 1000;

export async function showReports(config: Config, options: { readonly json?: true }, out: Terminal): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const { catalog, moderation } = opened.adopt(await openStores(config, false), (stores) => stores.close());
  const reports = await moderation.reports.about(SHARED_LIBRARY, MOST);
  const found: { report: Report; story: Story }[] = [];
  for (const report of reports) {
    const story = await catalog.get(report.story, [SHARED_LIBRARY]);
    if (story) found.push({ report, story });
  }
  if (options.json) {
    out.print(JSON.stringify({ reports: found.map(({ report, story }) => reportJson(report, story)) }));
    return;
  }
  for (const { report, story } of found) out.print(reportLines(out, report, story));
  out.note(out.language.say('cli.reports', { count: found.length }));
}

function reportJson({ id, library, by, reason, text, place, at }: Report, story: Story) {
  return {
    ...{ id, story: story.id, title: story.title, server: library, by, reason, note: text },
    ...{ chapter: place?.chapter ?? null, offset: place?.offset ?? null },
    filed: new Date(at).toISOString(),
  };
}

function reportLines({ language }: Terminal, { library, by, reason, text, place, at }: Report, story: Story): string {
  const where = place
    ? [
        language.say('reading.chapter', { number: place.chapter }),
        language.say('cli.report-offset', { offset: String(place.offset) }),
      ]
    : [];
  const said = [
    new Date(at).toISOString(),
    language.say(`reports.reason-${reason}`),
    ...where,
    language.say('cli.report-from', { by, library }),
  ];
  const note = oneLine(text).trim();
  return [
    `${story.id}  ${story.title} ${byline(language, story)}`,
    `  ${said.join(' · ')}`,
    ...(note ? [`  ${note}`] : []),
  ].join('\n');
}
