/**
 * `/library edit`: what a story says of itself, changed group by group; its text stays as it is.
 */
import { anyOwnStory, completeAnyOwn, ownStoryById } from '#commands/care/own-story.ts';
import { editModal } from '#commands/editing/modal.ts';
import { command, component, modalSubmit } from '#commands/editing/ports.ts';
import { isEditGroup, saveEdit, unsavedEdit } from '#commands/editing/session.ts';
import { editView } from '#commands/editing/view.ts';
import { text } from '#src/kit/declaration.ts';
import { message, modal } from '#src/kit/reply.ts';
import { FicError } from '#src/story/errors.ts';
import type { Story } from '#src/story/story.ts';

export const edit = command({
  name: 'library edit',
  answer: 'reply-private',
  who: 'moderators',
  options: { story: text({ required: true }) },
  complete: { story: completeAnyOwn },
  async run({ options, where, language }, services) {
    return message(editView(language, editable(await anyOwnStory(services, where, options.story))));
  },
});

export const editFromCard = component({
  route: 'edit',
  answer: 'reply-private',
  who: 'moderators',
  async run({ args, where, language }, services) {
    return message(editView(language, editable(await ownStoryById(services, where, args.story))));
  },
});

export const openEdit = component({
  route: 'edit-open',
  answer: 'modal',
  who: 'moderators',
  async run({ args, where, language }, services) {
    if (!isEditGroup(args.group)) throw new FicError('button-outdated');
    const story = editable(await ownStoryById(services, where, args.story));
    return modal(editModal(language, story, args.group));
  },
});

/** The words that were not saved, over what stands there now: saving them again is a choice made with open eyes. */
export const editAgain = component({
  route: 'edit-again',
  answer: 'modal',
  who: 'moderators',
  async run(request, services) {
    const { story: id, group, typed } = await unsavedEdit(request, services, request.args.edit);
    const story = editable(await ownStoryById(services, request.where, id));
    return modal(editModal(request.language, story, group, typed));
  },
});

export const saveTyped = modalSubmit({
  route: 'edit-save',
  answer: 'reply-private',
  who: 'moderators',
  async run(request, services) {
    const { args, fields } = request;
    const { story, group, revision } = args;
    if (!isEditGroup(group)) throw new FicError('button-outdated');
    return message(await saveEdit(request, services, { story, group, revision, fields }));
  },
});

/** @throws FicError `story-taken-down`. */
function editable(story: Story): Story {
  if (story.state === 'taken-down') throw new FicError('story-taken-down');
  return story;
}
