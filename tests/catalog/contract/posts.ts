/**
 * The register of messages in which a story can be seen.
 */
import { describe, expect, it } from 'vitest';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import type { Trial } from '#tests/catalog/contract/trial.ts';
import { aStory } from '#tests/catalog/stories.ts';

export function describePosts(trial: Trial): void {
  const posts = () => trial.moderation.posts;
  const messages = async (story: string, limit = 10) =>
    (await posts().showing(story, limit)).map(({ message }) => message);

  describe('the register of posts', () => {
    it('tells where a fic can be seen, oldest first, after a restart too', async () => {
      await posts().put({ message: '2', channel: '9' }, ['a'], 20);
      await posts().put({ message: '1', channel: '9' }, ['a', 'b'], 10);
      await posts().put({ message: '3', channel: '8' }, ['b'], 30);
      await trial.restart();
      expect(await posts().showing('a', 10)).toEqual([
        { message: '1', channel: '9' },
        { message: '2', channel: '9' },
      ]);
      expect(await messages('b')).toEqual(['1', '3']);
      expect(await messages('a', 1)).toEqual(['1']);
      expect(await messages('c')).toEqual([]);
    });

    it('forgets what a message showed before, and one that is gone', async () => {
      await posts().put({ message: '1', channel: '9' }, ['a', 'b'], 10);
      await posts().put({ message: '1', channel: '9' }, ['c'], 20);
      expect([await messages('a'), await messages('b'), await messages('c')]).toEqual([[], [], ['1']]);
      await posts().remove('1');
      await posts().remove('1');
      expect(await messages('c')).toEqual([]);
    });

    it('makes a takedown unswept again where what was taken down came to stand somewhere', async () => {
      const { takedowns } = trial.moderation;
      const { id } = await trial.catalog.add(aStory());
      await takedowns.add(id, [SHARED_LIBRARY], { by: 'mina', at: 1, reason: 'Its author asked.' });
      expect(await takedowns.markSwept(id, 2)).toBe(true);
      await posts().put({ message: '1', channel: '9' }, [id], 3);
      expect(await takedowns.standing()).toEqual([{ story: id, swept: false }]);
      expect(await takedowns.markSwept(id, 4)).toBe(false);
    });
  });
}
