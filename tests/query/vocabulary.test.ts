/** The words of the query language are held to what the code acts on: a typo in their file is found before anybody asks. */
import { describe, expect, test } from 'vitest';
import vocabulary from '#data/vocabulary/query.json' with { type: 'json' };
import { readVocabulary, type WrittenVocabulary } from '#src/query/read-vocabulary.ts';

/** The file as JSON, in which a test may write what it likes. */
type Written = { [Part in keyof WrittenVocabulary]: WrittenVocabulary[Part] };
const written = (): Written => structuredClone(vocabulary);

/** The file with something else in the row of a field. */
function withField(name: string, change: Readonly<Record<string, unknown>>): Written {
  const file = written();
  return { ...file, fields: file.fields.map((row) => (row.name === name ? { ...row, ...change } : row)) };
}

test('as they are, they are read', () => {
  expect(readVocabulary(vocabulary).fields.get('ship')).toEqual({
    ...{ name: 'pairing', kind: 'named', example: 'ship:holmes/watson' },
  });
});

describe('what nobody could act on is refused, by its place and word:', () => {
  test.each<[string, Written, string]>([
    ['a name that there is not', withField('title', { name: 'tilte' }), 'there is no field "tilte"'],
    ['a name of every object', withField('title', { name: 'constructor' }), 'there is no field "constructor"'],
    ['a field without an example', withField('title', { example: undefined }), 'title has no example'],
    ['a field with an empty example', withField('title', { example: '' }), 'title has no example'],
    ['a field without synonyms', withField('title', { synonyms: undefined }), 'title has no synonyms'],
    ['a misspelt key', withField('title', { synonims: [] }), 'title has "synonims"'],
    ['a missing field', { ...written(), fields: written().fields.slice(1) }, 'fields: title is missing'],
    ['a word of two fields', withField('series', { synonyms: ['by'] }), 'fields: "by" means two things'],
    [
      'a mistake that there is not',
      { ...written(), mistakes: { 'quote-unballanced': 'x' } },
      '"quote-unballanced" is none',
    ],
    [
      'a status that there is not',
      { ...written(), statuses: { ...written().statuses, done: [] } },
      '"done" is none of',
    ],
    ['a sort that there is not', { ...written(), sorts: { ...written().sorts, kudso: [] } }, '"kudso" is none of best'],
    ['a missing unit', { ...written(), units: { hour: [], day: [] } }, 'units: week is missing'],
    ['a word of two states', { ...written(), is: { ...written().is, wip: ['finished'] } }, '"finished" means two'],
  ])('%s', (_, file, sentence) => {
    expect(() => readVocabulary(file)).toThrow(sentence);
    expect(() => readVocabulary(file)).toThrow('query.json, ');
  });
});
