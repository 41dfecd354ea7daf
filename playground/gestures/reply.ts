/** What became of a gesture: live, so that it can be looked at again after the bot has thought. */
import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import type { Interaction } from '../world/model.ts';
import type { World } from '../world/world.ts';
import type { GestureOptions, OpenModal } from './gesture.ts';
import { SeenMessage } from './seen-message.ts';

/** Real time, beyond every deadline of Discord's that a test waits for on the real clock, on a busy machine too. */
const patience = 60_000;

/** Real time for an update that was put off, and may never come: Discord shows nothing of it. */
const patienceForUpdate = 10_000;

export class Reply {
  readonly #world: World;
  readonly interaction: Interaction;

  constructor(world: World, interaction: Interaction) {
    this.#world = world;
    this.interaction = interaction;
  }

  get status(): 'waiting' | 'answered' | 'failed' {
    const { state } = this.interaction;
    return state === 'deferred' ? 'answered' : state;
  }

  /** Whether the bot has asked for time and not used it yet. */
  get deferred(): boolean {
    return this.interaction.state === 'deferred';
  }

  /** What the client says where the bot says nothing. */
  get error(): string | null {
    if (this.status !== 'failed') return null;
    const { type } = this.interaction;
    return type === InteractionType.ApplicationCommand ? 'The application did not respond' : 'This interaction failed';
  }

  /** The answer, or the message that was updated. */
  get message(): SeenMessage | null {
    const { originalId } = this.interaction;
    const message = originalId === null ? undefined : this.#world.messages.get(originalId);
    return message && !message.deleted ? new SeenMessage(this.#world, message) : null;
  }

  get followUps(): SeenMessage[] {
    const messages = this.interaction.followUpIds.flatMap((id) => this.#world.messages.get(id) ?? []);
    return messages.filter(({ deleted }) => !deleted).map((message) => new SeenMessage(this.#world, message));
  }

  get modal(): OpenModal | null {
    const { id, userId, modal, response } = this.interaction;
    return modal && response === InteractionResponseType.Modal ? { interactionId: id, userId, data: modal } : null;
  }

  /** Waits for the first response, be it "thinking…". */
  async acknowledged(): Promise<this> {
    await this.#world.untilInteraction(this.interaction, () => this.interaction.state !== 'waiting', patience);
    return this;
  }

  /** Waits until a deferred answer has come; for an update that was put off a while, since a bot need not make one. */
  async finished(): Promise<this> {
    await this.acknowledged();
    const isFinished = () => !this.deferred;
    if (this.interaction.response === InteractionResponseType.DeferredMessageUpdate) {
      await this.#world.untilInteraction(this.interaction, isFinished, patienceForUpdate).catch(() => {});
    } else await this.#world.untilInteraction(this.interaction, isFinished, patience);
    return this;
  }

  /** @internal */
  reached({ until = 'finished' }: GestureOptions): Promise<this> {
    return until === 'finished' ? this.finished() : this.acknowledged();
  }
}
