/** The query language: what people type is read as they mean it, and what was read can be written down and read again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Condition, EVERYTHING, type StoryQuery } from '#src/query/ast.ts';
import { LIMITS_OF_TYPED, parseQuery, printCondition, printQuery, readPrinted } from '#src/query/language.ts';
import { normalQuery } from '#src/query/normal.ts';
import { anyQuery, queryText } from '#tests/query/arbitrary-query.ts';

const word = (text: string): Condition => ({ kind: 'words', text, as: 'word' });
const phrase = (text: string): Condition => ({ kind: 'words', text, as: 'phrase' });
const beginning = (text: string): Condition => ({ kind: 'words', text, as: 'beginning' });
const named = (field: string, text: string, more = {}) => ({ kind: 'named', field, text, ...more }) as Condition;
const words = (min: number | null, max: number | null) => ({ kind: 'number', field: 'words', min, max }) as Condition;
const not = (of: Condition): Condition => ({ kind: 'not', of });
const any = (...of: Condition[]): Condition => ({ kind: 'any', of });
const all = (...of: Condition[]): Condition => ({ kind: 'all', of });
const rating = (from: string, to = from) => ({ kind: 'rating', from, to }) as Condition;
const updated = (from: unknown, to: unknown) => ({ kind: 'date', field: 'updated', from, to }) as Condition;
const status = (name: string) => ({ kind: 'status', status: name }) as Condition;
const day = (text: string) => ({ day: text });
const ago = (count: number, unit: string) => ({ ago: count, unit });

/** What is read without a mistake. */
function read(text: string): StoryQuery {
  const { query, mistakes } = parseQuery(text);
  expect(mistakes, text).toEqual([]);
  return query;
}

describe('a query', () => {
  test.each<[string, Condition]>([
    ['', EVERYTHING],
    ['   ', EVERYTHING],
    ['robin', word('robin')],
    ['robin garden', all(word('robin'), word('garden'))],
    ['robin AND garden', all(word('robin'), word('garden'))],
    ['robin && garden', all(word('robin'), word('garden'))],
    ['"secret garden"', phrase('secret garden')],
    ['robin OR garden', any(word('robin'), word('garden'))],
    ['robin|garden', any(word('robin'), word('garden'))],
    ['robin || garden | key', any(word('robin'), word('garden'), word('key'))],
    ['holmes robin OR garden', all(word('holmes'), any(word('robin'), word('garden')))],
    ['(holmes robin) OR garden', any(all(word('holmes'), word('robin')), word('garden'))],
    ['holmes (robin garden)', all(word('holmes'), word('robin'), word('garden'))],
    ['-angst', not(word('angst'))],
    ['NOT angst', not(word('angst'))],
    ['NOT -angst', word('angst')],
    ['-(angst OR death)', not(any(word('angst'), word('death')))],
    ['-"character death"', not(phrase('character death'))],
    ['sher*', beginning('sher')],
    ['"secret gar"*', beginning('secret gar')],
    ['not dead and or gone', all(...['not', 'dead', 'and', 'or', 'gone'].map(word))],
    ['slow-burn fix-it', all(word('slow-burn'), word('fix-it'))],
    ["O'Brien", word("O'Brien")],
    ['holmes/watson', word('holmes/watson')],
    ['Re:Zero', word('Re:Zero')],
    ['12:30', word('12:30')],
    ['https://a.example/b?c=d', word('https://a.example/b?c=d')],
    ['<3', word('<3')],
    ['Sherlock Holmes - Arthur Conan Doyle', all(...['Sherlock', 'Holmes', 'Arthur', 'Conan', 'Doyle'].map(word))],
    ['holmes & watson', all(word('holmes'), word('watson'))],
    ['???', word('???')],
    ['🦊', word('🦊')],
    ['\\-x', word('-x')],
    ['a\\ b', word('a b')],
    ['"say \\"no\\""', phrase('say "no"')],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual({ where: expected });
  });

  test.each<[string, Condition]>([
    ['fandom:sherlock', named('fandom', 'sherlock')],
    ['Fandom:Sherlock', named('fandom', 'Sherlock')],
    ['fandom: sherlock', named('fandom', 'sherlock')],
    ['fandom=sherlock', named('fandom', 'sherlock')],
    ['fandom:"Sherlock Holmes"', named('fandom', 'Sherlock Holmes')],
    ['fandom:(Sherlock Holmes)', named('fandom', 'Sherlock Holmes')],
    ['fandom:(Sherlock (TV))', named('fandom', 'Sherlock (TV)')],
    ['fandom:sher*', named('fandom', 'sher', { beginning: true })],
    ['fandom:"sherlock ho"*', named('fandom', 'sherlock ho', { beginning: true })],
    ['-tag:angst', not(named('tag', 'angst'))],
    ['tag:(fluff OR "slow burn")', any(named('tag', 'fluff'), named('tag', 'slow burn'))],
    ['tag:(fluff AND angst)', all(named('tag', 'fluff'), named('tag', 'angst'))],
    ['tag:(slow burn -angst)', all(named('tag', 'slow burn'), not(named('tag', 'angst')))],
    ['ship:holmes/watson', named('pairing', 'holmes/watson')],
    ['relationship:"Holmes & Watson"', named('pairing', 'Holmes & Watson')],
    ['pairing:a&b', named('pairing', 'a&b')],
    ['pairing:~a/b', named('pairing', 'a/b', { larger: true })],
    [
      'pairing:~"Anne Elliot/Frederick Wentworth"',
      named('pairing', 'Anne Elliot/Frederick Wentworth', { larger: true }),
    ],
    ['by:penwiper', named('author', 'penwiper')],
    ['creator:penwiper', named('author', 'penwiper')],
    ['char:Dorothy', named('character', 'Dorothy')],
    ['archive_warning:"Major Character Death"', named('warning', 'Major Character Death')],
    ['category:F/F', named('category', 'F/F')],
    ['genre:humor', named('genre', 'humor')],
    ['series:"three who stayed"', named('series', 'three who stayed')],
    ['title:slipper', named('title', 'slipper')],
    ['text:"russian roulette"', { kind: 'text', text: 'russian roulette' }],
    ['status:wip', status('in-progress')],
    ['status:"in progress"', status('in-progress')],
    ['is:complete', status('complete')],
    ['complete:true', status('complete')],
    ['complete:no', status('in-progress')],
    ['is:wip', status('in-progress')],
    ['is:oneshot', { kind: 'is', what: 'oneshot' }],
    ['is:one-shot', { kind: 'is', what: 'oneshot' }],
    ['crossover:false', not({ kind: 'is', what: 'crossover' })],
    ['language:english', { kind: 'language', language: 'en' }],
    ['lang:EN', { kind: 'language', language: 'en' }],
    ['language:français', { kind: 'language', language: 'fr' }],
    ['language:francais', { kind: 'language', language: 'fr' }],
    ['language:русский', { kind: 'language', language: 'ru' }],
    ['language:中文', { kind: 'language', language: 'zh' }],
    ['language:pt-BR', { kind: 'language', language: 'pt-br' }],
    ['rating:teen', rating('Teen')],
    ['rating:pg-13', rating('Teen')],
    ['rated:NC-17', rating('Explicit')],
    ['rating:unrated', rating('Unrated')],
    ['rating<=teen', rating('General', 'Teen')],
    ['rating<teen', rating('General')],
    ['rating>teen', rating('Mature', 'Explicit')],
    ['rating>=mature', rating('Mature', 'Explicit')],
    ['rating:teen-mature', rating('Teen', 'Mature')],
    ['rating:mature–teen', rating('Teen', 'Mature')],
    ['rating:pg-13-r', rating('Teen', 'Mature')],
    ['rating:g-nc-17', rating('General', 'Explicit')],
  ])('with a field: %s', (text, expected) => {
    expect(read(text)).toEqual({ where: expected });
  });

  test.each<[string, Condition]>([
    ['words:1k-5k', words(1000, 5000)],
    ['words:5k-1k', words(1000, 5000)],
    ['words:1.5k', words(1500, 1500)],
    ['words:10,000', words(10_000, 10_000)],
    ['words:1.000–5.000', words(1000, 5000)],
    ['words>10000', words(10_001, null)],
    ['words > 10,000', words(10_001, null)],
    ['words:>=10k', words(10_000, null)],
    ['words≥10k', words(10_000, null)],
    ['words<1000', words(null, 999)],
    ['words<=1000', words(null, 1000)],
    ['words:10k+', words(10_000, null)],
    ['wordcount:1000..2000', words(1000, 2000)],
    ['chapters:1', { kind: 'number', field: 'chapters', min: 1, max: 1 }],
    ['kudos>50', { kind: 'number', field: 'kudos', min: 51, max: null }],
    ['updated<7d', updated(ago(7, 'day'), null)],
    ['updated:7d', updated(ago(7, 'day'), null)],
    ['updated>1y', updated(null, ago(1, 'year'))],
    ['updated>"3 weeks ago"', updated(null, ago(3, 'week'))],
    ['updated:1w-2w', updated(ago(2, 'week'), ago(1, 'week'))],
    ['updated:"13-21 months ago"', updated(ago(21, 'month'), ago(13, 'month'))],
    ['updated:2024', updated(day('2024-01-01'), day('2024-12-31'))],
    ['updated:2024-02', updated(day('2024-02-01'), day('2024-02-29'))],
    ['updated:2024-05-01', updated(day('2024-05-01'), day('2024-05-01'))],
    ['updated:1.5.2024', updated(day('2024-05-01'), day('2024-05-01'))],
    ['updated:2022-2020', updated(day('2020-01-01'), day('2022-12-31'))],
    ['updated:2024-05..2024-07', updated(day('2024-05-01'), day('2024-07-31'))],
    ['updated>=2024-02-29', updated(day('2024-02-29'), null)],
    ['updated>2024', updated(day('2025-01-01'), null)],
    ['updated<2024-03-01', updated(null, day('2024-02-29'))],
    ['updated<=2024-03', updated(null, day('2024-03-31'))],
    ['posted:2020-2022', { ...updated(day('2020-01-01'), day('2022-12-31')), field: 'posted' } as Condition],
  ])('with numbers and days: %s', (text, expected) => {
    expect(read(text)).toEqual({ where: expected });
  });

  test.each<[string, string]>([
    ['“secret garden”', '"secret garden"'],
    ['„secret garden“', '"secret garden"'],
    ['“secret garden"', '"secret garden"'],
    ['–angst', '-angst'],
    ['—angst', '-angst'],
    ['fandom：sherlock', 'fandom:sherlock'],
    ['（robin OR key）garden', '(robin OR key) garden'],
    ['robin\u00a0garden\u3000key', 'robin garden key'],
    ['words＞１０００', 'words>1000'],
    ['words:1k–5k', 'words:1k-5k'],
    ['fandom :sherlock', 'fandom:sherlock'],
    ['ship:～a/b', 'ship:~a/b'],
    ['sher＊', 'sher*'],
  ])('that a phone wrote as %s is read as %s', (typed, meant) => {
    expect(read(typed)).toEqual(read(meant));
  });

  test('says what comes first, wherever that stands', () => {
    expect(read('sort:words')).toEqual({ where: EVERYTHING, sort: 'words' });
    expect(read('robin sort:posted garden')).toEqual({ where: all(word('robin'), word('garden')), sort: 'published' });
    expect(read('(robin sort:title)')).toEqual({ where: word('robin'), sort: 'title' });
  });
});

describe('a mistake is pointed at, and what can be understood is still asked', () => {
  const robin = word('robin');

  /** The place is what stands between the two signs. */
  test.each<[string, string, Condition, object?]>([
    ['robin »"«secret garden', 'quote-unbalanced', all(robin, word('secret'), word('garden'))],
    ['robin »(«secret OR garden', 'bracket-unbalanced', all(robin, any(word('secret'), word('garden')))],
    ['robin»)« secret', 'bracket-unbalanced', all(robin, word('secret'))],
    ['robin »()«', 'nothing-inside', robin],
    ['robin »""«', 'nothing-inside', robin],
    ['»OR«', 'operator-alone', EVERYTHING, { operator: 'OR' }],
    ['»OR« robin', 'operator-alone', robin],
    ['robin »OR«', 'operator-alone', robin],
    ['robin »||«', 'operator-alone', robin],
    ['(robin »|«)', 'operator-alone', robin],
    ['»AND« robin', 'operator-alone', robin],
    ['»-«', 'operator-alone', EVERYTHING, { operator: '-' }],
    ['robin »-«', 'operator-alone', robin],
    ['robin »NOT«', 'operator-alone', robin],
    ['robin »fandm«:x', 'field-unknown', robin, { field: 'fandm', nearest: 'fandom' }],
    ['robin »fandm«:"x y"', 'field-unknown', robin],
    ['robin »charatcer«:x', 'field-unknown', robin, { nearest: 'character' }],
    ['robin »summary«:x', 'field-absent', robin, { field: 'summary' }],
    ['robin »fandom:«', 'value-empty', robin, { field: 'fandom' }],
    ['»fandom:« tag:x', 'value-empty', named('tag', 'x')],
    ['»ship:« -angst', 'value-empty', not(word('angst'))],
    ['robin »fandom:""«', 'value-empty', robin],
    ['robin »fandom:()«', 'value-empty', robin],
    ['»tag>5« robin', 'comparison-misplaced', robin, { field: 'tag' }],
    ['robin words:»1k-«', 'range-impossible', robin, { field: 'words', value: '1k-', example: 'words:1k-5k' }],
    ['words:»abc« robin', 'range-impossible', robin],
    ['words>»1k-5k« robin', 'range-impossible', robin],
    ['words:(1k-5k OR »x«)', 'range-impossible', words(1000, 5000)],
    ['robin updated:»yesteryear«', 'date-unreadable', robin],
    ['robin updated:»2023-02-29«', 'date-unreadable', robin],
    ['robin updated:»2024-13«', 'date-unreadable', robin],
    ['robin updated<»0d«', 'date-unreadable', robin],
    ['robin rating:»purple«', 'rating-unreadable', robin],
    ['robin rating<»general«', 'rating-unreadable', robin],
    ['robin rating>»unrated«', 'rating-unreadable', robin],
    ['robin status:»compleet«', 'status-unreadable', robin, { nearest: 'complete' }],
    ['robin language:»englsh«', 'language-unreadable', robin, { nearest: 'en' }],
    ['robin sort:»wrods«', 'sort-unreadable', robin, { nearest: 'words' }],
    ['robin is:»crosover«', 'is-unreadable', robin, { nearest: 'crossover' }],
    ['rob»\0«in', 'controls', all(word('rob'), word('in'))],
    ['robin »\u202e«', 'controls', robin],
  ])('%s', (marked, code, where, details = {}) => {
    const at = marked.indexOf('»');
    const length = marked.indexOf('«') - at - 1;
    const { query, mistakes } = parseQuery(marked.replace(/[»«]/g, ''));
    expect(mistakes).toEqual([{ code, at, length, details: expect.objectContaining(details) }]);
    expect(query.where).toEqual(where);
  });

  test('a second order is not followed', () => {
    const { query, mistakes } = parseQuery('sort:words robin sort:title');
    expect(query).toEqual({ where: robin, sort: 'words' });
    expect(mistakes).toMatchObject([{ code: 'sort-again', at: 17, length: 10 }]);
  });

  test('several mistakes are each told, from the left to the right', () => {
    const { query, mistakes } = parseQuery('fandm:x robin words:abc (key OR');
    expect(mistakes.map(({ code }) => code)).toEqual([
      ...['field-unknown', 'range-impossible', 'bracket-unbalanced', 'operator-alone'],
    ]);
    expect(query.where).toEqual(all(robin, word('key')));
  });

  test('what is longer than 2,000 characters is read up to the last whole word', () => {
    const text = `robin ${'-x'.repeat(990)} ${'y'.repeat(100)}`;
    const { mistakes } = parseQuery(text);
    expect(mistakes).toEqual([{ code: 'too-long', at: 1986, length: 101, details: { most: '2000' } }]);
    expect(parseQuery(`"${'y'.repeat(5000)}"`).mistakes.map(({ code }) => code)).toEqual(['too-long']);
  });

  test('the first 32 terms are read', () => {
    const letters = Array.from({ length: 40 }, (_, index) => `w${index}`);
    const { query, mistakes } = parseQuery(letters.join(' '));
    expect(query.where).toEqual(all(...letters.slice(0, 32).map(word)));
    expect(mistakes).toMatchObject([{ code: 'too-many', details: { most: '32' } }]);
    expect(parseQuery(letters.join(' OR ')).mistakes).toHaveLength(1);
    expect(parseQuery(`(${letters.join(' (')}${')'.repeat(40)}`).mistakes).toContainEqual(
      expect.objectContaining({ code: 'too-many' }),
    );
  });

  test.each<[string, string]>([
    ['brackets', `${'('.repeat(999)}robin${')'.repeat(999)}`],
    ['brackets that never close', `${'('.repeat(1990)}robin`],
    ['brackets that only close', `robin${')'.repeat(1990)}`],
    ['brackets after fields', `robin ${'tag:('.repeat(390)}`],
    ['negations', `${'-('.repeat(600)}robin${')'.repeat(600)}`],
    ['dashes', `${'- '.repeat(900)}robin`],
    ['words that negate', `${'NOT '.repeat(400)}robin`],
    ['bars', `robin ${'| '.repeat(900)}`],
    ['quotes', `robin ${'" \\" '.repeat(300)}`],
    ['backslashes', `robin ${'\\'.repeat(1900)}`],
    ['stars', `robin ${'*'.repeat(1900)}`],
  ])('two thousand %s are no trouble', (_, text) => {
    const { query } = parseQuery(text);
    expect(printQuery(query)).toContain('robin');
    expect(readPrinted(printQuery(query))).toEqual(query);
  });
});

describe('what was read can be written down', () => {
  const runs = { numRuns: 3000 };

  test('and is read as the same again, whatever is in it', () => {
    fc.assert(
      fc.property(anyQuery(), (query) => {
        const normal = normalQuery(query);
        expect(normalQuery(normal)).toStrictEqual(normal);
        const printed = printQuery(query);
        expect(readPrinted(printed)).toStrictEqual(normal);
        if (printed.length <= LIMITS_OF_TYPED.length && terms(normal.where) <= LIMITS_OF_TYPED.terms) {
          expect(parseQuery(printed)).toStrictEqual({ query: normal, mistakes: [] });
        }
        expect(readPrinted(printCondition(query.where)).where).toStrictEqual(normal.where);
      }),
      runs,
    );
  });

  test('of any text: it is read or explained, in places that are in it, and what was understood reads the same again', () => {
    fc.assert(
      fc.property(fc.oneof(queryText(), queryText(300)), (text) => {
        const { query, mistakes } = parseQuery(text);
        for (const { at, length } of mistakes) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThan(0);
          expect(at + length).toBeLessThanOrEqual(text.length);
        }
        expect(normalQuery(query)).toStrictEqual(query);
        expect(readPrinted(printQuery(query))).toStrictEqual(query);
        if (printQuery(query).length <= LIMITS_OF_TYPED.length) {
          expect(parseQuery(printQuery(query))).toStrictEqual({ query, mistakes: [] });
        }
      }),
      runs,
    );
  });

  test('as people would type it', () => {
    expect(printQuery(read('ship:holmes/watson AND lang:french -(angst | death) order:longest'))).toBe(
      'pairing:holmes/watson language:fr -(angst OR death) sort:words',
    );
    expect(printQuery(read('words:>=10k updated:2024-05 rating<=pg-13'))).toBe(
      'words>=10000 updated:2024-05-01..2024-05-31 rating<=teen',
    );
    expect(printQuery({ where: EVERYTHING })).toBe('');
  });
});

function terms(condition: Condition): number {
  if (condition.kind === 'all' || condition.kind === 'any')
    return condition.of.reduce((sum, each) => sum + terms(each), 0);
  return condition.kind === 'not' ? terms(condition.of) : 1;
}
