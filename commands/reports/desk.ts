/**
 * Where reports come in and go out: onto the disk, into the report channel, and back to whoever filed them.
 *
 * What is on the disk is the truth, and every message about it is made from there anew: what a kill or an outage kept from
 * Discord is made up for at the next press, the next command, or the next start.
 */
import { outcomeView } from '#commands/reports/answers-view.ts';
import { type Quote, reportPost, settledPost } from '#commands/reports/post-view.ts';
import type { Channels } from '#src/kit/channels.ts';
import type { Ports } from '#src/kit/ports.ts';
import type { Asked } from '#src/kit/request.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Speech } from '#src/kit/speech.ts';
import type { Language } from '#src/language/language.ts';
import type { NewReport, Report, Settlement } from '#src/moderation/reports.ts';
import { mayShow, moderatorsIn } from '#src/story/audience.ts';
import { FicError } from '#src/story/errors.ts';
import { plainText } from '#src/story/prose.ts';
import { type LibraryId, SHARED_LIBRARY, type Story, type StoryId } from '#src/story/story.ts';
import { KeyedQueue } from '#src/workers/queue.ts';

/** Where moderators see a report besides `/library reports`; `not-reached` is an outage of Discord's. */
export type Delivery = 'posted' | 'no-channel' | 'not-allowed' | 'not-reached';

/** UTF-16 units of a quote, of which the message shows as much as it has room for: enough to know the place again. */
const QUOTE_LENGTH = 400;
/** Whoever was not told within this time, in ms, has forgotten what they reported. */
const TELL_WITHIN = 30 * 24 * 60 * 60 * 1000;
/** Of one person's reports, told after one command. */
const TOLD_AT_ONCE = 3;
/** What a start makes up for; more than that is no outage. */
const MADE_UP_FOR = 200;
/** What is under way has so long, in ms, when the bot is to stop. */
const FINISH_WITHIN = 3000;

type Parts = Ports<'catalog' | 'moderation' | 'settings' | 'record' | 'channels' | 'now'> & {
  readonly speech: Pick<Speech, 'in' | 'to'>;
  /** Hears what of this was left for later. */
  readonly onTrouble: (error: unknown, what: string) => void;
};

/** A channel as the gate knows it. */
type Seen = NonNullable<Awaited<ReturnType<Channels['look']>>>;

/** What others need of it. */
export interface DeskPort {
  readonly reportDesk: ReportDesk;
}

export interface ReportDesk {
  /** On disk when this resolves. @throws FicError `reports-too-many`. */
  file(report: NewReport): Promise<Delivery>;
  /** A report filed in this server, with its fic. @throws FicError `report-not-found`. */
  find(id: string, library: LibraryId): Promise<{ readonly report: Report; readonly story: Story | null }>;
  /**
   * Settles a report, brings its messages up to date, and has the reporters told.
   *
   * @param isShown - its message in the report channel is updated by whoever calls.
   * @returns what that message says from now on.
   * @throws FicError `report-settled` where somebody was faster, `report-not-found`, `library-not-yours`.
   */
  settle(
    asked: Asked,
    id: string,
    how: Pick<Settlement, 'outcome' | 'answer'> & { readonly isShown: boolean },
  ): Promise<MessageBody>;
  /** A fic was withdrawn or taken down by a command: the reports about it are settled. */
  withdrawn(story: StoryId, library: LibraryId, by: string): Promise<void>;
  /** Tells somebody what became of their reports, where that did not reach them yet. */
  tellHere(who: string, language: Language, say: (body: MessageBody) => Promise<boolean>): Promise<void>;
  /** After a start: posts and tells what is still to be posted and told. */
  catchUp(): void;
  /** Waits for what is under way, a little. */
  close(): Promise<void>;
}

export function reportDesk(parts: Parts): ReportDesk {
  const { catalog, moderation, settings, record, channels, now, speech, onTrouble } = parts;
  const { reports } = moderation;
  const posting = new KeyedQueue();
  const telling = new KeyedQueue();
  const underWay = new Set<Promise<void>>();

  /** Work that nobody waits for. */
  function later(what: string, work: () => Promise<unknown>): void {
    const done: Promise<void> = work()
      .then(
        () => undefined,
        (error: unknown) => onTrouble(error, what),
      )
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }

  /** Null also where it was taken down: nobody is told of it any more. */
  async function storyOf({ story: id, library }: Report): Promise<Story | null> {
    const story = await catalog.get(id, [library, SHARED_LIBRARY]);
    return story?.state === 'taken-down' ? null : story;
  }

  async function bodyOf(report: Report, where: Seen | null): Promise<MessageBody & { readonly v2: true }> {
    const story = await storyOf(report);
    const language = speech.in(report.library);
    if (report.settlement) return settledPost(language, report, report.settlement, story);
    return reportPost(language, report, story, await quoteOf(report, story, where));
  }

  /** The words at the reported place, where this channel may show them. */
  async function quoteOf({ place }: Report, story: Story | null, where: Seen | null): Promise<Quote> {
    if (!story) return { shown: false, why: null };
    if (!where || !mayShow(moderatorsIn(where), story)) return { shown: false, why: 'rating' };
    if (!place || story.state !== 'published' || story.permission.basis === 'none') return { shown: false, why: null };
    try {
      const { chapter, offset } = place;
      const excerpt = await catalog.excerpt(story.id, chapter, offset, offset + QUOTE_LENGTH);
      const from = Math.max(0, offset - excerpt.start);
      return { shown: true, text: plainText(excerpt.blocks).slice(from, from + QUOTE_LENGTH) };
    } catch (error) {
      // The fic was edited, or went, in this moment.
      if (error instanceof FicError) return { shown: false, why: null };
      throw error;
    }
  }

  /** Brings the report's message up to date: posts it, edits it, and posts it anew where somebody deleted it. */
  function post(id: string, library: LibraryId): Promise<Delivery> {
    return posting.run(id, async () => {
      const report = await reports.get(id, library);
      if (!report) return 'no-channel';
      const standing = report.post;
      const channel = settings.of(library).reportChannel;
      if (standing) {
        const where = await channels.look(standing.channel);
        const edited = await channels.edit(standing.channel, standing.message, await bodyOf(report, where));
        if (edited === 'done') return 'posted';
        // Where the moderators have chosen another channel since, it goes there.
        if (edited !== 'gone' && standing.channel === channel) return 'not-allowed';
      }
      if (report.settlement || channel === null) return 'no-channel';
      const where = await channels.look(channel);
      if (where?.guildId !== library) return 'not-allowed';
      try {
        const once = `report ${id} ${standing?.message ?? ''}`;
        const { messageId } = await channels.post(channel, await bodyOf(report, where), once);
        await reports.posted(id, { channel, message: messageId });
        return 'posted';
      } catch (error) {
        if (error instanceof FicError && error.code === 'bot-may-not-post') return 'not-allowed';
        throw error;
      }
    });
  }

  /** By direct message; whoever takes none hears of it after their next command. */
  function tell({ id, library }: Report): Promise<void> {
    return telling.run(id, async () => {
      const report = await reports.get(id, library);
      if (!report?.settlement || report.toldAt !== null) return;
      const theirs = await speech.to(report.by, report.library);
      const body = outcomeView(theirs, report.settlement, await storyOf(report));
      if (await channels.postDirect(report.by, body, `report ${id}`)) await reports.told(id, now());
    });
  }

  /** The log of the library has what was decided, and never what was said. */
  async function settled(done: readonly Report[], { by, at, outcome }: Settlement, shown: string | null) {
    for (const report of done) {
      const title = (await storyOf(report))?.title ?? '';
      const details = { title, outcome, reason: report.reason };
      await record({ library: report.library, by, at, action: 'report-closed', story: report.story, details });
      if (report.id !== shown) later('a settled report', () => post(report.id, report.library));
      later('an outcome', () => tell(report));
    }
  }

  async function find(id: string, library: LibraryId) {
    const report = await reports.get(id, library);
    if (!report) throw new FicError('report-not-found');
    return { report, story: await storyOf(report) };
  }

  return {
    find,
    async file(report) {
      const { id, library } = await reports.file(report);
      try {
        return await post(id, library);
      } catch (error) {
        onTrouble(error, 'a report');
        return 'not-reached';
      }
    },
    async settle({ who, where }, id, { outcome, answer, isShown }) {
      const library = where.guildId;
      if (library === null) throw new FicError('server-only');
      const { report, story } = await find(id, library);
      const settlement = { outcome, by: who.id, at: now(), answer };
      const done = await reports.settle(id, library, settlement);
      if (done.length === 0) {
        // Where a kill or an outage left the message as it was, this mends it.
        later('a settled report', () => post(id, library));
        throw new FicError('report-settled');
      }
      if (outcome === 'withdrawn' && story?.state === 'published') {
        const { by, at } = settlement;
        await record({ library, by, at, action: 'withdrawn', story: story.id, details: { title: story.title } });
      }
      await settled(done, settlement, isShown ? id : null);
      return settledPost(speech.in(library), report, settlement, story);
    },
    async withdrawn(story, library, by) {
      const settlement: Settlement = { outcome: 'withdrawn', by, at: now(), answer: '' };
      await settled(await reports.settleAll(story, library, settlement), settlement, null);
    },
    async tellHere(who, theirs, say) {
      for (const { id, library } of await reports.untold(who, now() - TELL_WITHIN, TOLD_AT_ONCE)) {
        await telling.run(id, async () => {
          const report = await reports.get(id, library);
          // A follow-up cannot be sent twice and stand once: noted first, it is rather not told than told twice.
          if (!report?.settlement || !(await reports.told(id, now()))) return;
          if (!(await say(outcomeView(theirs, report.settlement, await storyOf(report))))) await reports.untell(id);
        });
      }
    },
    catchUp() {
      later('the outcomes of before the start', async () => {
        for (const report of await reports.untold(null, now() - TELL_WITHIN, MADE_UP_FOR)) {
          await tell(report).catch((error: unknown) => onTrouble(error, 'an outcome'));
        }
      });
      later('the reports of before the start', async () => {
        const closed = new Set<LibraryId>();
        for (const { id, library } of await reports.unposted(MADE_UP_FOR)) {
          if (closed.has(library) || settings.of(library).reportChannel === null) continue;
          if ((await post(id, library)) !== 'posted') closed.add(library);
        }
      });
    },
    async close() {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timeout = setTimeout(resolve, FINISH_WITHIN);
      await Promise.race([Promise.all(underWay), late]);
      clearTimeout(timeout);
    },
  };
}
