/**
 * Libraries' own other names at hand for whoever searches: the books of those that were asked for, each made once, until something
 * changes.
 */
import type { EnginePort } from '#src/engine/port.ts';
import type { AliasBook, AliasesOf } from '#src/query/aliases.ts';
import { makeAliasBook } from '#src/search/alias-book.ts';
import type { LibraryId } from '#src/story/story.ts';

export class AliasShelf {
  readonly #port: Pick<EnginePort, 'aliases'>;
  /** Also those that are still being made: what was asked before a change is not put back after it. */
  readonly #books = new Map<LibraryId, Promise<AliasBook>>();

  constructor(port: Pick<EnginePort, 'aliases'>) {
    this.#port = port;
  }

  /** Of these libraries, to be looked up at once. */
  async of(libraries: readonly LibraryId[]): Promise<AliasesOf> {
    const books = await Promise.all(libraries.map((library) => this.#bookOf(library)));
    return (library) => books[libraries.indexOf(library)] ?? makeAliasBook();
  }

  /** Something may have changed. @param library - where nothing is said, any of them. */
  changed(library?: LibraryId): void {
    if (library === undefined) this.#books.clear();
    else this.#books.delete(library);
  }

  #bookOf(library: LibraryId): Promise<AliasBook> {
    const known = this.#books.get(library);
    if (known) return known;
    const book = this.#port.aliases(library).then(makeAliasBook);
    this.#books.set(library, book);
    // Whoever asks next tries again.
    book.catch(() => this.#books.get(library) === book && this.#books.delete(library));
    return book;
  }
}
