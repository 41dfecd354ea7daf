/** What a press or a key on a message means. The nodes say only which component they are: the store says what it is. */
import { chosenOf, findSelect } from './components.js';
import { reveal } from './spoiler.js';

/** @import { Apps } from './apps.js' */
/** @import { GestureHands } from './gestures.js' */
/** @import { SelectMenus } from './select.js' */
/** @import { Store } from './store.js' */

const CONTROLS =
  '[data-press], [data-select], [data-dismiss], [data-forget], [data-more], [data-person], [data-command], .spoiler';

/**
 * @param {HTMLElement} log where the messages are
 * @param {object} desk
 * @param {Store} desk.store
 * @param {SelectMenus} desk.menus
 * @param {GestureHands} desk.gestures
 * @param {Apps} desk.apps
 * @param {(command: string) => void} desk.fill puts a command into the composer
 */
export function listenToMessages(log, { store, menus, gestures, apps, fill }) {
  /** @param {Element} target */
  function use(target) {
    const control = target.closest(CONTROLS);
    if (!(control instanceof HTMLElement) || control.ariaDisabled === 'true') return false;
    const messageId = control.closest('[data-message]')?.getAttribute('data-message') ?? '';
    const { press, select, dismiss, forget, more, person, command } = control.dataset;
    if (press !== undefined) gestures.press(messageId, press);
    else if (select !== undefined) openSelect(control, messageId, select);
    else if (dismiss !== undefined) store.dismiss(dismiss);
    else if (forget !== undefined) store.endSent(Number(forget), null);
    else if (more !== undefined) return apps.openMessage(more, control);
    else if (person !== undefined) return apps.openPerson(person, control);
    else if (command !== undefined) fill(`/${command}`);
    else return reveal(control);
    return true;
  }

  /** @param {HTMLElement} control @param {string} messageId @param {string} customId */
  function openSelect(control, messageId, customId) {
    const select = findSelect(store.message(messageId)?.components ?? [], customId);
    if (!select) return;
    const current = chosenOf(select, store.names).map(({ value }) => value);
    menus.toggle(control, select, current, (picked) =>
      gestures.select(
        messageId,
        customId,
        picked.map(({ value }) => value),
      ),
    );
  }

  log.addEventListener('click', (event) => {
    const closed = event.target instanceof Element ? event.target.closest('.spoiler:not(.open)') : null;
    if (event.target instanceof Element && use(closed ?? event.target)) event.preventDefault();
  });
  log.addEventListener('keydown', (event) => {
    const isSpoiler = event.target instanceof Element && event.target.matches('.spoiler:not(.open)');
    if (!isSpoiler || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    use(event.target);
  });
  log.addEventListener('contextmenu', (event) => apps.handleContextMenu(event));
}
