/**
 * The least that a bot can be: discord.js, and "ok" to whatever comes. Ficus is measured beside it. In JavaScript, so that it
 * carries no TypeScript parser.
 */
import { ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, Events, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API_URL ?? '' },
});

/** What `/fic read` is answered with, so that there is a button to press. */
const page = [
  new ActionRowBuilder().addComponents(
    new ButtonBuilder().setCustomId('next').setLabel('Next').setStyle(ButtonStyle.Primary),
  ),
];

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isAutocomplete()) await interaction.respond([{ name: 'ok', value: 'ok' }]);
  else if (interaction.isMessageComponent()) await interaction.update('ok');
  else if (interaction.isChatInputCommand()) {
    const reads = interaction.options.getSubcommand() === 'read';
    await interaction.reply(reads ? { content: 'ok', components: page } : 'ok');
  }
});
client.once(Events.ClientReady, () => process.stderr.write('ready\n'));

await client.login(process.env.DISCORD_TOKEN);
