/**
 * An edit from the modal to the catalog: nobody's change is lost, neither what another moderator saved meanwhile nor what this
 * one typed.
 */
import { careCardOf, mayQuote } from '#commands/care/card.ts';
import { ownStoryById } from '#commands/care/own-story.ts';
import { UNSAVED_EDITS } from '#commands/editing/kept.ts';
import type { EditingPorts } from '#commands/editing/ports.ts';
import { editId } from '#commands/editing/routes.ts';
import { clashText, savedText, unsavedView } from '#commands/editing/view.ts';
import type { Header, RevisionEntry } from '#src/catalog/contract.ts';
import { type Asked, libraryOf } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { failureText, notice } from '#src/kit/show/notices.ts';
import {
  changedWords,
  differences,
  EDIT_GROUPS,
  type EditedHeader,
  type EditGroup,
  type EditInput,
  editHeader,
  headerOf,
  isUnfit,
  presentWords,
  type Typed,
} from '#src/publishing/header-edit.ts';
import { FicError } from '#src/story/errors.ts';
import type { Story, StoryId } from '#src/story/story.ts';

export interface TypedEdit {
  readonly story: StoryId;
  readonly group: EditGroup;
  /** The one whose words the modal showed. */
  readonly revision: number;
  /** By input, as they came back from the modal. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Others save between our look and our save; so often in a row is no accident. */
const TRIES = 5;

/**
 * Saves what was typed over what stands there now. Where somebody else changed the same inputs meanwhile nothing is saved, and
 * what they changed is shown beside what was typed; other inputs are both kept.
 *
 * @throws FicError `story-not-found`, `library-not-yours`, `story-changed` where others save without a pause.
 */
export async function saveEdit(
  request: Asked,
  services: EditingPorts,
  edit: TypedEdit,
  tries = TRIES,
): Promise<MessageBody> {
  const { language, where, who } = request;
  const story = await ownStoryById(services, where, edit.story);
  const now = headerOf(story);
  const shown = await headerAt(services, story, edit.revision);
  const typed = changedWords(edit.fields, edit.group, shown);
  const inputs = Object.keys(typed) as EditInput[];
  if (inputs.length === 0) return notice(language.say('editing.unchanged'));
  const unsaved = async (why: string) => {
    const waiting = { moderator: who.id, story: story.id, group: edit.group, typed };
    const again = editId('edit-again', { edit: await services.kept(UNSAVED_EDITS).keep(waiting) });
    return unsavedView(language, why, typed, again);
  };
  const meanwhile = await othersChange(services, story, edit.revision);
  if (meanwhile && inputs.some((input) => presentWords(shown, input) !== presentWords(now, input))) {
    return unsaved(clashText(language, { story, meanwhile, difference: { before: shown, after: now } }));
  }
  try {
    const actor = { by: who.id, at: services.now() };
    const { findings, ...edited } = editHeader(now, typed, actor);
    if (JSON.stringify(edited) === JSON.stringify(now)) return notice(language.say('editing.unchanged'));
    const saved = await saveHeader(request, services, story, edited);
    return await savedView(request, services, saved, { before: now, findings, meanwhile });
  } catch (error) {
    if (!(error instanceof FicError)) throw error;
    if (error.code === 'story-changed' && tries > 1) return saveEdit(request, services, edit, tries - 1);
    if (!isUnfit(error)) throw error;
    return unsaved(`${failureText(language, error)}\n${language.say('editing.unsaved')}`);
  }
}

/** Keeps another header, and notes that. @throws FicError as `Catalog.reviseHeader`. */
export async function saveHeader(
  { who, where }: Asked,
  services: EditingPorts,
  story: Story,
  header: Header,
): Promise<Story> {
  const library = libraryOf(where);
  const actor = { by: who.id, at: services.now() };
  const saved = await services.catalog.reviseHeader(story.id, [library], header, actor, story.revision);
  const fields = differences(headerOf(story), header).map((input) => LOGGED[input] ?? input);
  const details = { title: saved.title, fields: [...new Set(fields)].join(', ') };
  await services.record({ ...actor, library, action: 'edited', story: story.id, details });
  return saved;
}

const LOGGED: Readonly<Partial<Record<EditInput, string>>> = { basis: 'permission', evidence: 'permission' };

/** The card as it is now, and what changed. */
export async function savedView(
  request: Asked,
  services: EditingPorts,
  saved: Story,
  change: {
    readonly before: Header;
    readonly findings: EditedHeader['findings'];
    readonly meanwhile?: RevisionEntry | undefined;
  },
): Promise<MessageBody> {
  const prose = mayQuote(services, request.where, saved, change.before.fields);
  return careCardOf(request, services, saved, savedText(request.language, saved, { ...change, prose }));
}

async function headerAt({ catalog }: EditingPorts, story: Story, revision: number): Promise<Header> {
  if (revision === story.revision) return headerOf(story);
  const [past] = await catalog.revisions(story.id, revision, 1);
  if (past?.revision !== revision) throw new FicError('story-not-found', { story: story.title });
  return past;
}

/** The newest change of the header since a revision. */
async function othersChange(
  { catalog }: EditingPorts,
  story: Story,
  since: number,
): Promise<RevisionEntry | undefined> {
  if (since === story.revision) return undefined;
  const entries = await catalog.history(story.id);
  return entries.find(({ revision, kind }) => revision > since && (kind === 'edited' || kind === 'revised'));
}

export function isEditGroup(name: string): name is EditGroup {
  return Object.hasOwn(EDIT_GROUPS, name);
}

/** What waits to be put into the modal again. @throws FicError `edit-over`, `not-your-button`. */
export async function unsavedEdit(
  { who }: Asked,
  { kept }: EditingPorts,
  id: string,
): Promise<{ readonly story: StoryId; readonly group: EditGroup; readonly typed: Typed }> {
  const edit = await kept(UNSAVED_EDITS).get(id);
  if (!edit || !isEditGroup(edit.group)) throw new FicError('edit-over');
  if (edit.moderator !== who.id) throw new FicError('not-your-button');
  return { story: edit.story, group: edit.group, typed: edit.typed };
}
