/** The guilds, their channels and threads, and the direct messages, as links: every place has an address. */
import { ChannelType } from './discord.js';
import { h, icon } from './dom.js';
import { morph } from './morph.js';
import { byAge } from './store.js';

/** @import { PageChannel, PageGuild } from '../wire.ts' */
/** @import { Store } from './store.js' */

/** @type {Record<number, Parameters<typeof icon>[0]>} */
const ICONS = {
  [ChannelType.Text]: 'hash',
  [ChannelType.Direct]: 'person',
  [ChannelType.Voice]: 'speaker',
  [ChannelType.Stage]: 'speaker',
  [ChannelType.Announcement]: 'megaphone',
  [ChannelType.Forum]: 'forum',
  [ChannelType.Media]: 'forum',
  [ChannelType.PrivateThread]: 'lock',
  [ChannelType.PublicThread]: 'thread',
  [ChannelType.AnnouncementThread]: 'thread',
};

/** @param {PageChannel} channel */
export const channelIcon = (channel) => icon(ICONS[channel.type] ?? 'hash');

/**
 * @param {HTMLElement} root
 * @param {Store} store
 */
export function showSidebar(root, store) {
  const draw = () => {
    const guilds = [...store.things.guild.values()].sort(byAge).map((guild) => guildNode(guild, store));
    const direct = [...store.things.channel.values()].filter(({ type }) => type === ChannelType.Direct);
    const wanted = h('nav', { id: root.id, 'aria-label': 'Channels' }, ...guilds);
    if (direct.length > 0) wanted.append(listNode('direct', 'Direct messages', direct, store));
    morph(root, wanted);
  };
  store.addEventListener('place', draw);
  store.onChange((changed) => {
    if (changed.guild.size + changed.channel.size + changed.message.size > 0) draw();
  });
}

/** @param {PageGuild} guild @param {Store} store */
function guildNode(guild, store) {
  const channels = [...store.things.channel.values()].filter(
    ({ guildId, parentId }) => guildId === guild.id && parentId === null,
  );
  channels.sort((a, b) => a.position - b.position || byAge(a, b));
  return listNode(guild.id, guild.name, channels, store);
}

/** @param {string} key @param {string} title @param {readonly PageChannel[]} channels @param {Store} store */
function listNode(key, title, channels, store) {
  return h(
    'section',
    { 'data-key': key, 'aria-label': title },
    h('h2', {}, title),
    h('ul', {}, ...channels.map((channel) => channelNode(channel, store))),
  );
}

/** @param {PageChannel} channel @param {Store} store @returns {HTMLElement} */
function channelNode(channel, store) {
  const threads = store.threadsOf(channel.id).filter((thread) => !thread.archived || thread.id === store.channelId);
  const unread = store.unread.has(channel.id);
  return h(
    'li',
    { 'data-key': channel.id },
    h(
      'a',
      {
        class: unread ? 'channel unread' : 'channel',
        href: store.addressOf(channel.id),
        'aria-current': channel.id === store.channelId ? 'page' : null,
      },
      channelIcon(channel),
      h('span', { class: 'channel-name' }, channel.name),
      channel.ageRestricted && channel.parentId === null && h('span', { class: 'tag', title: 'Age-restricted' }, '18+'),
      unread && h('span', { class: 'visually-hidden' }, ' (unread)'),
    ),
    threads.length > 0 &&
      h('ul', { 'aria-label': `Threads in ${channel.name}` }, ...threads.map((thread) => channelNode(thread, store))),
  );
}
