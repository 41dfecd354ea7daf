/**
 * Everything that the bot showed anybody to press, choose from or fill in, as it stood when it was seen.
 */
import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  MessageFlags,
  type Snowflake,
} from 'discord-api-types/v10';
import { eachComponent } from '#playground/world/components.ts';
import type { MessageContent } from '#playground/world/messages.ts';
import type { Change, Message } from '#playground/world/model.ts';
import type { World } from '#playground/world/world.ts';

/** A message as somebody else could have it before them. */
type Copy = Pick<MessageContent, 'content' | 'embeds' | 'components' | 'flags'>;

interface Seen {
  readonly customId: string;
  /** Who alone saw it; null where it stands for all. */
  readonly by: Snowflake | null;
  /** Where it stands, or what a form was opened from; null for a form that a command opened. */
  readonly on: Copy | null;
}

export type Sighting =
  | (Seen & { readonly kind: 'button' })
  /** `values` are those that are not chosen yet. */
  | (Seen & { readonly kind: 'menu'; readonly values: readonly string[] })
  | (Seen & { readonly kind: 'form'; readonly form: APIModalInteractionResponseCallbackData });

export class Sightings {
  readonly all: Sighting[] = [];
  readonly #world: World;
  readonly #look = (change: Change) => {
    if (change.kind === 'message-created' || change.kind === 'message-updated') this.#onMessage(change.message);
    if (change.kind !== 'interaction-changed' || !change.interaction.modal) return;
    const { modal: form, userId: by, sourceMessageId } = change.interaction;
    const source = sourceMessageId === null ? undefined : this.#world.messages.get(sourceMessageId);
    this.all.push({ kind: 'form', form, customId: form.custom_id, by, on: source ? copyOf(source) : null });
  };

  constructor(world: World) {
    this.#world = world;
    world.on('change', this.#look);
  }

  /** Sees nothing more. */
  end(): void {
    this.#world.off('change', this.#look);
  }

  #onMessage(message: Message): void {
    if (message.authorId !== this.#world.bot.id) return;
    const seen = { by: message.ephemeralTo, on: copyOf(message) };
    for (const { component } of eachComponent(message.components)) {
      if (!('custom_id' in component) || component.disabled) continue;
      const { custom_id: customId, type } = component;
      if (type === ComponentType.Button) this.all.push({ kind: 'button', customId, ...seen });
      if (type !== ComponentType.StringSelect) continue;
      const values = component.options.flatMap((option) => (option.default ? [] : option.value));
      this.all.push({ kind: 'menu', customId, values, ...seen });
    }
  }
}

function copyOf({ content, embeds, components, flags }: Message): Copy {
  return { content, embeds, components, flags: flags & ~MessageFlags.Ephemeral };
}
