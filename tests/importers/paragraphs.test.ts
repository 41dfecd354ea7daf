/** Paragraphs: what the line ends of a post mean, and what is a scene break. */
import { describe, expect, test } from 'vitest';
import { parseMarkup } from '#src/importers/posted-text/markup.ts';
import { isSceneBreak, makeBlocks } from '#src/importers/posted-text/paragraphs.ts';
import { makeProse } from '#src/story/make-prose.ts';
import { blockText } from '#src/story/prose.ts';

const read = (text: string) =>
  makeProse(makeBlocks(parseMarkup(text).lines)).map((block) =>
    block.kind === 'paragraph' ? blockText(block) : `${block.kind}: ${blockText(block)}`,
  );

describe('a scene break', () => {
  test.each([
    ...[
      '***',
      '* * *',
      '---',
      '~~~',
      'xxx',
      'oOo',
      '• • •',
      '#',
      '- - -',
      '—',
      '===',
      '_____',
      '***  ***',
      '-x-',
      '~*~oOo~*~',
    ],
    ...['xXx', 'XoXoX', 'ooo000ooo', 'o-O-o', '-----x-----', '(scene break)', 'LINE BREAK', '~ page break ~', '♥ ♥ ♥'],
  ])('is “%s”', (line) => {
    expect(isSceneBreak(line)).toBe(true);
    expect(read(`one\n\n${line}\n\ntwo`)).toEqual(['one', 'break: * * *', 'two']);
  });

  test.each([
    '...',
    '…',
    '?',
    '!!!',
    '<3',
    ':-x',
    ':o',
    'XOXO',
    'Oh',
    'xx',
    'ox',
    'II',
    '1',
    'break',
    'x marks the spot',
    '* * * he said',
  ])('is not “%s”', (line) => {
    expect(isSceneBreak(line)).toBe(false);
  });

  test('is no single letter, and no letters with nothing to part: they are kisses', () => {
    expect(read('one\n\nxxx\n\ntwo')).toEqual(['one', 'break: * * *', 'two']);
    expect(read('one\n\nx\n\ntwo\n\nx')).toEqual(['one', 'x', 'two', 'x']);
    expect(read('xxx\n\none\n\n***\n\noOo')).toEqual(['xxx', 'one', 'break: * * *', 'oOo']);
    expect(read('one\nx\ntwo')).toEqual(['verse: one\nx\ntwo']);
  });

  test('needs no blank lines', () => {
    expect(read('"One."\n***\n"Two."')).toEqual(['"One."', 'break: * * *', '"Two."']);
  });
});

const WRAPPED = [
  'The lamp had burned for eleven nights without a hand to trim it, and the',
  'men of the village had begun to say aloud what their wives had been saying',
  'in the kitchen since the first.',
];

describe('line ends', () => {
  test('of a wrapped paragraph are spaces', () => {
    expect(read(`${WRAPPED.join('\n')}\n\n${WRAPPED.join('\n')}`)).toEqual([WRAPPED.join(' '), WRAPPED.join(' ')]);
  });

  test('of wrapped text without blank lines part paragraphs where a line is short', () => {
    expect(read([...WRAPPED, ...WRAPPED, ...WRAPPED].join('\n'))).toEqual([
      WRAPPED.join(' '),
      WRAPPED.join(' '),
      WRAPPED.join(' '),
    ]);
  });

  test('of wrapped text part paragraphs where a line is indented', () => {
    const indented = [`    ${WRAPPED[0]}`, WRAPPED[1], WRAPPED[2], `    ${WRAPPED[0]}`, WRAPPED[1], WRAPPED[2]].join(
      '\n',
    );
    expect(read(indented)).toEqual([WRAPPED.join(' '), WRAPPED.join(' ')]);
  });

  test('keep a hyphen that stood at one', () => {
    const line = 'The lamp had burned for eleven nights without any hand to trim its well-';
    expect(read(`${line}\nkept wick, which everybody in the village thought was rather remarkable.`)[0]).toContain(
      'well-kept',
    );
  });

  test('of long lines part paragraphs', () => {
    const long = `${WRAPPED.join(' ')} ${WRAPPED.join(' ')}`;
    expect(read(`${long}\n"Short," he said.\n${long}`)).toEqual([long, '"Short," he said.', long]);
  });

  test('of dialogue part paragraphs', () => {
    expect(read('"Well?" he said.\n"No."\n"Why?"')).toEqual(['"Well?" he said.', '"No."', '"Why?"']);
  });

  test('of verse and of addresses are kept', () => {
    expect(
      read('On either side the river lie\nLong fields of barley and of rye,\nThat clothe the wold and meet the sky;'),
    ).toEqual([
      'verse: On either side the river lie\nLong fields of barley and of rye,\nThat clothe the wold and meet the sky;',
    ]);
    expect(read('221B Baker Street\nLondon\n3 March')).toEqual(['verse: 221B Baker Street\nLondon\n3 March']);
  });

  test('below a chapter heading part it from its text', () => {
    expect(read('Chapter Two\nIt was dark.')).toEqual(['Chapter Two', 'It was dark.']);
  });
});
