/** What Discord fills in where a bot said nothing: components and embeds come back whole. */
import {
  type APIEmbed,
  type APIMessageComponent,
  type APIMessageTopLevelComponent,
  ComponentType,
  EmbedType,
} from 'discord-api-types/v10';
import { eachComponent } from './components.ts';

export function wireComponents(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  const filled = structuredClone([...components]);
  for (const { component } of eachComponent(filled)) fillIn(component);
  return filled;
}

const covered = { description: null, spoiler: false };

function fillIn(component: APIMessageComponent): void {
  const add = (defaults: object) => Object.assign(component, { ...defaults, ...component });
  switch (component.type) {
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      add({ min_values: 1, max_values: 1 });
      break;
    case ComponentType.Separator:
      add({ divider: true, spacing: 1 });
      break;
    case ComponentType.Container:
      add({ accent_color: null, spoiler: false });
      break;
    case ComponentType.Thumbnail:
      add(covered);
      break;
    case ComponentType.MediaGallery:
      component.items = component.items.map((item) => ({ ...covered, ...item }));
      break;
    case ComponentType.File:
      add({ spoiler: false });
      break;
  }
}

/** Embeds of bots are all of one type, whatever they say. */
export function wireEmbeds(embeds: readonly APIEmbed[]): APIEmbed[] {
  return embeds.map((embed) => ({
    ...embed,
    type: EmbedType.Rich,
    ...(embed.fields && { fields: embed.fields.map((field) => ({ ...field, inline: field.inline ?? false })) }),
  }));
}
