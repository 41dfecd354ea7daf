/**
 * `/library add`: a story pasted into a modal, or uploaded there where it is longer than an input holds.
 */

import { beginDraft } from '#commands/adding/begin-draft.ts';
import { addModal } from '#commands/adding/modals.ts';
import { command, modalSubmit } from '#commands/adding/ports.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message, modal } from '#src/kit/reply.ts';
import { libraryOf } from '#src/kit/request.ts';
import { FicError } from '#src/story/errors.ts';
import { PERMISSION_BASES } from '#src/story/story.ts';

export const add = command({
  name: 'library add',
  answer: 'modal',
  who: 'moderators',
  options: {},
  run: ({ language }) => modal(addModal(language)),
});

export const draftFromModal = modalSubmit({
  route: 'draft-new',
  answer: 'reply-private',
  who: 'moderators',
  cooldown: COOLDOWNS.heavy,
  async run(request, services) {
    const { fields, files } = request;
    const pasted = (fields.text ?? '').trim();
    const [file] = files.file ?? [];
    if (pasted && file) throw new FicError('text-and-file');
    if (!pasted && !file) throw new FicError('text-or-file');
    const basis = PERMISSION_BASES.find((name) => name === fields.basis);
    return message(
      await beginDraft(request, services, {
        library: libraryOf(request.where),
        fileName: file?.name ?? null,
        bytes: file ? await services.fetchAttachment(file) : new TextEncoder().encode(fields.text),
        answers: { ...(basis ? { basis } : {}), evidence: fields.evidence ?? '' },
      }),
    );
  },
});
