/**
 * `ficus search`, `show` and `read`: the operator's look into the catalog, over all libraries and ratings.
 */

import { positionText } from '#commands/reading/position.ts';
import { storyJson } from '#src/cli/story-json.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { byline } from '#src/kit/show/story-text.ts';
import { plainWords } from '#src/query/options.ts';
import { openStores, type Stores, type StoresConfig } from '#src/stores.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import type { Page } from '#src/story/page.ts';
import { DEFAULT_BUDGET } from '#src/story/pager.ts';
import { pairingName } from '#src/story/pairing.ts';
import { SHARED_LIBRARY, type Story, type StoryId } from '#src/story/story.ts';

/** The catalog gives no more for one question. */
const MOST_AT_ONCE = 100;

export async function searchStories(
  config: Pick<Config, 'database'> & Pick<StoresConfig, 'patience'>,
  words: readonly string[],
  options: { readonly json?: true; readonly limit: number },
  out: Terminal,
): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const { catalog } = opened.adopt(await openStores(config, false), (stores) => stores.close());
  const audience = { libraries: await allLibraries(catalog), maxRank: ALL_RANKS };
  const query = plainWords(words.join(' '));
  const hits: Story[] = [];
  let total = 0;
  let unfinished = false;
  do {
    const limit = Math.min(options.limit - hits.length, MOST_AT_ONCE);
    const found = await catalog.search(query, audience, { offset: hits.length, limit });
    total = found.total;
    unfinished ||= found.unfinished;
    const ids = found.hits.map(({ id }) => id);
    hits.push(...(await catalog.many(ids, audience.libraries)));
    if (found.hits.length < limit) break;
  } while (hits.length < options.limit);
  if (options.json) {
    out.print(JSON.stringify({ total, unfinished, hits: hits.map(storyJson) }));
    return;
  }
  for (const story of hits) out.print(`${story.id}  ${story.title} ${byline(out.language, story)}`);
  out.note(out.language.say('cli.found', { count: total }));
  if (unfinished) out.note(out.language.say('cli.unfinished'));
}

export async function showStory(
  config: Config,
  id: StoryId,
  options: { readonly json?: true },
  out: Terminal,
): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const stores = opened.adopt(await openStores(config, false), (all) => all.close());
  const story = await storyOf(stores, id);
  out.print(options.json ? JSON.stringify(storyJson(story)) : cardText(out, story));
}

/** Without `page` and `all`, the first page. @throws FicError `story-id-unknown`, `page-not-found`, and as `excerpt`. */
export async function readStory(
  config: Config,
  id: StoryId,
  options: { readonly json?: true; readonly page?: number; readonly all?: true },
  out: Terminal,
): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const stores = opened.adopt(await openStores(config, false), (all) => all.close());
  const story = await storyOf(stores, id);
  const starts = await Promise.all(
    story.chapters.map((_, index) => stores.pages.starts(story, index + 1, DEFAULT_BUDGET)),
  );
  const places = starts.flatMap((chapter, index) => [...chapter].map((offset) => ({ chapter: index + 1, offset })));
  const of = places.length;
  const wanted = options.all ? places.map((_, index) => index + 1) : [options.page ?? 1];
  const pages = [];
  for (const number of wanted) {
    const place = places[number - 1];
    if (!place) throw new FicError('page-not-found', { page: number, pages: of });
    pages.push({ number, of, page: await stores.pages.at(story, place, DEFAULT_BUDGET) });
  }
  if (options.json) {
    out.print(JSON.stringify({ pages: pages.map(({ page, ...rest }) => ({ ...rest, ...pageJson(page) })) }));
    return;
  }
  for (const { page } of pages) {
    out.print(page.text.trimEnd());
    out.print('');
    if (!options.all) out.note(positionText(out.language, page));
  }
}

/** `text` of all pages of a chapter, joined, is its plain text exactly. */
function pageJson(page: Page) {
  return { chapter: page.chapter, markdown: discordMarkdown.render(page.blocks, page.from, page.to), text: page.text };
}

async function storyOf({ catalog }: Stores, id: StoryId): Promise<Story> {
  const story = await catalog.get(id, await allLibraries(catalog));
  if (!story) throw new FicError('story-id-unknown', { story: id });
  return story;
}

async function allLibraries(catalog: Stores['catalog']): Promise<string[]> {
  return [...new Set([SHARED_LIBRARY, ...(await catalog.libraries())])];
}

function cardText({ language }: Terminal, story: Story): string {
  const { say } = language;
  const line = (name: string, value: string) => (value === '' ? [] : [`${name}: ${value}`]);
  return [
    `${story.title} ${byline(language, story)}`,
    ...(story.state === 'published' ? [] : [say(`cli.${story.state}`)]),
    ...line(say('kit.story.rating'), `${say(`kit.bands.${story.rating.band}`)} (${story.rating.raw})`),
    ...line(say('kit.story.fandom'), story.fandoms.join(', ')),
    ...line(say('kit.story.pairing'), story.pairings.map(pairingName).join(', ')),
    ...line(say('kit.story.warnings'), story.warnings.join(', ')),
    ...line(say('kit.story.tags'), [...story.genres, ...story.tags].join(', ')),
    ...line(say('kit.story.length'), say('kit.story.words', { count: story.words })),
    ...line(say('kit.story.status'), say(`kit.status.${story.status}`)),
    ...(story.summary ? ['', story.summary] : []),
  ].join('\n');
}
