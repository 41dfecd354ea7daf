/**
 * A program that begins drafts, answers them, and publishes, discards or leaves them by turns, until it is killed. It says each
 * step once it was told that it is done, as JSON: what, which draft, and which fic it became.
 */
import { openStores } from '#src/stores.ts';
import { ANSWERS, DRAFTER, drafted, LIBRARY } from '#tests/publishing/drafted.ts';

const [database = ''] = process.argv.slice(2);
const { publishing } = await openStores({ database }, true);
const say = (...step: readonly string[]) => process.stdout.write(`${JSON.stringify(step)}\n`);
for (let number = 1; ; number += 1) {
  const { id } = await publishing.begin(drafted(number));
  say('begun', id);
  await publishing.answer(id, LIBRARY, ANSWERS);
  say('answered', id);
  if (number % 3 === 1) say('published', id, (await publishing.publish(id, LIBRARY, DRAFTER)).story.id);
  if (number % 3 === 2) {
    await publishing.discard(id, LIBRARY);
    say('discarded', id);
  }
}
