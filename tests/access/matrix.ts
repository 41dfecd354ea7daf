/**
 * The matrix: everybody tries one thing, and what each of them met is told in the words of who-may.ts, with whatever is wrong beside it.
 */
import { COMMANDS } from '#commands/index.ts';
import { reportId } from '#commands/reports/routes.ts';
import { type ParsedId, readerOf } from '#src/kit/custom-id.ts';
import { EXAMPLE_ROUTES } from '#src/kit/example-route.ts';
import { loadLanguages } from '#src/language/language.ts';
import { AccessRoom, type Answer, OWN } from '#tests/access/access-room.ts';
import { Ledger } from '#tests/access/ledger.ts';
import { furnishLibrary, moderatorScenes } from '#tests/access/moderator-scenes.ts';
import { type Typed, typedIn } from '#tests/access/options.ts';
import { readerScenes } from '#tests/access/reader-scenes.ts';
import { type Sighting, Sightings } from '#tests/access/sightings.ts';
import { PEOPLE, type Person, PROMISES, type Promised, UNKNOWN, type Verdict } from '#tests/access/who-may.ts';

const english = loadLanguages().for('en-US');
const readId = readerOf({ ...COMMANDS.routes, ...EXAMPLE_ROUTES });

/** Tables whose rows name nobody: what somebody's own draft adds to them is theirs, what is changed or gone is not. */
const NAMELESS = /^(?:draft_files|draft_texts|contents|chunks) /;

export class Matrix implements AsyncDisposable {
  readonly room: AccessRoom;
  readonly #sightings: Sightings;
  readonly #typed: Typed;
  readonly #ledger: Ledger;
  /** First arguments of what is used up: drafts, stories, reports. */
  readonly #spent = new Set<string | number>();

  private constructor(room: AccessRoom, sightings: Sightings, typed: Typed) {
    this.room = room;
    this.#sightings = sightings;
    this.#typed = typed;
    this.#ledger = new Ledger(...room.files);
  }

  static async open(): Promise<Matrix> {
    const room = await AccessRoom.open();
    const sightings = new Sightings(room.desk.room.world);
    await readerScenes(room);
    await furnishLibrary(room);
    const typed = await typedIn(room);
    await moderatorScenes(room, 'the moderator');
    await moderatorScenes(room, 'once a moderator');
    sightings.end();
    room.takeRolesAway('once a moderator');
    return new Matrix(room, sightings, typed);
  }

  /** Everybody calls a command. */
  called(name: string, promised: Promised): Promise<Record<Person, string>> {
    const [first, second] = this.#typed[name] ?? [];
    if (!first || !second) throw new Error(`Nobody said in options.ts what is typed into /${name}.`);
    return this.#tried(promised, (person) =>
      this.room.call(person, `/${name}`, person === 'another moderator' ? second : first),
    );
  }

  /**
   * Everybody presses what one of them was shown.
   *
   * @param usesUp - who presses later needs another.
   */
  pressed(promised: Promised, isIt: (id: ParsedId) => boolean, usesUp = false): Promise<Record<Person, string>> {
    return this.#tried(promised, async (person) => {
      const sighting = this.shown(shownTo(person, promised), isIt);
      const answer = await this.room.press(person, sighting);
      if (usesUp && answer.refusal === null) this.#spent.add(firstArg(sighting));
      return answer;
    });
  }

  /** One person presses something. */
  async met(person: Person, sighting: Sighting): Promise<string> {
    return this.#meets(person, () => this.room.press(person, sighting));
  }

  /** The first that this person was shown of it, or all were, and that is not used up. */
  shown(person: Person, isIt: (id: ParsedId) => boolean): Sighting {
    const { id } = this.room.seats[person].user;
    const theirs = this.#seen().filter(({ customId, by }) => {
      const parsed = readId(customId);
      return parsed !== null && isIt(parsed) && (by === id || by === null);
    });
    const found = theirs.find((each) => !this.#spent.has(firstArg(each))) ?? theirs[0];
    if (!found) throw new Error('The bot never showed it: the scenes have to come by.');
    return found;
  }

  /** With the one button that only lists of an earlier release had, beside each that looks at a report. */
  #seen(): Sighting[] {
    const closing = this.#sightings.all.flatMap((sighting): Sighting[] => {
      const id = readId(sighting.customId);
      if (id?.name !== 'report-look') return [];
      return [{ ...sighting, kind: 'button', customId: reportId('report-close', { report: String(id.args.report) }) }];
    });
    return [...this.#sightings.all, ...closing];
  }

  /** First those who are refused, and last whose it is. */
  async #tried(promised: Promised, attempt: (person: Person) => Promise<Answer>): Promise<Record<Person, string>> {
    const verdicts: Readonly<Record<Person, Verdict>> = PROMISES[promised];
    const turn = (person: Person) =>
      verdicts[person] !== 'may' ? 0 : person === 'the reader' || person === 'the moderator' ? 2 : 1;
    const met: Partial<Record<Person, string>> = {};
    for (const person of PEOPLE.toSorted((a, b) => turn(a) - turn(b))) {
      met[person] = await this.#meets(person, () => attempt(person));
    }
    return met as Record<Person, string>;
  }

  async #meets(person: Person, attempt: () => Promise<Answer>): Promise<string> {
    const before = this.#ledger.rows();
    const answer = await attempt();
    const after = this.#ledger.rows();
    const { refusal, text, isPrivate, leavesMessage } = answer;
    const protects = refusal === null ? this.#notTheirs(person) : () => true;
    const there = new Set(before);
    const isTheirDraft = (row: string) => refusal === null && NAMELESS.test(row) && !there.has(row);
    const stays = after.filter((row) => protects(row) && !isTheirDraft(row));
    const wrong = [
      isOutside(person) && text.includes(OWN) && 'reads what is not theirs',
      before.filter(protects).join('\n') !== stays.join('\n') && 'changes what is not theirs',
      refusal !== null && !says(text, refusal) && `is told: ${text}`,
      refusal !== null && !isPrivate && 'is refused before all',
      refusal !== null && !leavesMessage && 'changes what was pressed',
    ].filter((each) => each !== false);
    const verdict = refusal === null ? 'may' : UNKNOWN.includes(refusal) ? 'unknown there' : refusal;
    return [verdict, ...wrong].join(', ');
  }

  /** Rows that somebody may not change by what they may do: of the server, who is outside; of the reader, who is another. */
  #notTheirs(person: Person): (row: string) => boolean {
    const { id } = this.room.seats[person].user;
    if (isOutside(person)) return (row) => !row.includes(id) && !row.includes(this.room.elsewhere);
    const reader = this.room.seats['the reader'].user.id;
    return (row) => person !== 'the reader' && row.startsWith('entries ') && row.includes(reader);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ledger[Symbol.dispose]();
    await this.room[Symbol.asyncDispose]();
  }
}

export function isOutside(person: Person): boolean {
  return person === 'a moderator elsewhere' || person === 'a stranger';
}

/** Who was shown what this person presses: the reader, the moderator, or who is a moderator no more. */
function shownTo(person: Person, promised: Promised): Person {
  const verdicts: Readonly<Record<Person, Verdict>> = PROMISES[promised];
  if (verdicts['the reader'] !== 'moderators-only') return 'the reader';
  const theirs = person === 'once a moderator' || (person === 'another moderator' && verdicts[person] === 'may');
  return theirs ? 'once a moderator' : 'the moderator';
}

function firstArg({ customId }: Sighting): string | number {
  return Object.values(readId(customId)?.args ?? {})[0] ?? customId;
}

/** Whether these are the words of a refusal, whatever it names. */
function says(text: string, refusal: string): boolean {
  const [beginning = '', ...rest] = english.sayOf(`errors.${refusal}`, { story: '…', title: '…' }).split('…');
  return text.startsWith(beginning) && rest.every((part) => text.includes(part));
}
