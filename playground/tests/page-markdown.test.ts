/** Discord's Markdown as the playground's page reads it: what is markup, and what stays as it was typed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkdown, plainText } from '#playground/page/browser/markdown.js';

/** A tree in few letters: `strong(em(a) b)`. */
function outline(nodes: ReturnType<typeof parseMarkdown>): string {
  const parts = nodes.map((node) => {
    switch (node.type) {
      case 'text':
        return node.text;
      case 'code':
      case 'code-block':
        return `${node.type}(${node.text})`;
      case 'list':
        return `${node.ordered ? 'ol' : 'ul'}(${node.items.map(outline).join(' | ')})`;
      case 'heading':
        return `h${node.level}(${outline(node.children)})`;
      case 'link':
        return `link(${node.url}, ${outline(node.children)})`;
      case 'mention':
        return `${node.kind}(${node.id})`;
      case 'command':
      case 'emoji':
        return `${node.type}(${node.name})`;
      case 'time':
        return `time(${node.seconds} ${node.style})`;
      default:
        return `${node.type}(${outline(node.children)})`;
    }
  });
  return parts.join('');
}

const read = (source: string) => outline(parseMarkdown(source));

describe('spans', () => {
  test.each([
    ['**Mr.** *a **b** c*', 'strong(Mr.) emphasis(a strong(b) c)'],
    ['__under__ ~~gone~~ _leaning_', 'underline(under) strike(gone) emphasis(leaning)'],
    ['||a *b*||', 'spoiler(a emphasis(b))'],
    ['`a *b*` and ``a ` b``', 'code(a *b*) and code(a ` b)'],
    ['“*Oh*,” he said. *Well.*', '“emphasis(Oh),” he said. emphasis(Well.)'],
    ['one **bold\nover a line**', 'one strong(bold\nover a line)'],
  ])('%s', (source, wanted) => expect(read(source)).toBe(wanted));
});

describe('blocks stand at the beginning of a line', () => {
  test.each([
    ['# A\n## B\n### C\n-# d', 'h1(A)h2(B)h3(C)subtext(d)'],
    ['> a\n> b\nc', 'quote(a\nb)c'],
    ['a\n>>> b\n\nc', 'a\nquote(b\n\nc)'],
    ['- a\n  - b\n- c', 'ul(a\nul(b) | c)'],
    ['- a\n1. b\n2. c', 'ul(a)ol(b | c)'],
    ['```ts\nlet a;\n```', 'code-block(let a;)'],
    ['a # b', 'a # b'],
    ['**# a**', 'strong(# a)'],
    ['#tag', '#tag'],
  ])('%s', (source, wanted) => expect(read(source)).toBe(wanted));
});

describe('what points elsewhere', () => {
  test.each([
    ['[a *b*](https://x.org/y_(z))', 'link(https://x.org/y_(z), a emphasis(b))'],
    [
      'see https://x.org/a, <https://x.org/b>.',
      'see link(https://x.org/a, https://x.org/a), link(https://x.org/b, https://x.org/b).',
    ],
    ['<@12> <@!12> <@&34> <#56> @everyone', 'user(12) user(12) role(34) channel(56) everyone(everyone)'],
    ['</fic search:78> <:leaf:90> <t:60:R>', 'command(fic search) emoji(leaf) time(60 R)'],
    ['[a](javascript:alert(1)) [b](data:text/html,x)', '[a](javascript:alert(1)) [b](data:text/html,x)'],
  ])('%s', (source, wanted) => expect(read(source)).toBe(wanted));
});

describe('what is not markup stays as it was typed', () => {
  test.each(['**open', 'a * b * c', '5 * 3', 'snake_case_word', '---', 'C:\\dir', '@everyone_else', '~one~'])(
    '%s',
    (source) => expect(read(source)).toBe(source),
  );

  test('a backslash takes the meaning from any punctuation', () => {
    expect(read('\\*a\\* \\# \\> \\- \\<@1> \\|\\|b\\|\\| \\`c\\`')).toBe('*a* # > - <@1> ||b|| `c`');
  });

  test('of letters, spaces and line breaks nothing is lost or changed', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'é', '字', '😀', ' ', '\n', '.', ',') });
    fc.assert(fc.property(words, (source) => plainText(parseMarkdown(source)) === source));
  });

  test('every text can be read, however its marks are nested or left open', () => {
    const marks = fc.string({
      unit: fc.constantFrom(
        '*',
        '**',
        '_',
        '__',
        '~~',
        '||',
        '`',
        '```',
        '\n',
        '> ',
        '>>> ',
        '- ',
        '# ',
        '[',
        '](',
        ')',
        '\\',
        'a',
        ' ',
        '<',
      ),
      maxLength: 200,
    });
    fc.assert(fc.property(marks, (source) => typeof plainText(parseMarkdown(source)) === 'string'));
  });
});
