/** Brings the page together: the live connection, the address, and what clicks on messages mean. */
import { Apps } from './apps.js';
import { Chat } from './chat.js';
import { Composer } from './composer.js';
import { byId, h, icon } from './dom.js';
import { createGestures } from './gestures.js';
import { openModal } from './modal.js';
import { showRefusals } from './refusals.js';
import { SelectMenus } from './select.js';
import { channelIcon, showSidebar } from './sidebar.js';
import { Store } from './store.js';
import { startTheme } from './theme.js';
import { showThreads } from './threads.js';
import { listenToMessages } from './use-message.js';
import { showWelcome } from './welcome.js';

const store = new Store();
const menus = new SelectMenus(store, (words) => {
  byId('announcer', HTMLElement).textContent = words;
});
const gestures = createGestures(store, (modal) => openModal(modal, { store, menus, submit: gestures.submit }));
const composer = new Composer(byId('composer', HTMLElement), store, gestures);
new Chat(store, {
  scroller: byId('log', HTMLElement),
  list: byId('messages', HTMLElement),
  sent: byId('sent', HTMLElement),
  announcer: byId('announcer', HTMLElement),
});
listenToMessages(byId('log', HTMLElement), {
  store,
  menus,
  gestures,
  apps: new Apps(store, gestures),
  fill: (command) => composer.fill(command),
});
showThreads(byId('threads', HTMLButtonElement), store);
showRefusals(byId('refusals', HTMLElement), byId('refusals-again', HTMLButtonElement), store);
showSidebar(byId('channels', HTMLElement), store);
showWelcome(byId('welcome', HTMLElement), store, (example) => composer.fill(example));
startTheme(byId('theme', HTMLButtonElement));
byId('theme', HTMLButtonElement).append(icon('theme'));
byId('drawer', HTMLButtonElement).append(icon('menu'));
byId('close-drawer', HTMLButtonElement).append(icon('close'));

// The address says who looks where.

const address = () => new URLSearchParams(location.hash.slice(1));

/** @type {EventSource | null} */
let events = null;

/** @param {string | null} member null for whomever the server proposes */
function connect(member) {
  events?.close();
  events = new EventSource(`/page/events${member ? `?member=${encodeURIComponent(member)}` : ''}`);
  events.addEventListener('state', (event) => {
    store.begin(JSON.parse(event.data));
    showMembers();
    openAddressed();
    byId('offline', HTMLElement).hidden = true;
  });
  events.addEventListener('update', (event) => store.apply(JSON.parse(event.data)));
  events.addEventListener('error', () => {
    byId('offline', HTMLElement).hidden = false;
  });
}

function openAddressed() {
  const wanted = store.things.channel.get(address().get('channel') ?? '') ?? store.channel;
  const channel = wanted ?? [...store.things.channel.values()].find(({ guildId }) => guildId !== null) ?? null;
  if (!channel) return;
  store.open(channel.id);
  history.replaceState(null, '', store.addressOf(channel.id));
}

addEventListener('hashchange', () => {
  const member = address().get('member') ?? store.memberId;
  if (member !== store.memberId) connect(member);
  else openAddressed();
  closeDrawer();
});

// Heading, members, and the drawer of narrow windows.

const members = byId('members', HTMLSelectElement);

function showMembers() {
  members.replaceChildren(
    ...store.members.map(({ id, name, part }) => h('option', { value: id }, part ? `${name}, ${part}` : name)),
  );
  members.value = store.memberId;
}

members.addEventListener('change', () => {
  location.hash = `member=${members.value}&channel=${store.channelId}`;
});

function showHeading() {
  const { channel } = store;
  const guild = store.things.guild.get(channel?.guildId ?? '');
  const parent = store.things.channel.get(channel?.parentId ?? '');
  byId('title', HTMLElement).replaceChildren(
    ...(parent
      ? [h('span', { class: 'title-parent' }, h('a', { href: store.addressOf(parent.id) }, parent.name), ' › ')]
      : []),
    ...(channel ? [channelIcon(channel), h('span', { class: 'title-name' }, channel.name)] : []),
    ...(channel?.ageRestricted ? [' ', h('span', { class: 'tag', title: 'Age-restricted' }, '18+')] : []),
  );
  const marks = [channel?.topic, channel?.archived && 'Archived', channel?.locked && 'Locked'].filter(Boolean);
  byId('topic', HTMLElement).textContent = marks.join(' · ');
  document.title = [channel?.name, guild?.name ?? 'Direct messages', 'Ficus playground'].filter(Boolean).join(' · ');
}

store.addEventListener('place', showHeading);
store.onChange((changed) => {
  if (changed.channel.has(store.channelId)) showHeading();
  // The thread that one reads in may be deleted, or the bot's server leave.
  if (!store.channel && store.channelId) openAddressed();
});

const drawerButton = byId('drawer', HTMLButtonElement);
const narrow = matchMedia('(max-width: 700px)');

/** @param {boolean} open */
function setDrawer(open) {
  document.body.classList.toggle('drawer-open', open);
  drawerButton.setAttribute('aria-expanded', String(open));
  byId('sidebar', HTMLElement).inert = narrow.matches && !open;
  byId('chat', HTMLElement).inert = narrow.matches && open;
}

function closeDrawer() {
  const wasOpen = document.body.classList.contains('drawer-open');
  setDrawer(false);
  if (wasOpen) drawerButton.focus();
}

drawerButton.addEventListener('click', () => {
  setDrawer(true);
  members.focus();
});
byId('backdrop', HTMLElement).addEventListener('click', closeDrawer);
byId('close-drawer', HTMLButtonElement).addEventListener('click', closeDrawer);
narrow.addEventListener('change', () => setDrawer(false));
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) closeDrawer();
});
setDrawer(false);

connect(address().get('member'));
