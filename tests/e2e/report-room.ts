/**
 * A room with a report channel, a fic of its own with several pages, and the hands of those who report and settle.
 */
import type { Seat } from '#playground/gestures/seat.ts';
import type { SeenMessage } from '#playground/gestures/seen-message.ts';
import { addChannel, deleteChannel, setOverwrite } from '#playground/world/guilds.ts';
import type { Channel } from '#playground/world/model.ts';
import type { AppConfig } from '#src/app.ts';
import { type LibrarySettings, SettingsBook } from '#src/moderation/settings.ts';
import type { Story } from '#src/story/story.ts';
import { type PostParts, paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

export const WITHOUT_WORD = "Posted without its author's word";
export const NO_NOTE = { reason: [WITHOUT_WORD] };

export class ReportRoom implements AsyncDisposable {
  readonly room: ReadingRoom;
  readonly guild: string;
  /** Where reports go; members do not see it. */
  readonly desk: Channel;

  private constructor(room: ReadingRoom) {
    this.room = room;
    const { world } = room;
    this.guild = room.guildId('The Reading Room');
    this.desk = addChannel(world, world.firstGuild, 'reports');
    for (const role of world.firstGuild.roles.values()) {
      if (role.name === '@everyone') setOverwrite(world, this.desk, role, { deny: ['ViewChannel'] });
      const sees = role.name === 'Moderator' || role.tags?.bot_id === world.bot.id;
      if (sees) setOverwrite(world, this.desk, role, { allow: ['ViewChannel'] });
    }
  }

  /** @param channel - false for a server that has chosen no report channel. */
  static async open(channel = true, changes: Partial<AppConfig> = {}): Promise<ReportRoom> {
    const opened = new ReportRoom(await ReadingRoom.open({ bot: false, ...changes }));
    await opened.room.start();
    if (channel) await opened.choose({ reportChannel: opened.desk.id });
    return opened;
  }

  /** As `/library settings` keeps it; the bot reads it when it starts. */
  async choose(change: Partial<LibrarySettings>): Promise<void> {
    const { settings } = this.room.app.stores.moderation;
    await (await SettingsBook.open(settings)).change(this.guild, change);
    await this.room.restart();
  }

  member(name: string, channel = '#general'): Seat {
    return this.room.world.member(name).in(channel);
  }

  get mina(): Seat {
    return this.room.world.member('mina').in(this.desk);
  }

  /** A fic of this server's own, five pages long. */
  fic(parts: PostParts = {}): Promise<Story> {
    return this.room.add(post({ body: paragraphs(80), ...parts }), this.guild, 'author-agreed');
  }

  /** What stands in the report channel. */
  posted(): SeenMessage[] {
    return this.mina.messages(this.desk);
  }

  /** What the bot wrote to somebody by itself. */
  told(name: string): string[] {
    const seat = this.room.world.member(name).directMessage();
    return seat.messages().map(({ text }) => text);
  }

  /** Waits until the bot has told somebody so much. */
  async hears(name: string, count = 1): Promise<string[]> {
    await this.room.world.until(() => this.told(name).length >= count);
    return this.told(name);
  }

  /** From now on the bot cannot post reports. */
  async spoilDesk(how: 'delete' | 'deny' | 'foreign'): Promise<void> {
    const { world } = this.room;
    if (how === 'delete') deleteChannel(world, this.desk);
    else if (how === 'deny')
      setOverwrite(world, this.desk, world.bot, { allow: ['ViewChannel'], deny: ['SendMessages'] });
    else await this.choose({ reportChannel: world.channel('#general', world.guild('The Other Shelf')).id });
  }

  /** Reports a fic from its card. */
  async report(name: string, fields: Readonly<Record<string, string | readonly string[]>>, title = 'The Yellow Wall') {
    const seat = this.member(name);
    const shown = await seat.slash('/fic show', { story: title });
    const { modal } = await seat.press(shown.message, 'Report');
    return seat.submit(modal, fields);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.room[Symbol.asyncDispose]();
  }
}
