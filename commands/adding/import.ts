/**
 * `/library import`: a story from a file.
 */
import { beginDraft } from '#commands/adding/begin-draft.ts';
import { command } from '#commands/adding/ports.ts';
import { attachment, COOLDOWNS } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { libraryOf } from '#src/kit/request.ts';

export const importFile = command({
  name: 'library import',
  answer: 'reply-private',
  who: 'moderators',
  cooldown: COOLDOWNS.heavy,
  options: { file: attachment() },
  async run(request, services) {
    const { file } = request.options;
    const library = libraryOf(request.where);
    const bytes = await services.fetchAttachment(file);
    return message(await beginDraft(request, services, { library, fileName: file.name, bytes, answers: {} }));
  },
});
