/** Words and sentences in the languages of an archive: made up, in their own letters, as often as words of a language recur. */
import { type Dice, ZipfBag } from '../dice.ts';
import { capitalised, makeWords } from '../words.ts';

export interface Tongue {
  /** BCP 47. */
  readonly language: string;
  /** AO3 2021, in percent of all works. */
  readonly share: number;
  /** From the commonest on. */
  readonly words: ZipfBag<string>;
  /** Between words. */
  readonly space: string;
}

/** Words of running text: Zipf's law with Mandelbrot's correction, as counts of English have it. */
const RUNNING = { s: 1.05, q: 2.7 };
const SIZES = { common: 150, latin: 80_000, other: 20_000 };

const RUSSIAN: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aаbбcцdдeеgгhхiиkкlлmмnнoоrрsсtтuуwв'.matchAll(/(.)(.)/gu)].map(([, latin = '', russian = '']) => [
    latin,
    russian,
  ]),
);

export function makeTongues(dice: Dice): readonly Tongue[] {
  const english = [...makeWords(dice, SIZES.common, [1]), ...makeWords(dice, SIZES.latin, [2, 2, 3])];
  const others = makeWords(dice, SIZES.other, [2, 3]);
  const russian = others.map((word) => word.replace(/[a-z]/g, (letter) => RUSSIAN[letter] ?? letter));
  const chinese = Array.from({ length: SIZES.other }, () =>
    String.fromCodePoint(...Array.from({ length: dice.between(1, 3) }, () => 0x4e00 + dice.between(0, 2_500))),
  );
  const tongue = (language: string, share: number, words: readonly string[], space = ' '): Tongue => ({
    language,
    share,
    words: new ZipfBag(words, RUNNING),
    space,
  });
  return [
    tongue('en', 90.6, english),
    tongue('zh', 4.6, chinese, ''),
    tongue('ru', 1.9, russian),
    tongue(
      'es',
      1.0,
      others.map((word) => word.replace(/n$/, 'ñ').replace(/o$/, 'ó')),
    ),
    tongue(
      'fr',
      1.9,
      others.map((word) => word.replace(/ea/, 'é').replace(/^c/, 'ç')),
    ),
  ];
}

export function say(dice: Dice, { words, space }: Tongue, count: number): string {
  let said = '';
  for (let number = 0; number < count; number += 1) said += (number === 0 ? '' : space) + words.pick(dice);
  return capitalised(said);
}
