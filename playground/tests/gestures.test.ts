/** What people do with their hands in the playground, and what their client keeps them from doing. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  AttachmentBuilder,
  EmbedBuilder,
  Locale,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { permitCommand } from '#playground/world/guilds.ts';
import { trial } from './trial-bot.ts';

const fic: RESTPostAPIApplicationCommandsJSONBody = {
  name: 'fic',
  description: 'Stories',
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'search',
      description: 'Finds stories',
      options: [
        { type: ApplicationCommandOptionType.String, name: 'query', description: 'Words', max_length: 20 },
        {
          type: ApplicationCommandOptionType.String,
          name: 'rating',
          description: 'At most',
          choices: [
            { name: 'General Audiences', value: 'general' },
            { name: 'Teen', value: 'teen' },
          ],
        },
        { type: ApplicationCommandOptionType.Integer, name: 'words', description: 'At least', min_value: 100 },
        { type: ApplicationCommandOptionType.User, name: 'reader', description: 'For whom' },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'show',
      description: 'Shows a story',
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'story',
          description: 'Title',
          required: true,
          autocomplete: true,
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'import',
      description: 'Takes a file',
      options: [{ type: ApplicationCommandOptionType.Attachment, name: 'file', description: 'Story', required: true }],
    },
  ],
};

describe('a slash command', () => {
  test('reaches the bot with its options, its member and its channel', async () => {
    const heard: unknown[] = [];
    await using t = await trial([fic], async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options } = interaction;
      heard.push(options.getSubcommand(), options.getString('query'), options.getString('rating'));
      heard.push(options.getInteger('words'), options.getUser('reader')?.username, interaction.channelId);
      heard.push(interaction.inCachedGuild() && interaction.member.displayName);
      await interaction.reply('Two stories');
    });
    const ada = t.world.member('ada').in('#general');
    const reply = await ada.slash('/fic search', { query: 'baker', rating: 'Teen', words: 500, reader: 'newt' });
    expect(heard).toEqual(['search', 'baker', 'teen', 500, 'newt', ada.channel.id, 'Ada']);
    expect(reply.status).toBe('answered');
    expect(reply.message?.content).toBe('Two stories');
    expect(reply.message?.ephemeral).toBe(false);
    expect(t.world.refusals).toEqual([]);
    expect(t.bot.failures).toEqual([]);
  });

  test.for([
    ['an unknown command', '/poem', {}, /\/poem is not offered here/],
    ['an unknown subcommand', '/fic sing', {}, /\/fic sing is unknown/],
    ['a command without its subcommand', '/fic', {}, /needs a subcommand/],
    ['an unknown option', '/fic search', { mood: 'sad' }, /no option "mood"/],
    ['a choice that is none', '/fic search', { rating: 'Adult' }, /no choice "Adult"/],
    ['a word for a number', '/fic search', { words: 'many' }, /takes a number/],
    ['a number out of bounds', '/fic search', { words: 5 }, /lies between 100/],
    ['too long a text', '/fic search', { query: 'x'.repeat(21) }, /0 to 20 characters/],
    ['a missing required option', '/fic show', {}, /"story" is required/],
    ['a word for a file', '/fic import', { file: 'story.txt' }, /takes a file/],
  ] as const)('is not sent with %s', async ([, command, options, reason]) => {
    let heard = 0;
    await using t = await trial([fic], () => {
      heard += 1;
    });
    await expect(t.world.member('ada').in('#general').slash(command, options)).rejects.toThrow(reason);
    expect(heard).toBe(0);
  });

  test('is offered to those only whom the command’s permissions or an administrator let', async () => {
    const library = { name: 'library', description: 'For moderators', default_member_permissions: '32' };
    await using t = await trial([library], (interaction) => interaction.isRepliable() && interaction.reply('Yes'));
    const ada = t.world.member('ada').in('#general');
    await expect(ada.slash('/library')).rejects.toThrow('not offered');
    expect((await t.world.member('mina').in('#general').slash('/library')).message?.content).toBe('Yes');
    permitCommand(t.world.guild('reading-room'), 'library', ada.user);
    expect((await ada.slash('/library')).message?.content).toBe('Yes');
  });

  test('is called by the name of the person’s own language, or of its nearest relative', async () => {
    const translated = { 'en-GB': 'tale', 'es-ES': 'cuento' };
    const named = { name: 'fic', description: 'Stories', name_localizations: translated };
    await using t = await trial([named], async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(interaction.commandName);
    });
    const newt = t.world.member('newt');
    for (const [locale, name] of [
      [Locale.EnglishUS, 'tale'],
      [Locale.SpanishLATAM, 'cuento'],
      [Locale.German, 'fic'],
    ] as const) {
      newt.user.locale = locale;
      expect((await newt.in('#general').slash(`/${name}`)).message?.content).toBe('fic');
    }
    await expect(newt.in('#general').slash('/cuento')).rejects.toThrow('not offered');
  });

  test('is offered in a direct message unless its contexts say otherwise', async () => {
    const commands = [
      { name: 'both', description: 'Anywhere' },
      { name: 'guild', description: 'In servers', contexts: [0] },
    ];
    await using t = await trial(commands, async (interaction) => {
      if (interaction.isRepliable()) await interaction.reply(interaction.inGuild() ? 'guild' : 'direct');
    });
    const ada = t.world.member('ada').directMessage();
    expect(ada.commands().map(({ name }) => name)).toEqual(['both']);
    expect((await ada.slash('/both')).message?.content).toBe('direct');
  });

  test('brings files, which the bot can download', async () => {
    await using t = await trial([fic], async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { url, size, contentType } = interaction.options.getAttachment('file', true);
      const text = await (await fetch(url)).text();
      await interaction.reply(`${size} ${contentType} ${text}`);
    });
    const file = { name: 'a study.txt', bytes: 'It was été.' };
    const reply = await t.world.member('mina').in('#general').slash('/fic import', { file });
    expect(reply.message?.content).toBe('13 text/plain; charset=utf-8 It was été.');
  });
});

describe('typing into an option', () => {
  test('gives the bot’s choices, for the last option or the named one', async () => {
    await using t = await trial([fic], async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      await interaction.respond([{ name: `${name}: ${value}`, value: '1' }]);
    });
    const ada = t.world.member('ada').in('#general');
    expect(await ada.complete('/fic show', { story: 'bak' })).toEqual([{ name: 'story: bak', value: '1' }]);
    await expect(ada.complete('/fic search', { query: 'x' })).rejects.toThrow('not completed by the bot');
  });
});

describe('a command of the context menu', () => {
  test('reaches the bot with the message or the person that it was used on', async () => {
    const commands = [
      { name: 'Report story', type: ApplicationCommandType.Message as const },
      { name: 'Show shelf', type: ApplicationCommandType.User as const },
    ];
    await using t = await trial(commands, async (interaction) => {
      if (interaction.isMessageContextMenuCommand()) await interaction.reply(interaction.targetMessage.content);
      if (interaction.isUserContextMenuCommand()) await interaction.reply(interaction.targetUser.username);
    });
    const ada = t.world.member('ada').in('#general');
    const said = await t.world.member('newt').in('#general').send('Have you read this?');
    expect((await ada.context('Report story', said)).message?.content).toBe('Have you read this?');
    expect((await ada.context('Show shelf', 'newt')).message?.content).toBe('newt');
  });
});

describe('what a message holds', () => {
  test('is read as the chat shows it: words of embeds, files at an address, nobody pinged unless allowed', async () => {
    await using t = await trial([fic], async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const embed = new EmbedBuilder()
        .setTitle('The Fog')
        .setDescription('A study')
        .setThumbnail('attachment://cover.png');
      const files = [new AttachmentBuilder(Buffer.from('png'), { name: 'cover.png', description: 'A cover' })];
      const content = `For <@${interaction.user.id}> and @everyone`;
      await interaction.reply({ content, embeds: [embed], files, allowedMentions: { parse: [] } });
      await interaction.followUp({ content, allowedMentions: { parse: ['users'] } });
    });
    const ada = t.world.member('ada').in('#general');
    const { message, followUps } = await ada.slash('/fic search');
    expect(message?.text).toBe(`For <@${ada.user.id}> and @everyone\nThe Fog\nA study`);
    expect(message?.mentions).toEqual({ users: [], roles: [], everyone: false });
    const url = message?.embeds[0]?.thumbnail?.url ?? '';
    expect(await (await fetch(url)).text()).toBe('png');
    expect(message?.attachments).toMatchObject([{ filename: 'cover.png', description: 'A cover', url }]);
    await t.world.until(() => followUps.length > 0 || ada.messages().length === 2);
    expect(ada.messages()[1]?.mentions).toEqual({ users: [ada.user.id], roles: [], everyone: false });
  });

  test('can be written by people too, where they may', async () => {
    await using t = await trial([fic], () => {});
    await t.world.member('ada').in('#general').send('Good evening');
    expect(
      t.world
        .member('newt')
        .in('#general')
        .messages()
        .map(({ content }) => content),
    ).toEqual(['Good evening']);
    await expect(t.world.member('ada').in('#quiet').send('Psst')).rejects.toThrow('may not send messages in #quiet');
    await expect(t.world.member('ada').in('#rec-forum').send('Psst')).rejects.toThrow('may not send');
  });
});
