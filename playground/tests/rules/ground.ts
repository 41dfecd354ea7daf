/** Where a rule is tried: a world of its own, a client that sends what no library would, and Discord's time in its hands. */
import type { REST } from 'discord.js';
import { type APIInteractionResponse, ChannelType, Routes } from 'discord-api-types/v10';
import type { Seat } from '#playground/gestures/seat.ts';
import { Playground } from '#playground/playground.ts';
import type { MeasuredName, RuleName } from '#playground/rules/book.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { setOverwrite } from '#playground/world/guilds.ts';
import type { Interaction, Message } from '#playground/world/model.ts';
import type { PermissionName } from '#playground/world/permissions.ts';
import { isThread, type ThreadChannel } from '#playground/world/threads.ts';
import { button, row } from '../bodies.ts';
import { restOf } from '../trial-bot.ts';

/** Something that is asked of the double; it resolves where the double takes it. */
export type Attempt = (at: Ground) => Promise<unknown>;

/** A rule without a number: what keeps it, and what breaks it. */
export interface Trial {
  readonly kept: Attempt;
  readonly broken: Attempt;
}

/** A rule with a number is tried at it and one beyond. */
export type MeasuredTrial = (at: Ground, amount: number) => Promise<unknown>;

export type Trials = { readonly [Name in RuleName]?: Name extends MeasuredName ? MeasuredTrial : Trial };

/** A command with one of each kind of option that completes. */
const ficCommand = {
  name: 'fic',
  description: 'Shows a story',
  options: [{ type: 3, name: 'story', description: 'Title', autocomplete: true }],
};

const gone = (error: unknown) => void error;

export class Ground implements AsyncDisposable {
  readonly world: Playground;
  readonly clock: ManualClock;
  readonly rest: REST;

  private constructor(world: Playground, clock: ManualClock) {
    this.world = world;
    this.clock = clock;
    this.rest = restOf(world);
  }

  static async open(): Promise<Ground> {
    const clock = new ManualClock();
    return new Ground(await Playground.start({ clock, log: () => {} }), clock);
  }

  get ada(): Seat {
    return this.world.member('ada').in('#general');
  }

  get general(): string {
    return this.world.channel('#general').id;
  }

  send(body: object, channelId = this.general): Promise<unknown> {
    return this.rest.post(Routes.channelMessages(channelId), { body });
  }

  async sent(body: object, channelId = this.general): Promise<string> {
    return ((await this.send(body, channelId)) as { id: string }).id;
  }

  edit(messageId: string, body: object, channelId = this.general): Promise<unknown> {
    return this.rest.patch(Routes.channelMessage(channelId, messageId), { body });
  }

  /** A message of version 1 with these in its rows. */
  sendRows(...rows: unknown[]): Promise<unknown> {
    return this.send({ content: 'a', components: rows });
  }

  /** A message of version 1 with these beside each other. */
  sendRow(...components: unknown[]): Promise<unknown> {
    return this.sendRows(row(...components));
  }

  upload(files: readonly { name: string; bytes: number }[], body: object = {}): Promise<unknown> {
    return this.rest.post(Routes.channelMessages(this.general), {
      body,
      files: files.map(({ name, bytes }) => ({ name, data: Buffer.alloc(bytes, 'a') })),
    });
  }

  register(body: unknown): Promise<unknown> {
    return this.rest.put(Routes.applicationCommands(this.world.applicationId), { body });
  }

  registerIn(guildId: string, body: unknown): Promise<unknown> {
    return this.rest.put(Routes.applicationGuildCommands(this.world.applicationId, guildId), { body });
  }

  /** Someone uses `/fic`, and waits. */
  async asked(seat: Seat = this.ada): Promise<Interaction> {
    await this.register([ficCommand]);
    void seat.slash('/fic').catch(gone);
    return this.#latest();
  }

  /** Someone types into `/fic`'s option. */
  async typed(): Promise<Interaction> {
    await this.register([ficCommand]);
    void this.ada.complete('/fic', { story: 'f' }).catch(gone);
    return this.#latest();
  }

  /** Someone presses a button of a message that answered them. */
  async pressed(): Promise<Interaction> {
    const asked = await this.asked();
    await this.answer(asked, { type: 4, data: { content: 'Page 1', components: [row(button('next'))] } });
    void this.ada.press(this.world.messages.get(asked.originalId ?? ''), 'Go').catch(gone);
    return this.#latest();
  }

  /** Someone submits a modal that a command opened, or a component. */
  async submitted(from: 'command' | 'component'): Promise<Interaction> {
    const opener = await (from === 'command' ? this.asked() : this.pressed());
    await this.answer(opener, { type: 9, data: modal([label(input({ required: false }))]) });
    const open = opener.modal && { interactionId: opener.id, userId: opener.userId, data: opener.modal };
    void this.ada.submit(open, {}).catch(gone);
    return this.#latest();
  }

  answer({ id, token }: Pick<Interaction, 'id' | 'token'>, body: unknown): Promise<unknown> {
    const route = Routes.interactionCallback(id, token);
    return this.rest.post(route, { body: body as APIInteractionResponse, auth: false });
  }

  async openModal(data: unknown): Promise<unknown> {
    return this.answer(await this.asked(), { type: 9, data });
  }

  followUp({ token }: Pick<Interaction, 'token'>, body: object = { content: 'More' }): Promise<unknown> {
    return this.rest.post(Routes.webhook(this.world.applicationId, token), { body, auth: false });
  }

  async thread(body: object = {}, parentId = this.general): Promise<ThreadChannel> {
    const made = await this.rest.post(Routes.threads(parentId), { body: { name: 'Reading', ...body } });
    const thread = this.world.channel((made as { id: string }).id);
    if (!isThread(thread)) throw new Error('It is no thread.');
    return thread;
  }

  /** A public thread of somebody else, who is Mina. */
  async othersThread(): Promise<ThreadChannel> {
    const said = await this.world.member('mina').in('#general').send('Read this');
    await this.rest.post(Routes.threads(this.general, said.id), { body: { name: 'Talk', type: undefined } });
    const thread = this.world.channel(said.id);
    if (!isThread(thread)) throw new Error('It is no thread.');
    Object.assign(thread.thread, { ownerId: this.world.user('mina').id });
    return thread;
  }

  deny(...permissions: PermissionName[]): void {
    setOverwrite(this.world, this.world.channel('#general'), this.world.bot, { deny: permissions });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Every gesture that was left open comes to its end.
    this.clock.advance(60 * 60_000);
    await this.world.close();
  }

  #latest(): Interaction {
    const latest = [...this.world.interactions.values()].at(-1);
    if (!latest) throw new Error('Nobody did anything.');
    return latest;
  }
}

export const label = (component: object, more = {}) => ({ type: 18, label: 'Text', component, ...more });
export const input = (more = {}) => ({ type: 4, custom_id: 'text', style: 1, ...more });
export const modal = (components: unknown[], more = {}) => ({ custom_id: 'add', title: 'Add', components, ...more });

export const privately = { type: ChannelType.PrivateThread };
export const publicly = { type: ChannelType.PublicThread };

/** A message that others see, as Ada wrote it. */
export async function said(at: Ground, text = 'Have you read this?'): Promise<Message> {
  return (await at.ada.send(text)).raw;
}
