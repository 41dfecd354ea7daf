/**
 * Opening what stands in a list of the library: a fic with its care card, a draft with what it lacks.
 */
import { draftView } from '#commands/adding/view.ts';
import { careCardOf } from '#commands/care/card.ts';
import { component } from '#commands/listing/ports.ts';
import { message } from '#src/kit/reply.ts';
import { libraryOf } from '#src/kit/request.ts';
import { FicError } from '#src/story/errors.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';

/** Reported stories may be of the shared library: they are shown, and not theirs to change. */
export const openListed = component({
  route: 'list-open',
  answer: 'reply-private',
  who: 'moderators',
  async run(request, services) {
    const { args, values, where, language } = request;
    const library = libraryOf(where);
    const [id = ''] = values;
    if (args.what === 'draft') return message(draftView(language, await services.publishing.preview(id, library)));
    const story = await services.catalog.get(id, [library, SHARED_LIBRARY]);
    if (!story) throw new FicError('story-not-found', { story: id });
    return message(await careCardOf(request, services, story));
  },
});
