/**
 * What every engine runs, over one that answers at once and one that answers late and in another order: the index hears of every
 * change, questions are answered of what is there, and a saved index is taken up or thrown away.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Engine } from '#src/engine/engine.ts';
import type { StoryRef } from '#src/engine/port.ts';
import type { StoryQuery } from '#src/query/ast.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { asked } from '#tests/catalog/contract/trial.ts';
import { romance } from '#tests/catalog/stories.ts';
import { ALL, Counted, EVERYONE, NOW, type OpenStored, type Stored } from '#tests/engine/trial.ts';

interface Started {
  readonly engine: Engine<StoryRef>;
  readonly kind: Counted;
  search(query: StoryQuery): ReturnType<Engine<StoryRef>['asking']['search']>;
  titles(query?: StoryQuery): Promise<string[]>;
}

const EVERYTHING: StoryQuery = { where: { kind: 'all', of: [] } };
const phrase = (text: string): StoryQuery => ({ where: { kind: 'words', text, as: 'phrase' } });
const inText = (text: string): StoryQuery => ({ where: { kind: 'text', text } });
const titled = (...titles: string[]) => titles.map((title) => ({ title }));

export function describeEngine(name: string, open: OpenStored): void {
  describe(name, () => {
    let stored: Stored;
    const started: Engine<StoryRef>[] = [];
    beforeEach(async () => {
      stored = await open();
    });
    afterEach(async () => {
      await Promise.all(started.splice(0).map((engine) => engine.close()));
      await stored.close();
    });

    function start({ kind = new Counted(), saves = true, patience = 60_000, texts = false } = {}): Started {
      const engine = new Engine(stored.port, { kind, saves, patience }, texts ? stored.filling : null);
      started.push(engine);
      const search = (query: StoryQuery) => engine.asking.search(query, EVERYONE, ALL, NOW);
      const titles = async (query = EVERYTHING) => (await search(query)).hits.map(stored.titleOf).toSorted();
      return { engine, kind, search, titles };
    }

    async function stop(engine: Engine<StoryRef>): Promise<void> {
      started.splice(started.indexOf(engine), 1);
      await engine.close();
    }

    /** A start, a question and a stop. */
    async function once(kind?: Counted): Promise<{ readonly titles: string[]; readonly kind: Counted }> {
      const one = start({ ...(kind && { kind }) });
      const titles = await one.titles();
      await stop(one.engine);
      return { titles, kind: one.kind };
    }

    describe('a question', () => {
      it('finds what there is, and what another program did since', async () => {
        const [id = ''] = await stored.add(...titled('One', 'Two'));
        const { titles } = start();
        expect(await titles()).toEqual(['One', 'Two']);
        await stored.add(...titled('Three'));
        expect(await titles()).toEqual(['One', 'Three', 'Two']);
        await stored.rename(id, 'First');
        expect(await titles()).toEqual(['First', 'Three', 'Two']);
        await stored.hide(id);
        expect(await titles()).toEqual(['Three', 'Two']);
      });

      it('finds everything that was written before it was asked, whatever else is asked and written', async () => {
        const { engine, titles } = start();
        const expected = new Set<string>();
        const writing = Array.from({ length: 16 }, async (_, number) => {
          const title = `Story ${String(number).padStart(2, '0')}`;
          const [id = ''] = await stored.add({ title });
          if (number % 3 === 0) await stored.rename(id, `${title} again`);
          await engine.wroteStories();
          const name = number % 3 === 0 ? `${title} again` : title;
          expected.add(name);
          const before = [...expected];
          expect(await titles()).toEqual(expect.arrayContaining(before));
        });
        await Promise.all(writing);
        expect(await titles()).toEqual([...expected].toSorted());
      });

      it('counts each story once while stories change', async () => {
        const ids = await stored.add(
          ...Array.from({ length: 30 }, (_, number) => ({ title: `Green night ${number}` })),
        );
        const { search, titles } = start();
        await titles();
        const renaming = ids.map((id, number) => stored.rename(id, `Green night ${number}, again`));
        const found = await Promise.all(Array.from({ length: 10 }, () => search(phrase('green night'))));
        expect(found.map(({ total, hits }) => [total, new Set(hits.map(({ number }) => number)).size])).toEqual(
          found.map(() => [30, 30]),
        );
        await Promise.all(renaming);
        expect(await titles(phrase('green night'))).toEqual(ids.map((_, at) => `Green night ${at}, again`).toSorted());
      });

      it('never shows what was hidden, even where the index has not heard of it', async () => {
        const [id = '', other = ''] = await stored.add(...titled('Hidden', 'Shown'));
        const { engine, titles } = start();
        expect(await titles()).toHaveLength(2);
        const asking = [engine.asking.suggest('title', '', EVERYONE, 25, NOW), stored.hide(id)] as const;
        await Promise.all(asking);
        expect((await engine.asking.suggest('title', '', EVERYONE, 25, NOW)).map(({ value }) => value)).toEqual([
          other,
        ]);
        expect(await titles()).toEqual(['Shown']);
      });

      it('finds words side by side, in headers as they are now', async () => {
        const [id = ''] = await stored.add(
          ...titled('The Green Knight', 'Knight of the Green', 'A green knight returns', 'Nobody'),
        );
        const { titles } = start();
        expect(await titles(phrase('green knight'))).toEqual(['A green knight returns', 'The Green Knight']);
        await stored.rename(id, 'The Knight, green');
        expect(await titles(phrase('green knight'))).toEqual(['A green knight returns']);
        expect(await titles(phrase('knight green'))).toEqual(['The Knight, green']);
      });

      it('knows a library’s own other names as soon as they are told', async () => {
        await stored.add({ title: 'Ship', pairings: [romance('Ada Lovelace', 'Charles Babbage')] });
        const { engine, titles } = start();
        const ship = asked({ text: 'engineship' });
        const early = titles(ship);
        await stored.name(SHARED_LIBRARY, {
          ...{ kind: 'pairing', alias: 'engineship', standsFor: 'Ada Lovelace/Charles Babbage' },
        });
        engine.wroteAliases(SHARED_LIBRARY);
        expect(await titles(ship)).toEqual(['Ship']);
        await early;
        expect(await titles(ship)).toEqual(['Ship']);
      });

      it('is told what its stories have in common', async () => {
        await stored.add({ title: 'One', tags: ['lamp'] }, { title: 'Two', tags: ['lamp', 'rain'] });
        const { engine } = start();
        const { tag } = (await engine.asking.facets(EVERYTHING, EVERYONE, NOW)).facets;
        expect(tag).toEqual([
          { value: 'lamp', count: 2 },
          { value: 'rain', count: 1 },
        ]);
        expect(await engine.asking.suggest('tag', 'ra', EVERYONE, 25, NOW)).toMatchObject([{ value: 'rain', uses: 1 }]);
      });

      it('finds stories by their texts once those are looked through, and shows where', async () => {
        const [id = ''] = await stored.add(
          { title: 'Late', text: [['It was late. A lamp burned in the hall.']] },
          { title: 'Dark', text: [['No lamp burns here, and the hall is dark.']] },
        );
        const { engine, search, titles } = start({ texts: true });
        engine.begin();
        while ((await search(inText('lamp burned'))).unfinished) await turn();
        const { hits, passages } = await search(inText('lamp burned'));
        expect(hits.map(stored.titleOf)).toEqual(['Late']);
        const { excerpt = '', match = [0, 0] } = passages[id] ?? {};
        expect(excerpt.slice(...match)).toBe('lamp burned');
        await stored.add({ title: 'Later', text: [['Whose lamp burned?']] });
        engine.wrote();
        while ((await search(inText('lamp burned'))).unfinished) await turn();
        expect(await titles(inText('lamp burned'))).toEqual(['Late', 'Later']);
      });
    });

    describe('a story that cannot be read', () => {
      it('is told, and takes no other down with it', async () => {
        const [id = ''] = await stored.add(...titled('Broken lamp', 'Whole lamp', 'Another lamp'));
        const { titles } = start();
        expect(await titles(asked({ text: 'lamp' }))).toHaveLength(3);
        await stored.damage(id);
        expect(await titles(asked({ text: 'lamp' }))).toEqual(['Another lamp', 'Whole lamp']);
        expect((await once()).titles).toEqual(['Another lamp', 'Whole lamp']);
        expect(stored.unreadable).not.toEqual([]);
        await stored.add(...titled('New lamp'));
        expect(await titles(asked({ text: 'lamp' }))).toEqual(['Another lamp', 'New lamp', 'Whole lamp']);
      });
    });

    describe('an index that is being filled', () => {
      it('gives what it has to whoever cannot wait, and says that there may be more', async () => {
        await stored.add(...titled('One', 'Two'));
        const { search, titles } = start({ patience: 0 });
        expect((await search(EVERYTHING)).unfinished).toBe(true);
        while ((await search(EVERYTHING)).unfinished) await turn();
        expect(await titles()).toEqual(['One', 'Two']);
      });

      it('costs a program nothing that never asks', async () => {
        await stored.add(...titled('One'));
        const { engine, kind } = start();
        await turn();
        await stop(engine);
        expect(kind.puts).toBe(0);
        expect(existsSync(stored.port.snapshot.file)).toBe(false);
      });

      it('closes in the midst of it', async () => {
        await stored.add(...Array.from({ length: 120 }, (_, number) => ({ title: `Story ${number}` })));
        const { engine } = start();
        engine.begin();
        await turn();
        await stop(engine);
        expect((await once()).titles).toHaveLength(100);
      });
    });

    describe('a saved index', () => {
      it('spares the next start every story that it knows', async () => {
        await stored.add(...titled('One', 'Two'));
        await once();
        await stored.add(...titled('Three'));
        const { titles, kind } = await once();
        expect(titles).toEqual(['One', 'Three', 'Two']);
        expect([kind.loads, kind.puts]).toEqual([1, 1]);
      });

      it('hears of what was hidden or named anew since', async () => {
        const [id = '', other = ''] = await stored.add(...titled('One', 'Two', 'Three'));
        await once();
        await stored.hide(id);
        await stored.rename(other, 'Second');
        const { titles, kind } = await once();
        expect(titles).toEqual(['Second', 'Three']);
        expect(kind.loads).toBe(1);
      });

      it('is thrown away where the catalog knows another, or it is damaged', async () => {
        await stored.add(...titled('One'));
        await once();
        const { file } = stored.port.snapshot;
        const older = readFileSync(file);
        await stored.add(...titled('Two'));
        await once();
        writeFileSync(file, older);
        const first = await once();
        expect([first.titles, first.kind.loads]).toEqual([['One', 'Two'], 0]);
        writeFileSync(file, older.subarray(0, older.length - 1));
        const second = await once();
        expect([second.titles, second.kind.loads]).toEqual([['One', 'Two'], 0]);
      });

      it('is written by the bot alone', async () => {
        await stored.add(...titled('One'));
        const { engine, titles } = start({ saves: false });
        expect(await titles()).toEqual(['One']);
        await stop(engine);
        expect(existsSync(stored.port.snapshot.file)).toBe(false);
      });
    });
  });
}
