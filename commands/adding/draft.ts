/**
 * What the buttons and menus of a draft do: fill in, say the permission, publish, discard.
 */
import { draftEditModal, evidenceModal, fillModal } from '#commands/adding/modals.ts';
import { component, modalSubmit } from '#commands/adding/ports.ts';
import { draftView, publishedView } from '#commands/adding/view.ts';
import { isEditGroup } from '#commands/editing/session.ts';
import { typedText } from '#commands/editing/view.ts';
import { recordStory } from '#commands/history/record-story.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message, modal, privately } from '#src/kit/reply.ts';
import { libraryOf } from '#src/kit/request.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { failureText, notice } from '#src/kit/show/notices.ts';
import { draftHeader } from '#src/publishing/answered-fields.ts';
import { AnswersSchema } from '#src/publishing/answers.ts';
import { changedWords, shownNumber } from '#src/publishing/header-edit.ts';
import { FicError, type FicErrorCode } from '#src/story/errors.ts';
import { PERMISSION_BASES } from '#src/story/story.ts';

export const fillDraft = component({
  route: 'draft-fill',
  answer: 'modal',
  who: 'moderators',
  run: ({ args, language }) => modal(fillModal(language, args.draft)),
});

export const editDraft = component({
  route: 'draft-edit',
  answer: 'modal',
  who: 'moderators',
  async run({ args, where, language }, services) {
    if (!isEditGroup(args.group)) throw new FicError('button-outdated');
    const draft = await services.publishing.preview(args.draft, libraryOf(where));
    return modal(draftEditModal(language, draft, args.group));
  },
});

/** Words that name nothing, or would hide what somebody else said meanwhile, are given back, and nothing is saved of them. */
export const draftEdited = modalSubmit({
  route: 'draft-edited',
  answer: 'update',
  who: 'moderators',
  cooldown: COOLDOWNS.heavy,
  async run({ args, fields, where, language }, services) {
    const { draft: id, group } = args;
    if (!isEditGroup(group)) throw new FicError('button-outdated');
    const library = libraryOf(where);
    const draft = await services.publishing.preview(id, library);
    const header = draftHeader(draft.fields, draft.answers);
    const typed = changedWords(fields, group, header);
    const givenBack = (why: string) =>
      privately(notice([why, typedText(language, typed, LIMITS.content - why.length)].join('\n')));
    // What the modal did not show is not to be written over by it.
    if (shownNumber(header, group) !== args.shown) return givenBack(language.say('adding.draft.changed-meanwhile'));
    try {
      const answers = AnswersSchema.parse(typed);
      return message(draftView(language, await services.publishing.answer(id, library, answers)));
    } catch (error) {
      if (!(error instanceof FicError && UNFIT.has(error.code))) throw error;
      return givenBack(failureText(language, error));
    }
  },
});

const UNFIT: ReadonlySet<FicErrorCode> = new Set<FicErrorCode>([
  ...(['title-blank', 'source-unreadable', 'story-refused-underage'] as const),
]);

export const evidence = component({
  route: 'draft-evidence',
  answer: 'modal',
  who: 'moderators',
  run: ({ args, language }) => modal(evidenceModal(language, args.draft)),
});

export const draftFilled = modalSubmit({
  route: 'draft-filled',
  answer: 'update',
  who: 'moderators',
  cooldown: COOLDOWNS.heavy,
  async run({ args, fields, where, language }, services) {
    // What was left empty keeps what the file, or an earlier answer, said.
    const filled = AnswersSchema.parse(
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== '')),
    );
    return message(draftView(language, await services.publishing.answer(args.draft, libraryOf(where), filled)));
  },
});

export const chooseBasis = component({
  route: 'draft-basis',
  answer: 'update',
  who: 'moderators',
  cooldown: COOLDOWNS.heavy,
  async run({ args, values, where, language }, services) {
    const basis = PERMISSION_BASES.find((name) => name === values[0]);
    if (!basis) throw new FicError('permission-missing');
    return message(draftView(language, await services.publishing.answer(args.draft, libraryOf(where), { basis })));
  },
});

export const publishDraft = component({
  route: 'draft-publish',
  answer: 'update',
  who: 'moderators',
  cooldown: COOLDOWNS.heavy,
  async run({ args, where, who, language }, services) {
    const library = libraryOf(where);
    const { story, isNew } = await services.publishing.publish(args.draft, library, who.id);
    if (isNew) await recordStory(services, library, who.id, 'published', story);
    return message(publishedView(language, story));
  },
});

export const discardDraft = component({
  route: 'draft-discard',
  answer: 'update',
  who: 'moderators',
  async run({ args, where, language }, services) {
    await services.publishing.discard(args.draft, libraryOf(where));
    return message(notice(language.say('adding.draft.discarded')));
  },
});
