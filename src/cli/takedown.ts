/**
 * `ficus takedown`: the operator's takedown of a story of any library, and its undoing, beside a running bot.
 */

import type { Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { openStores } from '#src/stores.ts';
import { FicError } from '#src/story/errors.ts';
import { SHARED_LIBRARY, type StoryId } from '#src/story/story.ts';

/** @throws FicError `story-id-unknown`, `story-not-taken-down`. */
export async function takeDown(
  config: Config,
  id: StoryId,
  { reason, undo }: { readonly reason: string; readonly undo?: true },
  out: Terminal,
): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const { catalog, moderation } = opened.adopt(await openStores(config, false), (stores) => stores.close());
  const libraries = [...new Set([SHARED_LIBRARY, ...(await catalog.libraries())])];
  const before = await catalog.get(id, libraries);
  if (!before) throw new FicError('story-id-unknown', { story: id });
  const word = { by: 'operator', at: Date.now(), reason };
  const { title } = await moderation.takedowns[undo ? 'undo' : 'add'](id, libraries, word);
  out.note(out.language.say(undo ? 'cli.takedown-undone' : 'cli.takedown-done', { title }));
}
