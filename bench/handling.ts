/** From the gateway's event to the callback's request, gesture by gesture in turn with the bare bot, warmed up. */
import { Dice } from './dice.ts';
import { type Figures, figures, median } from './figures.ts';
import type { Library } from './library.ts';
import { jumpToMiddle, openPage, turnPage } from './reading.ts';
import type { Pair, Stage } from './stage.ts';
import type { Row } from './table.ts';

/** At p50, in ms beyond the bare bot. */
const AIM = 2;

interface Measure {
  readonly name: string;
  /** Does it once, on either stage; gives what the reader saw. */
  readonly gesture: (stage: Stage) => Promise<string>;
  /** What Ficus shows where it did what was asked of it. */
  readonly shows: RegExp;
}

/** In hundredths of what handling takes without. */
const WATCHING_AIM = 5;

/** All that is asked, taken together: what metrics and log cost is less than one measure alone differs from run to run. */
export async function measureWatching(pair: Pair, library: Library, samples: number): Promise<Row[]> {
  let ours = 0;
  let bare = 0;
  for (const measure of await measuresOf(pair, library)) {
    const taken = await sample(pair, measure, samples);
    // The middle of the differences, and not the difference of the middles: a sample and its pair meet the same machine.
    ours += taken.bare.p50 + taken.more;
    bare += taken.bare.p50;
  }
  const aim = { of: 'share', atMost: WATCHING_AIM } as const;
  return [{ measure: 'one of each, p50', unit: 'ms', ours, bare, aim }];
}

async function measuresOf(pair: Pair, library: Library): Promise<Measure[]> {
  return [
    ...asking(library),
    await turning(pair, 'turn a page, novel in chapters', library.novels.chapters),
    await turning(pair, 'turn a page, novel in one chapter', library.novels.whole),
  ];
}

export async function measureHandling(pair: Pair, library: Library, samples: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const measure of await measuresOf(pair, library)) {
    const { ours, bare } = await sample(pair, measure, samples);
    const row = (name: 'p50' | 'p99', aim: Row['aim']): Row => ({
      measure: `${measure.name}, ${name}`,
      unit: 'ms',
      ours: ours[name],
      bare: bare[name],
      aim,
    });
    rows.push(row('p50', { of: 'more', atMost: AIM }), row('p99', null));
  }
  return rows;
}

/** What is asked differs from sample to sample, the same for both. */
function asking({ open, names }: Library): Measure[] {
  const kinds = ['fandom', 'pairing', 'character', 'tag'] as const;
  const story = (dice: Dice) => dice.pick(open);
  const filter = (dice: Dice) => {
    const kind = dice.pick(kinds);
    return { kind, name: dice.pick(names[kind]) };
  };
  return [
    {
      name: 'autocomplete',
      shows: /./,
      gesture: asked(async ({ reader }, dice) => {
        const { kind, name } = filter(dice);
        const typed = (text: string) => text.slice(0, dice.between(1, 4));
        const choices =
          dice.roll() < 0.5
            ? await reader.complete('/fic show', { story: typed(story(dice).title) })
            : await reader.complete('/fic search', { [kind]: typed(name) });
        return choices.map((choice) => choice.name).join('\n');
      }),
    },
    {
      name: 'search',
      shows: /\d fics?\b/,
      gesture: asked(async ({ reader }, dice) => {
        const word = dice.pick(story(dice).title.split(' '));
        const { kind, name } = filter(dice);
        const asked = dice.roll() < 0.5 ? { query: word } : { [kind]: name };
        return (await reader.slash('/fic search', asked)).message?.text ?? '';
      }),
    },
    {
      name: 'show',
      shows: /^Rating$/m,
      gesture: asked(async ({ reader }, dice) => {
        return (await reader.slash('/fic show', { story: story(dice).id })).message?.text ?? '';
      }),
    },
  ];
}

/** Dice of its own for each stage: both are asked the same, in the same order. */
function asked(ask: (stage: Stage, dice: Dice) => Promise<string>): Measure['gesture'] {
  const dice = new Map<Stage, Dice>();
  return (stage) =>
    ask(
      stage,
      dice.getOrInsertComputed(stage, () => new Dice(2)),
    );
}

async function turning({ ours, bare }: Pair, name: string, novel: string): Promise<Measure> {
  const pages = new Map([
    [ours, await openPage(ours, novel)],
    [bare, await openPage(bare, novel)],
  ]);
  for (const [stage, page] of pages) await jumpToMiddle(stage, page);
  return {
    name,
    shows: /Page [\d,]+ of/,
    async gesture(stage) {
      const page = pages.get(stage);
      return page ? turnPage(stage, page) : '';
    },
  };
}

async function sample(pair: Pair, { name, gesture, shows }: Measure, samples: number) {
  const ours: number[] = [];
  const bare: number[] = [];
  const warmUp = Math.ceil(samples / 3);
  for (let number = -warmUp; number < samples; number += 1) {
    let seen = '';
    const askOurs = () =>
      pair.ours.time(async (stage) => {
        seen = await gesture(stage);
      });
    // Whoever is asked second finds the machine awake.
    const bareFirst = number % 2 === 0 ? await pair.bare.time(gesture) : null;
    const oursTook = await askOurs();
    const bareTook = bareFirst ?? (await pair.bare.time(gesture));
    if (!shows.test(seen)) throw new Error(`${name} went wrong: ${seen}`);
    if (number < 0) continue;
    ours.push(oursTook);
    bare.push(bareTook);
  }
  const more = median(ours.map((took, index) => took - (bare[index] ?? took)));
  return { ours: figures(ours), bare: figures(bare), more } satisfies Record<keyof Pair, Figures> & { more: number };
}
