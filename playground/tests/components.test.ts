/** Buttons, menus and modals in people's hands, ephemeral ones in their owner's alone. */
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  FileUploadBuilder,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { trial } from './trial-bot.ts';

const fic = { name: 'fic', description: 'Stories' };

const buttons = () =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('page.1').setLabel('Back').setStyle(ButtonStyle.Secondary).setDisabled(true),
    new ButtonBuilder().setCustomId('page.2').setLabel('Next').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setCustomId('keep').setEmoji('📚').setStyle(ButtonStyle.Secondary),
    new ButtonBuilder().setURL('https://example.org/').setLabel('Source').setStyle(ButtonStyle.Link),
  );

describe('an ephemeral reply', () => {
  test('is seen, pressed and updated by its owner alone', async () => {
    await using t = await trial([fic], async (interaction) => {
      if (interaction.isChatInputCommand()) {
        await interaction.reply({ content: 'Page 1', components: [buttons()], flags: MessageFlags.Ephemeral });
      }
      if (interaction.isButton()) await interaction.update({ content: 'Page 2' });
    });
    const ada = t.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic');
    expect(message?.ephemeral).toBe(true);
    expect(ada.messages().map(({ content }) => content)).toEqual(['Page 1']);

    const mina = t.world.member('mina').in('#general');
    expect(mina.messages()).toEqual([]);
    await expect(mina.press(message, 'Next')).rejects.toThrow('does not see');

    const pressed = await ada.press(message, 'Next');
    expect(message?.content).toBe('Page 2');
    expect(pressed.message?.id).toBe(message?.id);
  });
});

describe('a button', () => {
  test('is found by label, emoji, pattern or custom id', async () => {
    const heard: string[] = [];
    await using t = await trial([fic], async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: 'Page', components: [buttons()] });
      if (!interaction.isButton()) return;
      heard.push(interaction.customId);
      await interaction.deferUpdate();
    });
    const ada = t.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic');
    expect(message?.buttonLabels).toEqual(['Back', 'Next', '📚', 'Source']);
    const soon = { until: 'acknowledged' } as const;
    for (const name of ['Next', '📚', /^Ne/, (id: string) => id === 'keep']) await ada.press(message, name, soon);
    expect(heard).toEqual(['page.2', 'keep', 'page.2', 'keep']);
    await expect(ada.press(message, 'Back')).rejects.toThrow('disabled');
    await expect(ada.press(message, 'Source')).rejects.toThrow('link');
    await expect(ada.press(message, 'Forth')).rejects.toThrow('There is no button Forth');
  });
});

describe('a menu', () => {
  test('sends values chosen by label or value, and people by name', async () => {
    const heard: unknown[] = [];
    const chapters = new StringSelectMenuBuilder()
      .setCustomId('chapter')
      .setPlaceholder('Go to a chapter')
      .addOptions({ label: 'The Fog', value: '1' }, { label: 'The Lamp', value: '2' });
    const people = new UserSelectMenuBuilder().setCustomId('people').setMaxValues(2);
    await using t = await trial([fic], async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const components = [chapters, people].map((menu) =>
          new ActionRowBuilder<StringSelectMenuBuilder | UserSelectMenuBuilder>().addComponents(menu),
        );
        await interaction.reply({ content: 'Choose', components });
      }
      if (interaction.isStringSelectMenu()) heard.push(interaction.values);
      if (interaction.isUserSelectMenu()) heard.push(interaction.users.map(({ username }) => username));
      if (interaction.isAnySelectMenu()) await interaction.update('Chosen');
    });
    const ada = t.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic');
    await ada.select(message, 'Go to a chapter', ['The Lamp']);
    await ada.select(message, 'people', ['newt', 'olive']);
    expect(heard).toEqual([['2'], ['newt', 'olive']]);
    await expect(ada.select(message, 'chapter', ['The Moor'])).rejects.toThrow('has no "The Moor"');
    await expect(ada.select(message, 'chapter', ['1', '2'])).rejects.toThrow('takes 1 to 1');
  });
});

describe('a modal', () => {
  const modal = () =>
    new ModalBuilder()
      .setCustomId('add')
      .setTitle('Add a story')
      .addLabelComponents(
        new LabelBuilder()
          .setLabel('Story')
          .setTextInputComponent(
            new TextInputBuilder().setCustomId('text').setStyle(TextInputStyle.Paragraph).setMinLength(3),
          ),
        new LabelBuilder()
          .setLabel('Permission')
          .setStringSelectMenuComponent(
            new StringSelectMenuBuilder()
              .setCustomId('basis')
              .addOptions(
                { label: 'I wrote it', value: 'author' },
                { label: 'Public domain', value: 'public', default: true },
              ),
          ),
        new LabelBuilder()
          .setLabel('File')
          .setFileUploadComponent(new FileUploadBuilder().setCustomId('file').setRequired(false)),
      );

  test('opens, is filled in by label or custom id, and arrives with what was preset', async () => {
    const heard: unknown[] = [];
    await using t = await trial([fic], async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(modal());
      if (!interaction.isModalSubmit()) return;
      const { fields } = interaction;
      heard.push(fields.getTextInputValue('text'), fields.getStringSelectValues('basis'));
      heard.push(fields.getUploadedFiles('file')?.map(({ name }) => name));
      await interaction.reply({ content: 'Thank you', flags: MessageFlags.Ephemeral });
    });
    const mina = t.world.member('mina').in('#general');
    const { modal: open, message } = await mina.slash('/fic');
    expect(message).toBeNull();
    expect(open?.data.title).toBe('Add a story');
    const reply = await mina.submit(open, { Story: 'Title: Fog', file: { name: 'fog.txt', bytes: 'Fog' } });
    expect(heard).toEqual(['Title: Fog', ['public'], ['fog.txt']]);
    expect(reply.message?.content).toBe('Thank you');
    expect(t.bot.failures).toEqual([]);
  });

  test('is not submitted with a field missing, too short, or unknown, nor by anybody else', async () => {
    await using t = await trial([fic], async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(modal());
    });
    const mina = t.world.member('mina').in('#general');
    const { modal: open } = await mina.slash('/fic');
    await expect(mina.submit(open, {})).rejects.toThrow('"Story" is required');
    await expect(mina.submit(open, { Story: 'ab' })).rejects.toThrow('3 to 4000 characters');
    await expect(mina.submit(open, { Story: 'abc', Mood: 'sad' })).rejects.toThrow('no field "Mood"');
    await expect(mina.submit(open, { Story: 'abc', basis: ['mine'] })).rejects.toThrow('has no "mine"');
    await expect(t.world.member('ada').in('#general').submit(open, { Story: 'abc' })).rejects.toThrow('someone else');
  });
});
