/** Parts of messages for the page to show: embeds with all they have, and the second generation of components. */
import { type APIEmbed, type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';

const picture = (name: string) => ({
  media: { url: `https://example.org/${name}.png` },
  description: `Picture ${name}`,
});

export const gallery = (count: number): APIMessageTopLevelComponent => ({
  type: ComponentType.MediaGallery,
  items: Array.from({ length: count }, (_, at) => picture(`${at + 1} of ${count}`)),
});

export const parts: APIMessageTopLevelComponent[] = [
  { type: ComponentType.TextDisplay, content: '# A heading\n-# and what is small' },
  {
    type: ComponentType.Container,
    accent_color: 0xb04a2f,
    components: [
      {
        type: ComponentType.Section,
        components: [
          { type: ComponentType.TextDisplay, content: '**The Long Rain**' },
          { type: ComponentType.TextDisplay, content: 'Nobody came, and it rained until Thursday.' },
        ],
        accessory: { type: ComponentType.Thumbnail, ...picture('cover') },
      },
      { type: ComponentType.Separator, divider: true, spacing: 2 },
      {
        type: ComponentType.Section,
        components: [{ type: ComponentType.TextDisplay, content: 'With a button beside it' }],
        accessory: {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          custom_id: 'kit:beside',
          label: 'Beside',
        },
      },
      { type: ComponentType.Separator, divider: false },
      { type: ComponentType.File, file: { url: 'attachment://rain.txt' } },
      {
        type: ComponentType.MediaGallery,
        items: [picture('one'), { ...picture('two'), spoiler: true }, picture('three')],
      },
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: 'kit:inside',
            placeholder: 'Inside a container',
            options: [{ label: 'First', value: 'first' }],
          },
        ],
      },
    ],
  },
  {
    type: ComponentType.Container,
    spoiler: true,
    components: [{ type: ComponentType.TextDisplay, content: 'The butler **did it**.' }],
  },
];

export const embeds: APIEmbed[] = [
  {
    author: { name: 'T. Lund', url: 'https://example.org/lund' },
    title: 'The Long Rain',
    url: 'https://example.org/rain',
    description: '> It rained.\n- and rained\n  - and rained\n\n||He lived.||',
    color: 0x2f6f5e,
    fields: [
      { name: 'Rating', value: 'Teen', inline: true },
      { name: 'Words', value: '2,020', inline: true },
      { name: 'Warnings', value: 'None that apply, or so its author says', inline: true },
      { name: 'Tags', value: 'Rain · Letters · Slow burn' },
    ],
    thumbnail: { url: 'https://example.org/thumb.png' },
    image: { url: 'https://example.org/wide.png' },
    footer: { text: 'Shared library' },
    timestamp: '2026-01-02T03:04:05.000Z',
  },
  { description: 'No colour, no title' },
];
