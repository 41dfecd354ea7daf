/** The importer as a whole: posts as they really look become drafts, and what was noticed is said. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FicError } from '#src/story/errors.ts';
import { plainText } from '#src/story/prose.ts';
import { codes, importPost, importText, readSample, texts } from '#tests/importers/posts.ts';
import { unicodeText } from '#tests/unicode-text.ts';

const BODY = '\n\nIt was dark.';
const draftOf = (header: string) => importText(header + BODY).draft;

describe('posts as they look', () => {
  test('a journal’s, with every decoration at once', () => {
    const post = importPost(readSample('journal'));
    expect(post.draft).toMatchObject({
      title: 'The Empty Bench',
      authors: ['lamplighter'],
      fandoms: ['Sherlock Holmes'],
      pairings: [
        { members: ['Holmes', 'Watson'], kind: 'romantic' },
        { members: ['Mary Morstan', 'Mrs. Hudson'], kind: 'platonic' },
      ],
      characters: ['Lestrade', 'Gregson'],
      rating: { raw: 'PG-13 for language', rank: 20, band: 'Teen' },
      warnings: ['Major Character Death', 'spoilers for "The Final Problem"'],
      genres: ['Hurt/Comfort', 'Angst', 'Drama'],
      tags: ['grief', 'fog'],
      summary: 'Watson goes back to the bench.',
      notes: 'Beta: the patient one\n\nWritten in one night.',
      disclaimer: 'Not mine. They belong to the estate and to everybody.',
      series: { name: 'Lamps', part: 2 },
      part: { number: 1, total: 3 },
      status: 'in-progress',
      unknownFields: [
        { label: 'Timeline', value: '1891' },
        { label: 'Mood', value: 'sleepy' },
        { label: 'Archive', value: 'Ask first, please.' },
      ],
    });
    expect(post.draft.chapters.map(({ title }) => title)).toEqual(['The Bench', null]);
    expect(texts(post.draft.chapters)[0]).toContain('He said: nothing at all.\n\nNote: the door was open');
    expect(post.findings).toEqual([
      { severity: 'note', code: 'label-unknown', field: null, where: { line: 14 }, details: { label: 'Mood' } },
      {
        severity: 'warning',
        code: 'archive-asks-first',
        field: 'permission',
        where: { line: 16 },
        details: { raw: 'Ask first, please.' },
      },
    ]);
  });

  test('one with a blank line after each field', () => {
    const post = importPost(readSample('blank-lines'));
    expect(post.draft).toMatchObject({
      title: 'A Correspondence',
      authors: ['inkwell'],
      fandoms: ['Pride and Prejudice'],
      pairings: [{ members: ['Elizabeth Bennet', 'Fitzwilliam Darcy'] }],
      warnings: ['nothing worse than a mother'],
      status: 'complete',
      postedAt: Date.UTC(2006, 2, 12),
      summary: null,
    });
    expect(post.draft.disclaimer).toBe(
      "I own none of these people.\n\nThey are Jane Austen's, who has been dead these two hundred years, and would not approve.",
    );
    expect(texts(post.draft.chapters)).toEqual([
      'The first letter came on a Tuesday.\n\nTime: that was what she needed.\n\n"What does he say?" asked Jane.',
    ]);
    expect(codes(post)).toEqual(['summary-missing']);
  });

  test('a newsgroup’s, wrapped and indented', () => {
    const post = importPost(readSample('usenet'));
    expect(post.draft).toMatchObject({
      title: 'The Lighthouse',
      authors: ['The Keeper'],
      pairings: [{ members: ['K', 'S'], kind: 'romantic' }],
      rating: { raw: 'PG-13' },
      part: { number: 1, total: 3 },
      postedAt: Date.UTC(1998, 10, 3),
    });
    expect(texts(post.draft.chapters)[0]?.split('\n\n')).toHaveLength(5);
  });

  test('one in HTML, its text in one paragraph', () => {
    const { draft } = importPost(readSample('html'));
    expect(draft).toMatchObject({
      title: 'Through the Other Glass',
      authors: ['whiterook', 'Red Pawn'],
      fandoms: ["Alice's Adventures in Wonderland"],
      rating: { rank: 20 },
      warnings: ['mild peril', 'Graphic Depictions Of Violence'],
      summary: 'There is a second mirror.',
    });
    expect(texts(draft.chapters)).toEqual([
      'One paragraph.\n\nAnother, with a map.\n\nA third — and last.\n\n* * *\n\nTHE END',
    ]);
  });

  test('one in Russian and one in German', () => {
    expect(importPost(readSample('russian')).draft).toMatchObject({
      title: 'Чужое письмо',
      authors: ['Марья'],
      fandoms: ['Евгений Онегин'],
      pairings: [{ members: ['Онегин', 'Татьяна'] }],
      rating: { rank: 20 },
      warnings: ['Major Character Death'],
      summary: 'Письмо пришло не туда.',
    });
    expect(importPost(readSample('german')).draft).toMatchObject({
      title: 'Der falsche Brief',
      authors: ['Federkiel'],
      pairings: [{ members: ['Werther', 'Lotte'], kind: 'platonic' }],
      rating: { rank: 20 },
      summary: 'Ein Brief zu wenig.',
    });
  });

  test('one without any blank line', () => {
    const { draft } = importPost(readSample('line-per-paragraph'));
    expect(draft).toMatchObject({
      title: 'No Blank Lines At All',
      pairings: [{ members: ['Mina', 'Jonathan'] }],
      rating: { rank: 30 },
    });
    expect(draft.chapters[0]?.prose.map(({ kind }) => kind)).toEqual([
      ...Array(4).fill('paragraph'),
      'break',
      'paragraph',
    ]);
  });

  test('one saved in Windows-1252 with Windows line ends', () => {
    const bytes = Buffer.from('Title: \x93Fog\x94\r\nAuthor: Zo\xeb\r\nRating: PG\r\n\r\nIt\x92s dark.\r\n', 'latin1');
    const post = importPost(bytes);
    expect(post.draft).toMatchObject({ title: 'Fog', authors: ['Zoë'], rating: { raw: 'PG' } });
    expect(texts(post.draft.chapters)).toEqual(['It’s dark.']);
    expect(codes(post)).toContain('encoding-guessed');
  });

  test('FanFiction.Net’s line of facts', () => {
    const line =
      'Rated: Fiction T - English - Adventure/Horror - [Mina M., Jonathan H.] Van Helsing - Chapters: 22 - Words: 114,414';
    expect(draftOf(`Title: Fog\nAuthor: Ann\n${line}`)).toMatchObject({
      rating: { raw: 'Fiction T', rank: 20, ambiguous: false },
      language: 'en',
      genres: ['Adventure', 'Horror'],
      pairings: [{ members: ['Mina M.', 'Jonathan H.'], kind: 'romantic' }],
      characters: ['Van Helsing'],
    });
  });
});

describe('fields', () => {
  test.each([
    ['The Fog (1/3)', 'The Fog', { number: 1, total: 3 }],
    ['The Fog [2 of 5]', 'The Fog', { number: 2, total: 5 }],
    ['The Fog, Part 2 of 5', 'The Fog', { number: 2, total: 5 }],
    ['The Fog: Chapter Three', 'The Fog', { number: 3, total: null }],
    ['"The Fog"', 'The Fog', null],
    ['9 1/2 Weeks in Fog', '9 1/2 Weeks in Fog', null],
    ['Apollo 13', 'Apollo 13', null],
    ['Death by Water', 'Death by Water', null],
  ])('the title “%s”', (raw, title, part) => {
    expect(draftOf(`Title: ${raw}`)).toMatchObject({ title, part });
  });

  test('the title of “Title & Part Number”', () => {
    expect(draftOf('Title & Part Number: The Fog 2/5')).toMatchObject({
      title: 'The Fog',
      part: { number: 2, total: 5 },
    });
  });

  test.each([
    ['Status: WIP', 'in-progress'],
    ['WIP?: no', 'complete'],
    ['Complete: yes', 'complete'],
    ['Status: Finished!', 'complete'],
    ['Status: incomplete', 'in-progress'],
    ['Status: abandoned', 'abandoned'],
    ['Chapters: 3/12', 'in-progress'],
    ['Chapters: 3/3', 'complete'],
    ['Status: who knows', 'unknown'],
  ])('“%s” is %s', (line, status) => {
    expect(draftOf(`Title: Fog\n${line}`).status).toBe(status);
  });

  test.each([
    ['Lamps, part 2', { name: 'Lamps', part: 2 }],
    ['Lamps #2', { name: 'Lamps', part: 2 }],
    ['Lamps (2/5)', { name: 'Lamps', part: 2 }],
    ['Part Two of the Lamps', { name: 'Lamps', part: 2 }],
    ['Lamps', { name: 'Lamps', part: null }],
    ['none', null],
  ])('the series “%s”', (raw, series) => {
    expect(draftOf(`Title: Fog\nSeries: ${raw}`).series).toEqual(series);
  });

  test.each([
    ['2006-03-12', Date.UTC(2006, 2, 12)],
    ['12 March 2006', Date.UTC(2006, 2, 12)],
    ['March 12th, 2006', Date.UTC(2006, 2, 12)],
    ['12.03.2006', Date.UTC(2006, 2, 12)],
    ['3/14/2006', Date.UTC(2006, 2, 14)],
    ['12 марта 2006', Date.UTC(2006, 2, 12)],
  ])('the date “%s”', (raw, postedAt) => {
    expect(draftOf(`Title: Fog\nPosted: ${raw}`).postedAt).toBe(postedAt);
  });

  test.each(['3/4/2006', 'last Tuesday', '31 February 2006'])(
    'the date “%s” cannot be told, and is kept as it stands',
    (raw) => {
      expect(draftOf(`Title: Fog\nPosted: ${raw}`)).toMatchObject({
        postedAt: null,
        unknownFields: [{ label: 'Posted', value: raw }],
      });
    },
  );

  test.each([
    ['Category: Gen', { categories: ['Gen'], fandoms: [], genres: [] }],
    ['Category: Humor/Angst', { categories: [], fandoms: [], genres: ['Humor', 'Angst'] }],
    ['Category: Dracula', { categories: [], fandoms: ['Dracula'], genres: [] }],
    [
      'Fandom: Dracula\nCategory: slash, angst',
      { categories: ['M/M'], fandoms: ['Dracula'], genres: ['slash', 'angst'] },
    ],
    ['Genre: Gen', { categories: ['Gen'], genres: ['Gen'] }],
  ])('%s', (lines, expected) => {
    expect(draftOf(`Title: Fog\n${lines}`)).toMatchObject(expected);
  });

  test.each([
    ['The Lion, the Witch and the Wardrobe', ['The Lion, the Witch and the Wardrobe']],
    ['Dracula, Sherlock Holmes', ['Dracula', 'Sherlock Holmes']],
    ['Dracula/Sherlock Holmes', ['Dracula', 'Sherlock Holmes']],
    ['Fate/stay night', ['Fate/stay night']],
  ])('the fandoms “%s”', (raw, fandoms) => {
    expect(draftOf(`Title: Fog\nFandom: ${raw}`).fandoms).toEqual(fandoms);
  });

  test('lists keep what stands in brackets together', () => {
    const draft = draftOf(
      'Title: Fog\nCharacters: Ann (aged, but young), Bob and Carl\nWarnings: character death (hers, mostly), fog',
    );
    expect(draft.characters).toEqual(['Ann (aged, but young)', 'Bob', 'Carl']);
    expect(draft.warnings).toEqual(['Major Character Death (hers, mostly)', 'fog']);
  });

  test('a rating stated among pairs is no pair, and a pair no rating', () => {
    expect(draftOf('Title: Fog\nRating/Pairing: PG-13, K/S')).toMatchObject({
      rating: { raw: 'PG-13', rank: 20 },
      pairings: [{ members: ['K', 'S'] }],
    });
    expect(draftOf('Title: Fog\nPairing/Rating: Holmes/Watson, R/NC-17')).toMatchObject({
      rating: { rank: 40 },
      pairings: [{ members: ['Holmes', 'Watson'] }],
    });
  });

  test('a rating under a combined label keeps its words as written', () => {
    const { rating, warnings } = draftOf('Title: Fog\nRating/Warning(s): R; violence, character death');
    expect(rating).toMatchObject({ raw: 'R; violence, character death', rank: 30 });
    expect(warnings).toContain('Major Character Death');
  });

  test('begin where something can be seen, each name of a list too', () => {
    const draft = draftOf(
      '\u200bTitle: \ufeff\u00adThe \u200bFog\u200b\n\ufeffAuthor:\u2060Ann, \u200e\u200bBob\nTags: \ufe0ffog, \u200blamp\u0020\u{e0020}s\nPairing: \u200bA/\u200dB\nSummary: \u00a0\u200bDark.\n\u2060Very.\nRating: T',
    );
    expect(draft).toMatchObject({
      title: 'The \u200bFog',
      authors: ['Ann', 'Bob'],
      tags: ['fog', 'lamp \u{e0020}s'],
      pairings: [{ members: ['A', 'B'] }],
      summary: 'Dark.\nVery.',
    });
  });

  test('addresses are not shown as names', () => {
    expect(draftOf('Title: Fog\nAuthor: Ann <ann@example.org>').authors).toEqual(['Ann']);
    expect(draftOf('Title: Fog\nEmail: ann@example.org').authors).toEqual(['ann']);
  });

  test('the source is a link or nothing', () => {
    expect(draftOf('Title: Fog\nSource: http://example.org/fog').sourceUrl).toBe('http://example.org/fog');
    expect(draftOf('Title: Fog\nSource: my desk')).toMatchObject({
      sourceUrl: null,
      unknownFields: [{ label: 'Source' }],
    });
  });
});

describe('what a moderator hears', () => {
  test('of everything that is missing', () => {
    const post = importText('It was dark.\n\nNobody had written a header.');
    expect(post.findings.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'rating-missing'],
      ['warning', 'fandom-missing'],
      ['error', 'title-missing'],
      ['warning', 'author-missing'],
      ['note', 'summary-missing'],
    ]);
    expect(post.draft).toMatchObject({ title: null, rawHeader: '', unknownFields: [] });
    expect(texts(post.draft.chapters)).toEqual(['It was dark.\n\nNobody had written a header.']);
  });

  test.each([
    ["I don't own Pride and Prejudice or the characters; Jane Austen does.", 'Pride and Prejudice'],
    ['I do not own The Cat of Bubastes.', 'The Cat of Bubastes'],
    ['Holmes and Watson belong to Sir Arthur Conan Doyle.', 'Sherlock Holmes'],
    ['The Woman in White belongs to Wilkie Collins.', 'The Woman in White'],
    ['All characters of The Moonstone are property of their author.', 'The Moonstone'],
  ])('of a fandom that only “%s” names', (disclaimer, fandom) => {
    const post = importText(`Title: Fog\nDisclaimer: ${disclaimer}${BODY}`);
    expect(post.draft.fandoms).toEqual([fandom]);
    expect(post.findings).toContainEqual({
      severity: 'note',
      code: 'fandom-guessed',
      field: 'fandoms',
      where: { line: 2 },
      details: { fandom },
    });
  });

  test.each(["I don't own them.", 'I own nothing.', 'Not mine.', "I don't own anything but the fog."])(
    'of no fandom where “%s” names none',
    (disclaimer) => {
      const post = importText(`Title: Fog\nDisclaimer: ${disclaimer}${BODY}`);
      expect(post.draft.fandoms).toEqual([]);
      expect(codes(post)).toContain('fandom-missing');
    },
  );

  test.each([
    ['Rating: MA', 'rating-ambiguous'],
    ['Rating: PG to R', 'rating-several'],
    ['Rating: banana', 'rating-unreadable'],
    ['Pairing: Holmes, Watson', 'pairing-ambiguous'],
    ['Title: Mist', 'field-repeated'],
    ['Mood: sleepy', 'label-unknown'],
    ['Archive: Ask me first', 'archive-asks-first'],
    ['Archive: Please do not archive.', 'archive-asks-first'],
    ['Warnings: underage', 'underage-refused'],
  ])('of “%s”: %s', (line, code) => {
    const { findings } = importText(`Title: Fog\n${line}${BODY}`);
    expect(findings).toContainEqual(expect.objectContaining({ code, where: { line: 2 } }));
  });

  test.each([
    'Anyone, anywhere, no need to ask.',
    'No need to ask.',
    'Anywhere, and no need to ask me first.',
    'You need not bother to e-mail: never ask for it, just take it.',
    'Wherever you like, no permission needed.',
    'Permission is not needed, take it.',
    "Yes! Don't bother asking.",
    'Sure, just let me know where.',
    "Take it, don't look back.",
  ])('of nothing in “Archive: %s”', (permission) => {
    expect(codes(importText(`Title: Fog\nArchive: ${permission}${BODY}`))).not.toContain('archive-asks-first');
  });

  test('a repeated title is kept, and repeated lists are one', () => {
    const draft = draftOf('Title: Fog\nTitle: Mist\nPairing: A/B\nPairing: C/D\nRating: PG\nRating: R');
    expect(draft).toMatchObject({
      title: 'Fog',
      unknownFields: [{ label: 'Title', value: 'Mist' }],
      rating: { rank: 30 },
    });
    expect(draft.pairings.map(({ members }) => members.join('/'))).toEqual(['A/B', 'C/D']);
  });
});

describe('Underage Sex', () => {
  test.each([
    ...[
      'Contains: underage',
      'Kinks: shota',
      'Genre: chan',
      'Tags: fluff, loli',
      'Rating: NC-17 for underage sex',
      'Pairing: minor/adult',
    ],
    ...[
      'Rating/Warnings: R, Underage',
      'Notes: Warning for underage.',
      'Spoilers: underage',
      'Category: shota',
      'Underage: yes',
    ],
    ...[
      'Title: Mist [underage]',
      'Characters: Ann (underage), Bob',
      'Status: complete, underage',
      'Tags: #UnderageSex',
    ],
    ...['A/N: NC-17, underage', 'Summary: Warning: underage.', 'Summary: Ann has underage sex.', 'Timeline: underage'],
    ...['Warnings: none (but underage)', 'Other warnings: Underage Sex', 'Chapter warnings: chan'],
  ])('is found in “%s”', (line) => {
    expect(codes(importText(`Title: Fog\nRating: R\n${line}\nAuthor: Ann${BODY}`))).toContain('underage-refused');
  });

  test('is found in the brackets of a subject', () => {
    expect(codes(importText(`NEW: Fog [NC-17, underage] A/B 1/3${BODY}`))).toContain('underage-refused');
  });

  test.each([
    'Warnings: no underage',
    'Notes: Nobody is underage.',
    'Tags: underage drinking',
    'Characters: Aizawa Shota',
    'Underage: no',
    'Summary: Two underage wizards try to buy firewhisky.',
    'Warnings: If you are underage do not read',
    'Beta: Chan',
    'Notes: If you are underage or offended by slash, leave now.',
    'Warnings: not meant for minors, no underage readers',
  ])('is not found in “%s”', (line) => {
    expect(codes(importText(`Title: Fog\nRating: R\n${line}\nAuthor: Ann${BODY}`))).not.toContain('underage-refused');
  });
});

describe('a file that is no story', () => {
  test.each(['Title: Fog\nRating: PG', 'Title: Fog\n\nRating: PG\n\n', 'Title: Fog\n\n[b][/b]\n\n***\n'])(
    'a header without a body: %j',
    (text) => {
      expect(() => importText(text)).toThrow(expect.objectContaining({ code: 'file-without-body' }));
    },
  );
});

/** Whether an import gave a draft, or a failure that has a sentence. */
function imports(bytes: Uint8Array): boolean {
  try {
    return importPost(bytes).draft.chapters.length > 0;
  } catch (error) {
    if (error instanceof FicError) return true;
    throw error;
  }
}

describe('a title', () => {
  const titled = (length: number) => `${'a'.repeat(length - 6)} (1/3)`;

  test('says which part this is, unless it is longer than any title: that is left as it stands', () => {
    expect(draftOf(`Title: ${titled(500)}`)).toMatchObject({ title: 'a'.repeat(494), part: { number: 1, total: 3 } });
    expect(draftOf(`Title: ${titled(501)}`)).toMatchObject({ title: titled(501), part: null });
  });

  test('of a chapter below its number is short: a longer line is of its text', () => {
    const chapter = (length: number) =>
      importText(`Title: Fog\nAuthor: Ann\n\nChapter 1\n\n[b]${'a'.repeat(length)}[/b]\n\nIt was dark.`).draft.chapters;
    expect(chapter(60)[0]?.title).toContain('a'.repeat(60));
    expect(texts(chapter(60))).toEqual(['It was dark.']);
    expect(chapter(61)[0]?.title).toBeNull();
    expect(texts(chapter(61))[0]).toContain('a'.repeat(61));
  });
});

describe('whatever comes', () => {
  test('any bytes give a draft or a sentence', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => imports(bytes)));
    fc.assert(fc.property(unicodeText(), (text) => imports(new TextEncoder().encode(`Title: ${text}`))));
  });

  test.each(['journal', 'blank-lines', 'usenet', 'html', 'russian'])(
    'every beginning of “%s” gives a draft or a sentence',
    (name) => {
      const bytes = readSample(name);
      for (let end = 0; end <= bytes.length; end++) expect(imports(bytes.subarray(0, end))).toBe(true);
    },
  );

  test('every word below the header is in the chapters, in order', () => {
    // Without the letters of Roman numbers: "ii" would be a heading.
    const word = fc.stringMatching(/^[a-h]{2,6}$/);
    const gap = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '\n***\n', '.\n', ': ', ' [i]', '[/i] ', '<br>', '<p>');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gap), { minLength: 1 }), (pairs) => {
        const { draft } = importText(`Title: Fog\nRating: PG\n\nThe ${pairs.flat().join('')}`);
        const read = texts(draft.chapters)
          .join(' ')
          .match(/[a-z]+/g);
        expect(read).toEqual(['he', ...pairs.map(([first]) => first)]);
      }),
    );
  });

  test('a header as long as a story, and a story of one line of five million letters, are read in time', () => {
    const header = Array.from({ length: 4000 }, (_, at) => `Label ${at}: value`).join('\n');
    expect(imports(new TextEncoder().encode(`Title: Fog\n${header}\n\nIt was dark.`))).toBe(true);
    const { chapters } = importText(`Title: Fog\n\n${'word '.repeat(1_000_000)}`).draft;
    expect(chapters[0] && plainText(chapters[0].prose).length).toBe(4_999_999);
  });

  test('a million words in paragraphs and chapters', () => {
    const paragraph = `${'word '.repeat(99)}end.`;
    const chapter = (number: number) => `Chapter ${number}\n\n${Array(100).fill(paragraph).join('\n\n')}`;
    const novel = Array.from({ length: 100 }, (_, at) => chapter(at + 1)).join('\n\n');
    const { chapters } = importText(`Title: Fog\n\n${novel}`).draft;
    expect(chapters).toHaveLength(100);
    expect(chapters.every(({ prose }) => prose.length === 100)).toBe(true);
  });
});
