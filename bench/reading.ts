/** A reader's gestures, the same for both bots: open a novel, turn its pages. */
import type { SeenMessage } from '#playground/gestures/seen-message.ts';
import type { Stage } from './stage.ts';

/** Opens a story and gives the message that has its page: in Ficus in the reader's thread, agreed to the first time. */
export async function openPage({ reader }: Stage, story: string): Promise<SeenMessage> {
  const reply = await reader.slash('/fic read', { story });
  if (reply.message?.buttonLabels.includes('Read in my own thread')) {
    await reader.press(reply.message, 'Read in my own thread');
  }
  const [thread] = reader.visibleThreads();
  const page = thread ? reader.messages(thread).at(-1) : reply.message;
  if (!page?.buttonLabels.includes('Next')) throw new Error(`No page was opened: ${reply.message?.text}`);
  return page;
}

export async function turnPage({ reader }: Stage, page: SeenMessage): Promise<string> {
  const reply = await reader.press(page, 'Next');
  return reply.message?.text ?? '';
}

/** To the middle of a chapter, where there is a menu for it. */
export async function jumpToMiddle({ reader }: Stage, page: SeenMessage): Promise<void> {
  const menu = page.selects.find(({ placeholder }) => placeholder === 'Jump to a page');
  const options = menu && 'options' in menu ? menu.options : [];
  const middle = options[Math.floor(options.length / 2)];
  if (middle) await reader.select(page, 'Jump to a page', [middle.value]);
}
