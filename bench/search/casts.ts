/** Fandoms with their characters and pairings, each made when it is first picked, and always the same. */
import type { Pairing } from '#src/story/pairing.ts';
import { Dice, ZipfBag } from '../dice.ts';
import { capitalised } from '../words.ts';

/** AO3 2021. */
const FANDOMS = 30_243;
/** Of these the catalog's own have at most so many pairs that anyone writes. */
const PAIRS = 30;

interface Cast {
  readonly fandom: string;
  readonly characters: ZipfBag<string>;
  readonly pairings: ZipfBag<Pairing>;
}

export interface Picked {
  readonly fandoms: readonly string[];
  readonly characters: readonly string[];
  /** One to four. */
  readonly pairings: readonly Pairing[];
}

export function nameOf(dice: Dice, words: readonly string[], from: number, to: number): string {
  let name = '';
  for (let left = dice.between(from, to); left > 0; left -= 1) name += `${name && ' '}${capitalised(dice.pick(words))}`;
  return name;
}

export class Casts {
  readonly #words: readonly string[];
  readonly #ranks: ZipfBag<number>;
  readonly #made = new Map<number, Cast>();

  constructor(words: readonly string[], curve: { readonly s: number; readonly q: number }) {
    this.#words = words;
    this.#ranks = new ZipfBag(
      Array.from({ length: FANDOMS }, (_, rank) => rank),
      curve,
    );
  }

  /** @param names - of the whole work: one of few names has few characters. */
  pick(dice: Dice, names: number): Picked {
    const cast = this.#cast(this.#ranks.pick(dice));
    const fandoms = dice.roll() < 0.04 ? [cast.fandom, this.#cast(this.#ranks.pick(dice)).fandom] : [cast.fandom];
    const pairings = new Set<Pairing>();
    for (let left = Math.min(dice.between(1, 4), 1 + Math.floor(names / 6)); left > 0; left -= 1) {
      pairings.add(cast.pairings.pick(dice));
    }
    const characters = new Set([...pairings].flatMap(({ members }) => members));
    for (let left = Math.min(6, Math.floor(names / 5)); left > 0; left -= 1) characters.add(cast.characters.pick(dice));
    return { fandoms: [...new Set(fandoms)], characters: [...characters], pairings: [...pairings] };
  }

  #cast(rank: number): Cast {
    const known = this.#made.get(rank);
    if (known) return known;
    const dice = new Dice(0x5eed + rank);
    const fandom = nameOf(dice, this.#words, 1, 4);
    // A popular fandom has a larger cast.
    const names = Array.from({ length: Math.max(6, Math.round(60 / (1 + rank / 200))) }, () =>
      nameOf(dice, this.#words, 1, 2),
    );
    const characters = new ZipfBag(names, { s: 1, q: 1 });
    const pairings = Array.from({ length: Math.min(PAIRS, names.length) }, (): Pairing => {
      const members = new Set<string>();
      const size = dice.roll() < 0.05 ? 3 : 2;
      while (members.size < size) members.add(characters.pick(dice));
      const kind = dice.roll() < 0.15 ? 'platonic' : 'romantic';
      return { raw: [...members].join(kind === 'platonic' ? ' & ' : '/'), members: [...members], kind };
    });
    const cast = { fandom, characters, pairings: new ZipfBag(pairings, { s: 1.2, q: 0 }) };
    this.#made.set(rank, cast);
    return cast;
  }
}
