/** What a small bot answers, so that the page has one of everything to show. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  ButtonStyle,
  ChannelType,
  ComponentType,
  type Interaction,
  MessageFlags,
  type RESTPutAPIApplicationCommandsJSONBody,
  TextInputStyle,
} from 'discord.js';
import { answerKit, isOfKit, kitCommands } from './page-kit.ts';

const { Attachment, Boolean: Bool, Integer, String: Text, Subcommand } = ApplicationCommandOptionType;

export const pageCommands: RESTPutAPIApplicationCommandsJSONBody = [
  {
    name: 'fic',
    description: 'Stories',
    options: [
      {
        type: Subcommand,
        name: 'search',
        description: 'Find stories',
        options: [
          { type: Text, name: 'query', description: 'Words to look for', autocomplete: true },
          {
            type: Text,
            name: 'rating',
            description: 'At most this rating',
            choices: [
              { name: 'General Audiences', value: 'general' },
              { name: 'Teen And Up', value: 'teen' },
            ],
          },
          { type: Integer, name: 'words', description: 'At most so many words' },
          { type: Bool, name: 'complete', description: 'Finished stories only' },
        ],
      },
      {
        type: Subcommand,
        name: 'show',
        description: 'Show a story',
        options: [{ type: Text, name: 'story', description: 'Its title', required: true, autocomplete: true }],
      },
      { type: Subcommand, name: 'read', description: 'Read in a thread of your own' },
      { type: Subcommand, name: 'think', description: 'Takes its time' },
      { type: Subcommand, name: 'sleep', description: 'Never answers' },
    ],
  },
  {
    name: 'library',
    description: 'For moderators',
    options: [
      { type: Subcommand, name: 'add', description: 'Add a story' },
      {
        type: Subcommand,
        name: 'import',
        description: 'Add a file',
        options: [{ type: Attachment, name: 'file', description: 'As it was posted', required: true }],
      },
    ],
  },
  ...kitCommands,
];

const pages = ['The kettle sang.', 'Nobody came.', 'It rained until Thursday.'].map((line, at) =>
  Array.from({ length: 8 - at * 2 }, () => `*${line}* ${'She read the letter again and put it away. '.repeat(4)}`).join(
    '\n\n',
  ),
);

const button = (label: string, customId: string, style: ButtonStyle = ButtonStyle.Secondary, disabled = false) =>
  ({ type: ComponentType.Button, label, custom_id: customId, style, disabled }) as APIButtonComponent;

const row = (...components: APIButtonComponent[]): APIActionRowComponent<APIButtonComponent> => ({
  type: ComponentType.ActionRow,
  components,
});

const { Primary, Success, Danger, Link } = ButtonStyle;

const pageMessage = (at: number) => ({
  content: pages[at] ?? '',
  components: [
    row(
      button('Previous', `turn:${at - 1}`, undefined, at === 0),
      button('Next', `turn:${at + 1}`, Primary, at === pages.length - 1),
    ),
  ],
});

const results: APIMessageTopLevelComponent[] = [
  {
    type: ComponentType.Container,
    accent_color: 0x2f6f5e,
    components: [
      { type: ComponentType.TextDisplay, content: '### 2 stories\n-# 1 hidden here' },
      { type: ComponentType.Separator, divider: true },
      {
        type: ComponentType.Section,
        components: [{ type: ComponentType.TextDisplay, content: '**Flour**\nShe bakes when she cannot sleep.' }],
        accessory: button('Open', 'open:flour'),
      },
      {
        type: ComponentType.Section,
        components: [{ type: ComponentType.TextDisplay, content: '**Scones**\nNo return address.' }],
        accessory: {
          type: ComponentType.Thumbnail,
          media: { url: 'https://example.org/scones.png' },
          description: 'Cover of Scones',
        },
      },
      {
        type: ComponentType.MediaGallery,
        items: [{ media: { url: 'https://example.org/one.png' }, description: 'A tray of scones', spoiler: true }],
      },
    ],
  },
  {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: 'sort',
        placeholder: 'Sort by',
        options: [
          { label: 'Newest', value: 'newest', description: 'Latest first' },
          { label: 'Longest', value: 'longest' },
        ],
      },
    ],
  },
];

const card = {
  embeds: [
    {
      title: 'Flour',
      url: 'https://example.org/flour',
      color: 0x3a8f5c,
      author: { name: 'T. Lund' },
      description: 'She **bakes** when she cannot sleep. ||She never sleeps.||',
      fields: [
        { name: 'Rating', value: 'Teen', inline: true },
        { name: 'Pairing', value: 'Watson/Mary', inline: true },
        { name: 'Words', value: '2,020', inline: true },
        { name: 'Tags', value: 'Tea · Letters' },
      ],
      footer: { text: 'Shared library' },
      thumbnail: { url: 'https://example.org/flour.png' },
    },
  ],
  components: [
    row(
      button('Read', 'read', Primary),
      button('Keep', 'keep', Success),
      button('Report', 'report', Danger),
      button('Sleep', 'sleep'),
      { type: ComponentType.Button, label: 'Source', style: Link, url: 'https://example.org/flour' },
    ),
  ],
};

const story: APIModalInteractionResponseCallbackData = {
  custom_id: 'add',
  title: 'Add a story',
  components: [
    {
      type: ComponentType.Label,
      label: 'Text',
      description: 'Header and story',
      component: { type: ComponentType.TextInput, style: TextInputStyle.Paragraph, custom_id: 'text', max_length: 400 },
    },
    {
      type: ComponentType.Label,
      label: 'Permission',
      component: {
        type: ComponentType.StringSelect,
        custom_id: 'permission',
        placeholder: 'Why it may be here',
        options: [
          { label: 'Its author agreed', value: 'agreed' },
          { label: 'Public domain', value: 'public' },
        ],
      },
    },
    {
      type: ComponentType.Label,
      label: 'File',
      component: { type: ComponentType.FileUpload, custom_id: 'file', required: false },
    },
    {
      type: ComponentType.Label,
      label: 'Kind',
      component: {
        type: ComponentType.RadioGroup,
        custom_id: 'kind',
        options: [
          { label: 'Whole', value: 'whole' },
          { label: 'Excerpt', value: 'excerpt', description: 'The beginning' },
        ],
      },
    },
    {
      type: ComponentType.Label,
      label: 'Announce it',
      component: { type: ComponentType.Checkbox, custom_id: 'announce' },
    },
  ],
};

const note: APIModalInteractionResponseCallbackData = {
  custom_id: 'note',
  title: 'Keep with a note',
  components: [
    { type: ComponentType.TextDisplay, content: 'Only **you** will see it.' },
    {
      type: ComponentType.Label,
      label: 'Note',
      component: { type: ComponentType.TextInput, style: TextInputStyle.Short, custom_id: 'note', required: false },
    },
  ],
};

/** @param wait - `/fic think` answers when this does. */
export function pageAnswers(wait: Promise<void>): (interaction: Interaction) => Promise<unknown> {
  return async (interaction) => {
    if (interaction.isAutocomplete()) {
      const text = interaction.options.getFocused();
      return interaction.respond(
        ['Flour', 'Flower'].map((name) => ({ name: `${name} (${text})`, value: name.toLowerCase() })),
      );
    }
    if (isOfKit(interaction)) return answerKit(interaction);
    if (interaction.isModalSubmit() && interaction.customId === 'note') {
      return interaction.reply({
        content: `Kept: ${interaction.fields.getTextInputValue('note')}`,
        flags: MessageFlags.Ephemeral,
      });
    }
    if (interaction.isModalSubmit()) {
      const text = interaction.fields.getTextInputValue('text');
      const permission = interaction.fields.getStringSelectValues('permission');
      return interaction.reply({ content: `Added ${text} (${permission})`, flags: MessageFlags.Ephemeral });
    }
    if (interaction.isStringSelectMenu()) {
      return interaction.reply({ content: `Sorted by ${interaction.values}`, flags: MessageFlags.Ephemeral });
    }
    if (interaction.isButton()) {
      const { customId } = interaction;
      if (customId.startsWith('turn:')) return interaction.update(pageMessage(Number(customId.slice(5))));
      if (customId === 'keep') return interaction.showModal(note);
      return customId === 'sleep' ? null : interaction.reply({ content: `You pressed ${customId}` });
    }
    if (!interaction.isChatInputCommand()) return null;
    switch (`${interaction.commandName} ${interaction.options.getSubcommand()}`) {
      case 'fic search':
        return interaction.reply({ flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2, components: results });
      case 'fic show':
        return interaction.reply({ ...card, content: `You asked for ${interaction.options.getString('story')}` });
      case 'fic think':
        await interaction.deferReply();
        await wait;
        return interaction.editReply('Here it is.');
      case 'library add':
        return interaction.showModal(story);
      case 'library import': {
        const { name, size } = interaction.options.getAttachment('file', true);
        return interaction.reply(`${name} has ${size} bytes`);
      }
      case 'fic read': {
        const channel = interaction.channel ?? (await interaction.client.channels.fetch(interaction.channelId));
        if (channel?.type !== ChannelType.GuildText) return interaction.reply('No thread here.');
        const thread = await channel.threads.create({ name: 'Your reading', type: ChannelType.PrivateThread });
        await thread.members.add(interaction.user.id);
        await thread.send(pageMessage(0));
        return interaction.reply({ content: `Your story is in <#${thread.id}>.`, flags: MessageFlags.Ephemeral });
      }
      default:
        return null;
    }
  };
}
