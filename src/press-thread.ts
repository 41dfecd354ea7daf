/**
 * The press as a thread: a novel of a million words takes seconds to import and page, which no reader should wait for.
 */
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { type PressApi, paginateChunks, prepare } from '#src/publishing/press.ts';
import { DEFAULT_BUDGET } from '#src/story/pager.ts';
import { serve } from '#src/workers/call.ts';

const api: PressApi = {
  prepare: (bytes, name) => prepare(bytes, name, discordMarkdown, [DEFAULT_BUDGET]),
  paginate: (chunks, budget) => paginateChunks(chunks, discordMarkdown, budget),
};

serve(api);
