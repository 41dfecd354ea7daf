/**
 * In which language the bot speaks where nobody has just asked it: what stands in a channel is read by everybody there and is in
 * the server's language, what one person is sent is in theirs.
 */
import type { LastLanguages } from '#src/kept/last-language.ts';
import type { Channels } from '#src/kit/channels.ts';
import type { Guilds } from '#src/kit/guilds.ts';
import type { Language, Languages } from '#src/language/language.ts';

export interface Speech {
  /** English while nothing is known of the server. */
  in(guildId: string): Language;
  /** Of a message that stands in a channel, a thread or a direct message. Rejects where Discord cannot be reached. */
  where(channelId: string): Promise<Language>;
  /** The language that they were last seen with, else the server's. */
  to(member: string, guildId: string): Promise<Language>;
}

interface Parts {
  readonly languages: Languages;
  readonly guilds: Guilds;
  readonly channels: Pick<Channels, 'whose'>;
  readonly lastLanguages: Pick<LastLanguages, 'get'>;
}

export function speech({ languages, guilds, channels, lastLanguages }: Parts): Speech {
  const inGuild = (guildId: string) => languages.for(guilds.get(guildId)?.locale ?? null);
  return {
    in: inGuild,
    async where(channelId) {
      const known = guilds.ofChannel(channelId);
      if (known !== null) return inGuild(known);
      const whose = await channels.whose(channelId);
      if (whose === null) return languages.for(null);
      return 'guildId' in whose ? inGuild(whose.guildId) : languages.for(await lastLanguages.get(whose.member));
    },
    async to(member, guildId) {
      const locale = await lastLanguages.get(member);
      return locale === null ? inGuild(guildId) : languages.for(locale);
    },
  };
}
