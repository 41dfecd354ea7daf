/** The header: where it ends, what it holds, and that not a character of the file is lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vocabulary from '#data/vocabulary/labels.json' with { type: 'json' };
import { readLabel } from '#src/importers/header/labels.ts';
import { readSubject } from '#src/importers/header/subject.ts';
import { splitHeader } from '#src/importers/posted-text/split-header.ts';
import { unicodeText } from '#tests/unicode-text.ts';

/** What a header says: label, or field where there was no label, and value. */
const fields = (text: string) =>
  splitHeader(text).fields.map(({ label, fields, value }) => [label || fields[0], value]);
const body = (text: string) => splitHeader(text).body;

describe('every label of the field', () => {
  test.each(Object.entries(vocabulary))('%s, in any case and decoration', (field, { strong, weak }) => {
    for (const label of [...strong, ...weak]) {
      for (const line of [
        `${label}: x`,
        `${label.toUpperCase()}: x`,
        `**${label}:** x`,
        `${label} : x`,
        `* ${label}: x`,
      ]) {
        expect(readLabel(line), line).toMatchObject({ fields: [field], value: 'x' });
      }
    }
  });

  test.each([
    ['Rating/Warnings', ['rating', 'warnings']],
    ['Content/Rating', ['warnings', 'rating']],
    ['Rating/Warning(s)', ['rating', 'warnings']],
    ['Warnings/Spoilers', ['warnings', 'spoilers']],
    ['Title & Part Number', ['title', 'part']],
    ['Characters/Pairings', ['characters', 'pairings']],
    ['Pairing(s) / Character(s)', ['pairings', 'characters']],
    ['WIP?', ['wip']],
    ['Author’s Note(s)', ['notes']],
  ])('“%s:” holds %j', (label, expected) => {
    expect(readLabel(`${label}: x`)?.fields).toEqual(expected);
  });

  test('a dash or an equals sign does where the label is plain', () => {
    expect(readLabel('Title - The Fog')).toMatchObject({ fields: ['title'], value: 'The Fog' });
    expect(readLabel('RATING = PG')).toMatchObject({ fields: ['rating'], value: 'PG' });
    expect(readLabel('Time - the great healer - had done nothing.')).toBeNull();
  });

  test.each(['He said: no.', 'There was one rule: run.', 'Holmes/Watson', '10:30', 'http://example.org/', ': x'])(
    '“%s” is no label',
    (line) => {
      expect(readLabel(line)).toBeNull();
    },
  );
});

describe('fields and body', () => {
  test('fields on lines, the body after a blank line', () => {
    const post = 'Title: Fog\nRating: PG\n\nIt was dark.\n\nVery.';
    expect(fields(post)).toEqual([
      ['Title', 'Fog'],
      ['Rating', 'PG'],
    ]);
    expect(body(post)).toBe('It was dark.\n\nVery.');
  });

  test('fields between blank lines, the body as one more block', () => {
    expect(body('Title: Fog\n\nRating: PG\n\nDisclaimer: Not mine.\n\nIt was dark.\n\nVery.')).toBe(
      'It was dark.\n\nVery.',
    );
  });

  test('fields in both ways', () => {
    const post = 'Title: Fog\nAuthor: Ann\n\nRating: PG\n\nSummary: None yet.\nNotes: Thanks.\n\nIt was dark.';
    expect(fields(post)).toHaveLength(5);
    expect(body(post)).toBe('It was dark.');
  });

  test('no blank line anywhere: the body begins at the first line without a label', () => {
    expect(body('Title: Fog\nRating: PG\nIt was dark.\nHe said: no.\nNote: the door was open.')).toBe(
      'It was dark.\nHe said: no.\nNote: the door was open.',
    );
  });

  test.each([
    ['a colon in the first paragraph', 'He said: no.'],
    ['a label later on', 'It was dark.\n\nNote: the door was open.\n\nRating: he had none.'],
    ['a chapter heading with a colon', 'Chapter 2: The Storm\n\nIt blew.'],
    ['a chapter heading of a word', 'Prologue: Night\n\nIt blew.'],
    ['a play', 'Holmes: Yes.\nWatson: No.'],
  ])('%s is body', (_, text) => {
    for (const gap of ['\n\n', '\n\n\n']) expect(body(`Title: Fog\nRating: PG${gap}${text}`)).toBe(text);
    expect(body(`Title: Fog\n\nRating: PG\n\n${text}`)).toBe(text);
  });

  test('a chapter heading right below the last field is body', () => {
    expect(body('Title: Fog\nRating: PG\nChapter 2: The Storm\n\nIt blew.')).toBe('Chapter 2: The Storm\n\nIt blew.');
    expect(body('Title: Fog\nSummary: Weather.\nPrologue\nIt blew.')).toBe('Prologue\nIt blew.');
  });

  test('a line between header and body belongs to neither', () => {
    const { rawHeader, body } = splitHeader('Title: Fog\nRating: PG\n\n-----\n\nIt was dark.');
    expect(body).toBe('It was dark.');
    expect(rawHeader).toContain('-----');
  });

  test('wrapped lines go on with their field', () => {
    const post =
      'Title: Fog\nSummary: Holmes is bored and there is no fog at all in the whole of\nLondon, which is his own fault.\nRating: PG\n\nIt was dark.';
    expect(fields(post)[1]).toEqual([
      'Summary',
      'Holmes is bored and there is no fog at all in the whole of London, which is his own fault.',
    ]);
  });

  test('pairings stand one on a line', () => {
    expect(fields('Title: Fog\nPairings: A/B\nC/D\nE/F\n\nIt was dark.')[1]).toEqual(['Pairings', 'A/B\nC/D\nE/F']);
  });

  test('a value may begin on the next line', () => {
    expect(fields('Title: Fog\nSummary:\nHolmes is bored.\nRating: PG\n\nIt was dark.')[1]).toEqual([
      'Summary',
      'Holmes is bored.',
    ]);
    expect(fields('Title: Fog\n\nSummary:\n\nHolmes is bored.\n\nRating: PG\n\nIt was dark.')[1]).toEqual([
      'Summary',
      'Holmes is bored.',
    ]);
  });

  test('a disclaimer of several paragraphs, when more fields follow', () => {
    const post = 'Title: Fog\n\nDisclaimer: Not mine.\n\nNot even a little.\n\nRating: PG\n\nIt was dark.';
    expect(fields(post)).toEqual([
      ['Title', 'Fog'],
      ['Disclaimer', 'Not mine.\n\nNot even a little.'],
      ['Rating', 'PG'],
    ]);
    expect(body(post)).toBe('It was dark.');
  });

  test('a note of several lines, when a blank line ends the header', () => {
    const post = 'Title: Fog\nNotes: Thanks to Ann.\nShe knows why.\n\nIt was dark.';
    expect(fields(post)[1]).toEqual(['Notes', 'Thanks to Ann.\nShe knows why.']);
    expect(body(post)).toBe('It was dark.');
  });

  test('labels decorated in three ways at once', () => {
    const post = '[b]Title:[/b] Fog\n<b>Rating</b>: PG<br>\n__Author:__ Ann\n**Fandom: Dracula**\n\nIt was dark.';
    expect(fields(post)).toEqual([
      ['Title', 'Fog'],
      ['Rating', 'PG'],
      ['Author', 'Ann'],
      ['Fandom', 'Dracula'],
    ]);
  });

  test('HTML that ends lines with tags', () => {
    const post = '<p>Title: Fog<br>Rating: PG</p><p>It was dark.</p>';
    expect(fields(post)).toEqual([
      ['Title', 'Fog'],
      ['Rating', 'PG'],
    ]);
    expect(body(post)).toBe('<p>It was dark.</p>');
  });

  test('an unknown label among fields is a field under its label', () => {
    const unknown = splitHeader('Title: Fog\nMood: sleepy\nBanner by: Ann\nRating: PG\n\nIt was dark.').fields[1];
    expect(unknown).toEqual({ label: 'Mood', fields: [], value: 'sleepy', where: { line: 2 } });
    expect(fields('Title: Fog\n\nMood: sleepy\n\nRating: PG\n\nIt was dark.')[1]).toEqual(['Mood', 'sleepy']);
    expect(body('Title: Fog\n\nRating: PG\n\nMood: sleepy was the word.')).toBe('Mood: sleepy was the word.');
  });

  test.each([...['Side pairing: A/B', 'Cover art: by Ann', 'Originally posted: 2003', 'for whom: Bob']])(
    '“%s” between known labels is a field of its own',
    (line) => {
      const [label, value] = line.split(': ');
      for (const above of ['Title: Fog\nAuthor: Ann', 'Author: Ann\nTitle: Fog', 'Title: Fog\nRating: PG']) {
        const post = splitHeader(`${above}\n${line}\nFandom: Dracula\n\nIt was dark.`);
        expect(post.fields[2]).toEqual({ label, fields: [], value, where: { line: 3 } });
        expect(post.body).toBe('It was dark.');
      }
    },
  );

  test('a header of several blocks gives only its last one back to a story that would be empty', () => {
    const post = 'Title: Fog\n\nAuthor: Ann\nRating: PG\n\nNote: it was raining.';
    expect(fields(post)).toHaveLength(3);
    expect(body(post)).toBe('Note: it was raining.');
  });

  test('a lower-case label between blank lines is a field too', () => {
    const post = 'Title: Fog\n\nSide pairing: A/B\n\nRating: PG\n\nIt was dark.';
    expect(fields(post)[1]).toEqual(['Side pairing', 'A/B']);
    expect(body(post)).toBe('It was dark.');
    expect(body('Title: Fog\n\nRating: PG\n\nThe sign said: no.\n\nSummary: none.')).toBe(
      'The sign said: no.\n\nSummary: none.',
    );
  });

  test('a summary keeps its sentences with a colon', () => {
    expect(fields('Title: Fog\nSummary: Ann came.\nThen she said: no.\nRating: PG\n\nIt was dark.')[1]).toEqual([
      'Summary',
      'Ann came.\nThen she said: no.',
    ]);
  });

  test.each([
    ...['Other warnings', 'Chapter warnings', 'Additional warnings', 'Warnings for this chapter', 'Potential triggers'],
  ])('“%s:” holds warnings', (label) => {
    const post = splitHeader(`Title: A\nAuthor: C\n${label}: Underage Sex\nRating: PG\n\nIt was dark.`);
    expect(post.fields[2]).toEqual({ label, fields: ['warnings'], value: 'Underage Sex', where: { line: 3 } });
  });

  test.each([
    ['Part 1 of 3', ['Part', '1/3']],
    ['Chapter 2: The Storm', ['Chapter', '2: The Storm']],
    ['Part One: The Beginning', ['Part', '1: The Beginning']],
  ])('“%s” inside the header says which part this is', (line, field) => {
    const post = `Title: Fog\n${line}\nAuthor: Ann\nRating: PG\n\nIt was dark.`;
    expect(fields(post)).toEqual([['Title', 'Fog'], field, ['Author', 'Ann'], ['Rating', 'PG']]);
    expect(body(post)).toBe('It was dark.');
  });

  test.each([
    'Dear John: I left. Title: none.\n\nSummary: he wrote in his journal.\n\nThe end.',
    'Rating: ten out of ten, thought Bob.\n\nThe end.',
    'Warning: the sign said.\n\nNote: it was raining.\n\nTime: it heals.',
    'Note: it was raining.\n\nSummary: none.\n\nThe end.',
    'By: the river they sat.',
  ])('a story that opens with a colon keeps it: %j', (text) => {
    expect(body(`Title: Fog\nAuthor: Ann\nRating: PG\n\n${text}`)).toBe(text);
  });

  test.each(['By: the river they sat.', 'By: the river they sat.\n\nThe end.'])(
    'fields between blank lines leave the story its own: %j',
    (text) => {
      expect(body(`Title: Fog\n\nAuthor: Ann\n\nRating: PG\n\n${text}`)).toBe(text);
    },
  );

  test('the title alone above its fields, with its author', () => {
    expect(fields('The Fog\nby Ann\n\nRating: PG\n\nIt was dark.')).toEqual([
      ['title', 'The Fog'],
      ['author', 'Ann'],
      ['Rating', 'PG'],
    ]);
    expect(fields('Title: The Fog\nby Ann\nRating: PG\n\nIt was dark.')[1]).toEqual(['author', 'Ann']);
    expect(fields('The Fog\nby Ann\n\nIt was dark.')).toHaveLength(2);
  });

  test('a line above the fields is a title as long as titles are, and a note where it is longer', () => {
    const above = (length: number) => fields(`${'a'.repeat(length)}\nAuthor: Ann\nRating: PG\n\nIt was dark.`)[0]?.[0];
    expect(above(120)).toBe('title');
    expect(above(121)).toBe('notes');
  });

  test('a greeting above the header is a note', () => {
    const post = 'Hello all, my first one here!\nBe kind.\n\nTitle: Fog\nRating: PG\n\nIt was dark.';
    expect(fields(post).slice(0, 3)).toEqual([
      ['notes', 'Hello all, my first one here!'],
      ['notes', 'Be kind.'],
      ['Title', 'Fog'],
    ]);
  });

  test.each([
    'It was dark.\n\nNote: the door was open.',
    'Time: the healer.\n\nIt was dark.',
    'Chapter 1\n\nIt was dark.',
  ])('a story without a header is all body: %j', (post) => {
    expect(splitHeader(post)).toMatchObject({ fields: [], rawHeader: '', body: post });
  });

  test('lines are counted as in the file', () => {
    const post = splitHeader('\n\nTitle: Fog\n\nRating: PG\n\n\nIt was dark.');
    expect(post.fields.map(({ where }) => where)).toEqual([{ line: 3 }, { line: 5 }]);
    expect(post.bodyLine).toBe(8);
  });
});

describe('a subject line', () => {
  test.each([
    [
      'NEW: The Fog [PG-13] A/B 1/3',
      { title: 'The Fog', rating: 'PG-13', pairing: 'A/B', part: { number: 1, total: 3 } },
    ],
    [
      'Subject: REP: The Fog (2/?) [K/S, NC-17]',
      { title: 'The Fog', rating: 'NC-17', pairing: 'K/S', part: { number: 2, total: null } },
    ],
    ['REV: The Fog A/B', { title: 'The Fog', rating: null, pairing: 'A/B', part: null }],
    ['COR: The Fog (in London)', { title: 'The Fog (in London)', rating: null, pairing: null, part: null }],
  ])('%s', (line, expected) => {
    expect(splitHeader(`${line}\n\nIt was dark.`).fields[0]).toMatchObject({ fields: ['subject'], value: line });
    expect(readSubject(line)).toEqual(expected);
  });
});

test('header and body together are the whole file, whatever it holds', () => {
  const piece = fc.constantFrom(
    ...[
      'Title: Fog',
      'Rating: PG',
      'Mood: sleepy',
      'He said: no.',
      'Note: x',
      'Disclaimer:',
      '\n',
      '\n',
      '\n\n',
      '<br>',
      '<p>',
      '</p>',
    ],
    ...[
      '[b]',
      '***',
      'Chapter 1',
      'by Ann',
      'NEW: A [R] b/c 1/2',
      ': ',
      ' ',
      '**',
      'It was a dark and stormy night; the rain fell.',
    ],
  );
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 5, arbitrary: piece }, unicodeText()), { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const { rawHeader, body } = splitHeader(text);
      expect(rawHeader + body).toBe(text);
    }),
    { numRuns: 500 },
  );
});
