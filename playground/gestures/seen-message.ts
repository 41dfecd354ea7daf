/** A message as the chat shows it now: after an edit, the same object reads the new text. */
import {
  type APIAttachment,
  type APIButtonComponent,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
  ComponentType,
  MessageFlags,
  type Snowflake,
} from 'discord-api-types/v10';
import { eachComponent } from '../world/components.ts';
import type { Channel, Mentions, Message } from '../world/model.ts';
import type { World } from '../world/world.ts';

export class SeenMessage {
  readonly #world: World;
  readonly raw: Message;

  constructor(world: World, message: Message) {
    this.#world = world;
    this.raw = message;
  }

  get id(): Snowflake {
    return this.raw.id;
  }

  get channel(): Channel {
    return this.#world.channel(this.raw.channelId);
  }

  get content(): string {
    return this.raw.content;
  }

  get embeds(): readonly APIEmbed[] {
    return this.raw.embeds;
  }

  get components(): readonly APIMessageTopLevelComponent[] {
    return this.raw.components;
  }

  get attachments(): readonly APIAttachment[] {
    return this.raw.attachments;
  }

  get flags(): number {
    return this.raw.flags;
  }

  get ephemeral(): boolean {
    return Boolean(this.raw.flags & MessageFlags.Ephemeral);
  }

  /** Whether it is still the placeholder of a deferred answer. */
  get thinking(): boolean {
    return Boolean(this.raw.flags & MessageFlags.Loading);
  }

  get deleted(): boolean {
    return this.raw.deleted;
  }

  /** Whom it would ping. */
  get mentions(): Mentions {
    return this.raw.mentions;
  }

  /** All its words, top to bottom: content, embeds, the texts of components. */
  get text(): string {
    const embedded = this.embeds.flatMap(({ author, title, description, fields = [], footer }) => [
      author?.name,
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
      footer?.text,
    ]);
    const displayed = this.#all().map((component) =>
      component.type === ComponentType.TextDisplay ? component.content : undefined,
    );
    return [this.content, ...embedded, ...displayed].filter(Boolean).join('\n');
  }

  get buttons(): APIButtonComponent[] {
    return this.#all().filter((component) => component.type === ComponentType.Button);
  }

  get selects(): APISelectMenuComponent[] {
    return this.#all().filter((component) => isSelect(component));
  }

  /** What the buttons say, for a look at a glance. */
  get buttonLabels(): string[] {
    return this.buttons.map((button) => ('label' in button && button.label) || emojiOf(button) || '');
  }

  #all() {
    return [...eachComponent(this.components)].map(({ component }) => component);
  }
}

const selectTypes: readonly ComponentType[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

function isSelect<Component extends { readonly type: ComponentType }>(
  component: Component,
): component is Extract<Component, APISelectMenuComponent> {
  return selectTypes.includes(component.type);
}

export function emojiOf(button: APIButtonComponent): string | undefined {
  return 'emoji' in button ? button.emoji?.name : undefined;
}
