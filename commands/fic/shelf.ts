/**
 * `/fic shelf`: what a reader keeps for later.
 */
import { audienceOf } from '#commands/find-story.ts';
import { command } from '#commands/services.ts';
import { message } from '#src/kit/reply.ts';
import { mayShow } from '#src/story/audience.ts';
import type { Story } from '#src/story/story.ts';
import { shelfView } from '#src/views/shelf.ts';

export const shelf = command({
  name: 'fic shelf',
  answer: 'reply-private',
  who: 'everyone',
  options: {},
  async run({ who, where, language }, services) {
    const audience = audienceOf(where);
    const kept = await services.state.shelf.list(who.id);
    const found = await Promise.all(kept.map(({ story }) => services.catalog.get(story, audience.libraries)));
    const shown = found.filter((story): story is Story => story?.state === 'published' && mayShow(audience, story));
    return message(shelfView(language, shown, kept.length - shown.length));
  },
});
