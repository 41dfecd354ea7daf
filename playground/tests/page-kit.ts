/** One of every kind that Discord has: menus, fields of modals, buttons, parts of messages, commands of the context menus. */
import {
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonStyle,
  ChannelType,
  ComponentType,
  type Interaction,
  MessageFlags,
  type ModalSubmitInteraction,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import { embeds, gallery, parts } from './page-kit-parts.ts';

const subcommand = (name: string) => ({
  type: ApplicationCommandOptionType.Subcommand as const,
  name,
  description: `Shows ${name}`,
});

export const kitCommands: RESTPutAPIApplicationCommandsJSONBody = [
  {
    name: 'kit',
    description: 'One of each',
    options: [
      ...['menus', 'buttons', 'parts', 'galleries', 'embeds', 'files', 'words', 'menu-form', 'pick-form', 'text-form'],
      ...['refused', 'gone', 'letter'],
    ].map(subcommand),
  },
  { type: ApplicationCommandType.Message, name: 'Report this' },
  { type: ApplicationCommandType.Message, name: 'Keep silent' },
  { type: ApplicationCommandType.User, name: 'Their shelf' },
];

const { User, Role, Channel } = SelectMenuDefaultValueType;

/** Every kind of menu, with people, roles and channels of this guild chosen beforehand. */
function menus(interaction: Interaction) {
  const { user, guild, channelId } = interaction;
  const role = guild?.roles.cache.find(({ name }) => name === 'Reader')?.id ?? '';
  return {
    fandoms: {
      type: ComponentType.StringSelect as const,
      custom_id: 'kit:fandoms',
      placeholder: 'Fandoms',
      min_values: 2,
      max_values: 3,
      options: [
        { label: 'Holmes', value: 'holmes', emoji: { name: '🔍' }, description: 'London, in fog', default: true },
        { label: 'Leverage', value: 'leverage', emoji: { name: '💼' } },
        { label: 'Star Trek', value: 'trek', emoji: { name: '🖖' } },
        { label: 'Narnia', value: 'narnia', emoji: { name: '🦁' } },
      ],
    },
    person: {
      type: ComponentType.UserSelect as const,
      custom_id: 'kit:person',
      placeholder: 'A person',
      default_values: [{ id: user.id, type: User }] as { id: string; type: SelectMenuDefaultValueType.User }[],
    },
    role: {
      type: ComponentType.RoleSelect as const,
      custom_id: 'kit:role',
      placeholder: 'A role',
      default_values: [{ id: role, type: Role }] as { id: string; type: SelectMenuDefaultValueType.Role }[],
    },
    either: {
      type: ComponentType.MentionableSelect as const,
      custom_id: 'kit:either',
      placeholder: 'People and roles',
      min_values: 0,
      max_values: 5,
      default_values: [
        { id: user.id, type: User },
        { id: role, type: Role },
      ] as { id: string; type: SelectMenuDefaultValueType.User | SelectMenuDefaultValueType.Role }[],
    },
    channel: {
      type: ComponentType.ChannelSelect as const,
      custom_id: 'kit:channel',
      placeholder: 'A channel',
      channel_types: [ChannelType.GuildText],
      default_values: [{ id: channelId ?? '', type: Channel }] as {
        id: string;
        type: SelectMenuDefaultValueType.Channel;
      }[],
    },
  };
}

const { Primary, Secondary, Success, Danger, Link } = ButtonStyle;

const buttons: APIMessageTopLevelComponent[] = [
  {
    type: ComponentType.ActionRow,
    components: [
      { type: ComponentType.Button, style: Primary, custom_id: 'kit:primary', label: 'Primary', emoji: { name: '📖' } },
      { type: ComponentType.Button, style: Secondary, custom_id: 'kit:secondary', label: 'Secondary' },
      { type: ComponentType.Button, style: Success, custom_id: 'kit:success', label: 'Success' },
      { type: ComponentType.Button, style: Danger, custom_id: 'kit:danger', label: 'Danger' },
      { type: ComponentType.Button, style: Link, url: 'https://example.org/', label: 'Elsewhere' },
    ],
  },
  {
    type: ComponentType.ActionRow,
    components: [
      { type: ComponentType.Button, style: Secondary, custom_id: 'kit:star', emoji: { name: '⭐' } },
      { type: ComponentType.Button, style: Secondary, custom_id: 'kit:never', label: 'Not now', disabled: true },
    ],
  },
];

/** A modal has five parts at most: three of them hold every kind of field. */
function form(name: 'menu' | 'pick' | 'text', interaction: Interaction): APIModalInteractionResponseCallbackData {
  const { fandoms, person, role, either, channel } = menus(interaction);
  const label = ComponentType.Label as const;
  const choices = [
    { label: 'Canon', value: 'canon', description: 'As it was written' },
    { label: 'Fix-it', value: 'fix' },
    { label: 'Crossover', value: 'crossover' },
  ];
  const components: Record<typeof name, APIModalInteractionResponseCallbackData['components']> = {
    menu: [
      { type: label, label: 'Which fandoms', component: fandoms },
      { type: label, label: 'Whose', component: person },
      { type: label, label: 'For which role', component: role },
      { type: label, label: 'Who may see it', component: { ...either, required: false } },
      { type: label, label: 'Where', component: channel },
    ],
    pick: [
      { type: ComponentType.TextDisplay, content: 'Choose **with care**.' },
      {
        type: label,
        label: 'Kind',
        component: { type: ComponentType.RadioGroup, custom_id: 'kind', options: choices, required: false },
      },
      {
        type: label,
        label: 'Tropes',
        description: 'Two or three',
        component: {
          type: ComponentType.CheckboxGroup,
          custom_id: 'tropes',
          options: choices,
          min_values: 2,
          max_values: 3,
        },
      },
      { type: label, label: 'I have read it', component: { type: ComponentType.Checkbox, custom_id: 'read' } },
      {
        type: label,
        label: 'Pages',
        component: { type: ComponentType.FileUpload, custom_id: 'pages', min_values: 1, max_values: 2 },
      },
    ],
    text: [
      {
        type: label,
        label: 'Title',
        component: {
          type: ComponentType.TextInput,
          style: TextInputStyle.Short,
          custom_id: 'title',
          value: 'Untitled',
          min_length: 3,
          max_length: 20,
        },
      },
      {
        type: label,
        label: 'Summary',
        description: 'In a few words',
        component: {
          type: ComponentType.TextInput,
          style: TextInputStyle.Paragraph,
          custom_id: 'summary',
          placeholder: 'It begins with rain',
          required: false,
        },
      },
    ],
  };
  return { custom_id: `kit:${name}`, title: `A form of ${name}s`, components: components[name] };
}

/** What arrived, as discord.js reads it. */
function received({ customId, fields }: ModalSubmitInteraction): string {
  const ids = (found: { keys(): Iterable<string> } | null | undefined) => [...(found?.keys() ?? [])];
  switch (customId) {
    case 'kit:menu': {
      const { users, roles } = fields.getSelectedMentionables('kit:either') ?? {};
      return JSON.stringify({
        fandoms: fields.getStringSelectValues('kit:fandoms'),
        person: fields.getSelectedUsers('kit:person')?.map(({ username }) => username),
        role: fields.getSelectedRoles('kit:role')?.map((role) => role?.name),
        either: [...ids(users), ...ids(roles)].length,
        channel: fields
          .getSelectedChannels('kit:channel')
          ?.map((channel) => channel && 'name' in channel && channel.name),
      });
    }
    case 'kit:pick':
      return JSON.stringify({
        kind: fields.getRadioGroup('kind'),
        tropes: fields.getCheckboxGroup('tropes'),
        read: fields.getCheckbox('read'),
        pages: fields.getUploadedFiles('pages')?.map(({ name, size }) => `${name} ${size}`),
      });
    default:
      return JSON.stringify({
        title: fields.getTextInputValue('title'),
        summary: fields.getTextInputValue('summary'),
      });
  }
}

export function isOfKit(interaction: Interaction): boolean {
  if (interaction.isContextMenuCommand()) return true;
  if (interaction.isChatInputCommand()) return interaction.commandName === 'kit';
  return (interaction.isMessageComponent() || interaction.isModalSubmit()) && interaction.customId.startsWith('kit:');
}

const v2 = MessageFlags.IsComponentsV2 as const;

export async function answerKit(interaction: Interaction): Promise<unknown> {
  if (interaction.isMessageContextMenuCommand()) {
    if (interaction.commandName === 'Keep silent') return null;
    return interaction.reply(`Reported: ${interaction.targetMessage.content}`);
  }
  if (interaction.isUserContextMenuCommand())
    return interaction.reply(`The shelf of ${interaction.targetUser.username}`);
  if (interaction.isModalSubmit()) return interaction.reply(`Received ${received(interaction)}`);
  if (interaction.isAnySelectMenu())
    return interaction.reply(`Chosen ${interaction.customId}: ${interaction.values.length}`);
  if (interaction.isButton()) return interaction.reply(`Pressed ${interaction.customId}`);
  if (!interaction.isChatInputCommand()) return null;
  const { rest } = interaction.client;
  switch (interaction.options.getSubcommand()) {
    case 'menus': {
      const rows = Object.values(menus(interaction)).map((menu) => ({
        type: ComponentType.ActionRow,
        components: [menu],
      }));
      return interaction.reply({ content: 'Menus of every kind', components: rows });
    }
    case 'buttons':
      return interaction.reply({ content: 'Buttons of every kind', components: buttons });
    case 'parts':
      return interaction.reply({
        flags: v2,
        components: parts,
        files: [{ attachment: Buffer.from('It rained.'), name: 'rain.txt' }],
      });
    case 'galleries':
      await interaction.reply({ flags: v2, components: [1, 2, 3, 4].map(gallery) });
      return interaction.followUp({ flags: v2, components: [5, 7, 8, 10].map(gallery) });
    case 'embeds':
      return interaction.reply({ content: 'Embeds', embeds });
    case 'files':
      return interaction.reply({
        content: 'Files',
        files: [
          { attachment: Buffer.from('It rained.'), name: 'notes.txt' },
          { attachment: Buffer.from('He did it.'), name: 'SPOILER_ending.txt' },
        ],
      });
    case 'words': {
      const person = `<@${interaction.user.id}>`;
      const command = `</fic search:${interaction.commandId}>`;
      return interaction.reply(
        `${person} may use ${command}, or ask <@1>. <:leaf:1234> ${'Donaudampfschiff'.repeat(12)}`,
      );
    }
    case 'menu-form':
      return interaction.showModal(form('menu', interaction));
    case 'pick-form':
      return interaction.showModal(form('pick', interaction));
    case 'text-form':
      return interaction.showModal(form('text', interaction));
    case 'letter':
      await interaction.user.send('A letter, for you alone.');
      return interaction.reply('It is in your letters.');
    case 'gone':
      await rest.delete(Routes.channelMessage(interaction.channelId, '1')).catch(() => null);
      return interaction.reply('It was gone already.');
    default:
      await rest
        .post(Routes.channelMessages(interaction.channelId), { body: { embeds: [{ title: 'x'.repeat(300) }] } })
        .catch(() => null);
      return interaction.reply('That was refused.');
  }
}
