/**
 * What every engine runs beside its database: the index of stories, told of every change; the book of other names; and, in the one
 * program that keeps them, the index of texts.
 */
import { AliasShelf } from '#src/engine/alias-shelf.ts';
import { Asking } from '#src/engine/asking.ts';
import { IndexKeeper, type IndexKeeperOptions } from '#src/engine/index-keeper.ts';
import type { EnginePort, StoryRef, TextFilling } from '#src/engine/port.ts';
import { TextKeeper } from '#src/engine/text-keeper.ts';
import type { LibraryId } from '#src/story/story.ts';

export class Engine<Row extends StoryRef> {
  readonly asking: Asking<Row>;
  readonly #keeper: IndexKeeper;
  readonly #aliases: AliasShelf;
  readonly #texts: TextKeeper | null;

  /** @param filling - null where another program may keep the index of texts. */
  constructor(port: EnginePort<Row>, options: IndexKeeperOptions, filling: TextFilling | null) {
    this.#keeper = new IndexKeeper(port, options);
    this.#aliases = new AliasShelf(port);
    this.#texts = filling && new TextKeeper(filling);
    this.asking = new Asking(port, this.#keeper, this.#aliases);
  }

  /** Begins to fill the index, which the first question does, too; and the index of texts. */
  begin(): void {
    this.#keeper.begin();
    this.#texts?.begin();
  }

  /** This program wrote something that is neither a story nor another name. */
  wrote(): void {
    this.#texts?.begin();
  }

  /** This program changed stories. Resolves when the index has heard of it. */
  async wroteStories(): Promise<void> {
    this.wrote();
    await this.#keeper.weWrote();
  }

  wroteAliases(library: LibraryId): void {
    this.wrote();
    this.#aliases.changed(library);
  }

  /** Another program may have written anything. */
  othersWrote(): void {
    this.#keeper.othersWrote();
    this.#aliases.changed();
    this.#texts?.begin();
  }

  async close(): Promise<void> {
    this.#texts?.stop();
    await this.#keeper.close();
  }
}
