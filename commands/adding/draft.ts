/**
 * What the buttons and menus of a draft do: fill in, say the permission, publish, discard.
 */

import { UNSAVED_ANSWERS } from '#commands/adding/kept.ts';
import { draftEditModal, evidenceModal, fillModal } from '#commands/adding/modals.ts';
import { type AddingPorts, component, modalSubmit } from '#commands/adding/ports.ts';
import { draftId } from '#commands/adding/routes.ts';
import { draftView, publishedView } from '#commands/adding/view.ts';
import { isEditGroup } from '#commands/editing/session.ts';
import { unsavedView } from '#commands/editing/view.ts';
import { recordStory } from '#commands/history/record-story.ts';
import { COOLDOWNS } from '#src/kit/declaration.ts';
import { message, modal, privately, type Reply } from '#src/kit/reply.ts';
import { type Asked, libraryOf } from '#src/kit/request.ts';
import { failureText, notice } from '#src/kit/show/notices.ts';
import { draftHeader } from '#src/publishing/answered-fields.ts';
import { type Answers, AnswersSchema } from '#src/publishing/answers.ts';
import { isUnfit, type Typed, typedSince } from '#src/publishing/header-edit.ts';
import { FicError } from '#src/story/errors.ts';
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

export const draftEdited = modalSubmit({
  route: 'draft-edited',
  answer: 'update',
  who: 'moderators',
  cooldown: COOLDOWNS.heavy,
  async run(request, services) {
    const { args, fields, where, language } = request;
    const { draft: id, group } = args;
    if (!isEditGroup(group)) throw new FicError('button-outdated');
    const library = libraryOf(where);
    const draft = await services.publishing.preview(id, library);
    const header = draftHeader(draft.fields, draft.answers);
    const { typed, clashes } = typedSince(fields, group, header, args.shown);
    const given = { draft: id, form: group, typed };
    if (!clashes) return answerTyped(request, services, given);
    return givenBack(request, services, given, language.say('adding.draft.changed-meanwhile'));
  },
});

/** What was typed into the form, over what the draft says now: saving it again is a choice made with open eyes. */
export const draftAgain = component({
  route: 'draft-again',
  answer: 'modal',
  who: 'moderators',
  async run({ args, who, where, language }, services) {
    const unsaved = await services.kept(UNSAVED_ANSWERS).get(args.answers);
    if (!unsaved) throw new FicError('answers-over');
    if (unsaved.moderator !== who.id) throw new FicError('not-your-button');
    const { form, typed } = unsaved;
    const draft = await services.publishing.preview(unsaved.draft, libraryOf(where));
    return modal(
      isEditGroup(form) ? draftEditModal(language, draft, form, typed) : fillModal(language, draft.id, typed),
    );
  },
});

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
  run(request, services) {
    const { args, fields } = request;
    // What was left empty keeps what the file, or an earlier answer, said.
    const typed = Object.fromEntries(Object.entries(fields).filter(([, words]) => words.trim() !== ''));
    return answerTyped(request, services, { draft: args.draft, form: FILL, typed });
  },
});

export const chooseBasis = component({
  route: 'draft-basis',
  answer: 'update',
  who: 'moderators',
  cooldown: COOLDOWNS.heavy,
  async run(request, services) {
    const { args, values } = request;
    const basis = PERMISSION_BASES.find((name) => name === values[0]);
    if (!basis) throw new FicError('permission-missing');
    return answered(request, services, args.draft, { basis });
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

/** What was typed into a form of a draft. */
interface TypedAnswers {
  readonly draft: string;
  /** A group of the form that edits a fic, or FILL. */
  readonly form: string;
  readonly typed: Typed;
}

/** The form that asks for what files most often leave out. */
const FILL = 'fill';

/** Nothing is saved of words that name nothing: they are given back. */
async function answerTyped(request: Asked, services: AddingPorts, given: TypedAnswers): Promise<Reply> {
  try {
    return await answered(request, services, given.draft, AnswersSchema.parse(given.typed));
  } catch (error) {
    if (!isUnfit(error)) throw error;
    const { language } = request;
    return givenBack(request, services, given, `${failureText(language, error)}\n${language.say('editing.unsaved')}`);
  }
}

async function givenBack(
  { who, language }: Asked,
  { kept }: AddingPorts,
  given: TypedAnswers,
  why: string,
): Promise<Reply> {
  const answers = await kept(UNSAVED_ANSWERS).keep({ moderator: who.id, ...given });
  return privately(unsavedView(language, why, given.typed, draftId('draft-again', { answers })));
}

async function answered(
  { where, language }: Asked,
  { publishing }: AddingPorts,
  draft: string,
  answers: Answers,
): Promise<Reply> {
  return message(draftView(language, await publishing.answer(draft, libraryOf(where), answers)));
}
