/**
 * A server with everybody whom the matrix knows, and a way for each of them to send what no client of theirs would offer: any
 * command, and anything that anybody was shown.
 */
import {
  type APIModalInteractionResponseCallbackData,
  type APIRole,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  type Snowflake,
} from 'discord-api-types/v10';
import { fillOptions, findCommand, nest, typedOptions } from '#playground/gestures/command-line.ts';
import type { FieldValues, OptionValues } from '#playground/gestures/gesture.ts';
import { fillModal } from '#playground/gestures/modal-fields.ts';
import { Reply } from '#playground/gestures/reply.ts';
import { Resolved } from '#playground/gestures/resolved.ts';
import type { Seat } from '#playground/gestures/seat.ts';
import { addChannel, addMember, addRole, deleteChannel, directMessage } from '#playground/world/guilds.ts';
import { type InteractionKind, type NewInteraction, startInteraction } from '#playground/world/interactions.ts';
import { postMessage } from '#playground/world/messages.ts';
import type { Message } from '#playground/world/model.ts';
import type { FicErrorCode } from '#src/story/errors.ts';
import type { Story } from '#src/story/story.ts';
import type { Sighting } from '#tests/access/sightings.ts';
import type { Person } from '#tests/access/who-may.ts';
import { ReportRoom } from '#tests/e2e/report-room.ts';

/** In the title of every story of the server's own, and of no other. */
export const OWN = 'Yellow';

export interface Answer {
  /** Null where it was done. */
  readonly refusal: FicErrorCode | null;
  readonly text: string;
  /** Whoever asked sees it, and nobody else. */
  readonly isPrivate: boolean;
  /** What was pressed stands as it stood. */
  readonly leavesMessage: boolean;
}

export class AccessRoom implements AsyncDisposable {
  readonly desk: ReportRoom;
  readonly guild: Snowflake;
  readonly elsewhere: Snowflake;
  readonly seats: Readonly<Record<Person, Seat>>;
  /** Cares for the library because its settings say so. */
  readonly #keeper: APIRole;
  /** In ms. */
  readonly #time: { ahead: number };
  #added = 0;

  private constructor(desk: ReportRoom, time: { ahead: number }) {
    const { world } = desk.room;
    this.desk = desk;
    this.#time = time;
    this.guild = desk.guild;
    const other = world.guild('The Other Shelf');
    this.elsewhere = other.id;
    for (const name of ['nell', 'vera', 'percy', 'sam']) directMessage(world, world.addUser(name));
    this.#keeper = addRole(world, world.firstGuild, 'Keeper');
    for (const name of ['nell', 'vera']) addMember(world, world.firstGuild, world.user(name), this.#keeper);
    addMember(world, other, world.user('percy'), addRole(world, other, 'Moderator', ['ManageGuild']));
    const here = (name: string) => world.member(name).in('#general');
    this.seats = {
      'the reader': here('ada'),
      'another reader': here('newt'),
      'the moderator': here('mina'),
      'another moderator': here('nell'),
      'once a moderator': here('vera'),
      'a moderator elsewhere': world.member('percy').in('#general', other),
      'a stranger': world.member('sam').directMessage(),
    };
  }

  /** Its settings name a report channel, a role that cares for the library, and a log channel that is gone. */
  static async open(): Promise<AccessRoom> {
    const time = { ahead: 0 };
    const now = () => Date.now() + time.ahead;
    const desk = await ReportRoom.open(false, { sharedTexts: true, cooldowns: false, now });
    const room = new AccessRoom(desk, time);
    const { world } = desk.room;
    const gone = addChannel(world, world.firstGuild, 'gone');
    deleteChannel(world, gone);
    await desk.choose({ reportChannel: desk.desk.id, logChannel: gone.id, moderatorRoles: [room.#keeper.id] });
    return room;
  }

  get files(): readonly string[] {
    const { database, state } = this.desk.room.config;
    return [database, state];
  }

  /** A story of the server's own. */
  own(what: string): Promise<Story> {
    this.#added += 1;
    const body = `${OWN} paint, as number ${this.#added} has it, dries for ${this.#added} days.`;
    return this.desk.fic({ title: `${OWN} ${what}`, body, author: 'inkwell', more: '' });
  }

  /** Lets days pass for the bot. */
  pass(days: number): void {
    this.#time.ahead += days * 24 * 60 * 60 * 1000;
  }

  takeRolesAway(person: Person): void {
    const { world } = this.desk.room;
    const { user } = this.seats[person];
    world.firstGuild.members.get(user.id)?.roleIds.splice(0);
    world.changed({ kind: 'member-changed', guild: world.firstGuild, userId: user.id });
  }

  /** Calls a command, offered or not. */
  call(person: Person, command: string, options: OptionValues): Promise<Answer> {
    const { world } = this.desk.room;
    const { user, channel } = this.seats[person];
    const path = findCommand(world.commandsIn(this.guild), command, user.locale);
    const resolved = new Resolved(world, channel, user.id);
    const filled = nest<InteractionType.ApplicationCommand>(path, fillOptions(path, options, resolved));
    const { id, name } = path.command;
    return this.#send(person, {
      type: InteractionType.ApplicationCommand,
      name: command,
      data: {
        id,
        name,
        type: ApplicationCommandType.ChatInput,
        options: filled,
        ...(resolved.data && { resolved: resolved.data }),
      },
    });
  }

  /** Types into an option, offered or not. @returns the names of what is offered. */
  async complete(person: Person, command: string, typed: OptionValues): Promise<string[]> {
    const { world } = this.desk.room;
    const { user, channel } = this.seats[person];
    const path = findCommand(world.commandsIn(this.guild), command, user.locale);
    const options = nest<InteractionType.ApplicationCommandAutocomplete>(
      path,
      typedOptions(path, typed, Object.keys(typed).at(-1) ?? ''),
    );
    const { id, name } = path.command;
    const data = { id, name, type: ApplicationCommandType.ChatInput as const, options };
    const type = InteractionType.ApplicationCommandAutocomplete;
    const interaction = startInteraction(world, { type, user, channel, name: command, data });
    await new Reply(world, interaction).finished();
    return (interaction.choices ?? []).map(({ name }) => name);
  }

  /** Presses, chooses or submits what somebody was shown, on a copy that stands where this person is. */
  press(person: Person, sighting: Sighting): Promise<Answer> {
    const { world } = this.desk.room;
    const { user, channel } = this.seats[person];
    const { customId, on } = sighting;
    const sourceMessage = on && postMessage(world, channel, on, { authorId: world.bot.id });
    if (sighting.kind === 'form') {
      const modal = { interactionId: '', userId: user.id, data: sighting.form };
      const components = fillModal(modal, fieldsOf(sighting.form), new Resolved(world, channel, user.id));
      const data = { custom_id: customId, components };
      return this.#send(person, { type: InteractionType.ModalSubmit, name: customId, data, sourceMessage });
    }
    const pressed =
      sighting.kind === 'button'
        ? { component_type: ComponentType.Button as const }
        : { component_type: ComponentType.StringSelect as const, values: sighting.values.slice(0, 1) };
    const data = { custom_id: customId, ...pressed };
    return this.#send(person, { type: InteractionType.MessageComponent, name: customId, data, sourceMessage });
  }

  async #send<Kind extends InteractionKind>(
    person: Person,
    sent: Omit<NewInteraction<Kind>, 'user' | 'channel'>,
  ): Promise<Answer> {
    const { world, log } = this.desk.room;
    const { user, channel } = this.seats[person];
    const { sourceMessage = null } = sent;
    const before = log.length;
    const interaction = startInteraction<Kind>(world, { ...sent, user, channel });
    const reply = await new Reply(world, interaction).finished();
    if (reply.error !== null) throw new Error(`${person} had no answer to ${sent.name}.`);
    const failed = log.slice(before).find(({ msg }) => msg === 'answered with a failure that was expected');
    const updated = sourceMessage !== null && interaction.originalId === sourceMessage.id;
    const answer = (updated && reply.followUps[0]) || reply.message;
    return {
      refusal: failed ? (String(failed.code) as FicErrorCode) : null,
      text: [answer?.text, JSON.stringify(reply.modal?.data)].filter(Boolean).join('\n'),
      isPrivate: answer?.raw.ephemeralTo === user.id,
      leavesMessage: sourceMessage === null || isUntouched(sourceMessage),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Of a thousand answers a busy machine may be late to hear that one got through: the bot sends that again, as it should.
    this.desk.room.expectRefusals(40060);
    await this.desk[Symbol.asyncDispose]();
  }
}

function isUntouched({ editedAt, deleted }: Message): boolean {
  return editedAt === null && !deleted;
}

/** Something for every field that has nothing yet: the first choice of a menu, a page's number, a word. */
function fieldsOf({ components }: APIModalInteractionResponseCallbackData): FieldValues {
  const labelled = components.flatMap((part) => (part.type === ComponentType.Label ? part.component : []));
  return Object.fromEntries(
    labelled.flatMap((field): [string, string | string[]][] => {
      if (field.type === ComponentType.TextInput && !field.value) {
        return [[field.custom_id, field.custom_id === 'page' ? '1' : 'Rain fell.']];
      }
      if (field.type !== ComponentType.StringSelect || field.options.some((option) => option.default)) return [];
      return [[field.custom_id, field.options.slice(0, 1).map(({ value }) => value)]];
    }),
  );
}
