/** The documents are held against what there is: settings, commands, verbs, options, errors, and each other. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, matchesGlob, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '#commands/index.ts';
import vocabulary from '#data/vocabulary/query.json' with { type: 'json' };
import { terminal } from '#src/cli/terminal.ts';
import { ROOT, SETTING_NAMES } from '#src/config.ts';
import { readLanguages } from '#src/language/files.ts';
import { program } from '#src/main.ts';
import { parseQuery } from '#src/query/language.ts';

const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: ROOT }).sort()];
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
const texts = new Map(pages.map((page) => [page, read(page)]));

interface Found {
  readonly page: string;
  readonly found: string;
}

function findAll(pattern: RegExp): Found[] {
  return pages.flatMap((page) =>
    [...(texts.get(page) ?? '').matchAll(pattern)].map((match) => ({ page, found: match[1] ?? match[0] })),
  );
}

const say = ({ page, found }: Found) => `${page}: ${found}`;

describe('links', () => {
  const links = findAll(/(?<!!)\[[^\]]*\]\((?!https?:)([^)\s]+)\)/g);

  /** As GitHub makes them of headings. */
  const anchors = (path: string) =>
    [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    );

  test('lead to files that are there, and to headings in them', () => {
    expect(links.length).toBeGreaterThan(40);
    const broken = links.filter(({ page, found }) => {
      const [path = '', anchor] = found.split('#');
      const target = path === '' ? page : relative(ROOT, resolve(ROOT, dirname(page), path));
      if (!existsSync(resolve(ROOT, target))) return true;
      return anchor !== undefined && !anchors(target).includes(anchor);
    });
    expect(broken.map(say)).toEqual([]);
  });

  test('of the index lead to every page', () => {
    const listed = links.filter(({ page }) => page === 'docs/README.md').map(({ found }) => `docs/${found}`);
    expect(listed.length).toBeGreaterThan(20);
    expect(pages.filter((page) => /^docs\/.+\//.test(page) && !listed.includes(page))).toEqual([]);
  });
});

describe('paths of the repository', () => {
  const there = globSync('**/*', { cwd: ROOT, exclude: (path) => /(?:^|\/)(?:node_modules|var)$/.test(path) });
  /** `rules/book.ts` is enough for one in some room; `locales/<language>/` stands for each. */
  const isThere = (path: string) => {
    const wanted = path.replace(/\/$/, '').replace(/<[^>]*>/g, '*');
    return there.some(
      (each) => `/${each}`.endsWith(`/${wanted}`) || (wanted.includes('*') && matchesGlob(each, wanted)),
    );
  };
  const isSource = (word: string) => /^[\w*<-][\w.*<>/-]*\.(?:ts|js|css|html)$/.test(word);
  const isFolder = (word: string) => /^[\w.-]+\/(?:[\w.*<>-]+\/)*$/.test(word);
  const isInFolder = (word: string) =>
    /^[\w.-]+\/[\w.*<>/-]+$/.test(word) && existsSync(resolve(ROOT, word.split('/')[0] ?? ''));
  const isOurs = (word: string) => isSource(word) || isFolder(word) || isInFolder(word);
  /** Made where the bot runs; steps up, which lead to no place by themselves; what is planned and not built. */
  const elsewhere = /^(?:var\/|\.\.\/|src\/engine\/postgres$)/;

  /** Backticks outside of blocks of code. */
  const named = [...texts, ...['DESIGN.md', 'playground/README.md'].map((page) => [page, read(page)] as const)].flatMap(
    ([page, text]) =>
      [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) =>
        code
          .split(/\s+/)
          .filter((word) => isOurs(word) && !elsewhere.test(word))
          .map((found) => ({ page, found })),
      ),
  );

  test('that are named anywhere are there', () => {
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter(({ found }) => !isThere(found)).map(say)).toEqual([]);
  });

  test('in the plan of the house are there, each where it is drawn', () => {
    const drawn: string[] = [];
    const above: { readonly depth: number; readonly path: string }[] = [];
    for (const [, indent = '', names = ''] of read('DESIGN.md').matchAll(
      /^( {4,12})([\w.-]\S*(?: [\w-]+\/)*)(?: {2,}|$)/gm,
    )) {
      const paths = names.split(' ').filter((name) => /^[\w./-]+$/.test(name) && /\/|\.(?:ts|js)$/.test(name));
      while ((above.at(-1)?.depth ?? 0) >= indent.length) above.pop();
      const folder = above.at(-1)?.path ?? '';
      drawn.push(...paths.map((path) => `${folder}${path}`));
      const last = drawn.at(-1) ?? '';
      if (last.endsWith('/')) above.push({ depth: indent.length, path: last });
    }
    expect(drawn.length).toBeGreaterThan(50);
    /** Below the last feature stands what features have: not each has all of it. */
    const isDrawnRight = (path: string) =>
      existsSync(resolve(ROOT, path)) ||
      globSync(path.replace(/^commands\/[^/]+\//, 'commands/*/'), { cwd: ROOT }).length > 0;
    expect(drawn.filter((path) => !isDrawnRight(path))).toEqual([]);
  });
});

describe('settings', () => {
  const rows = new Map(
    [...(texts.get('docs/reference/settings.md') ?? '').matchAll(/^\| `([A-Z_]+)` *\| *(\S+) *\|/gm)].map(
      ([, name = '', value = '']) => [name, value.replaceAll('`', '')],
    ),
  );

  test('are each in their reference, and no other', () => {
    expect([...rows.keys()].sort()).toEqual([...SETTING_NAMES].sort());
  });

  test('have the defaults there that .env.example says', () => {
    const example = read('.env.example');
    for (const [name, value] of rows) {
      if (name === 'DISCORD_TOKEN') continue;
      expect(example, name).toMatch(new RegExp(`Default: ${value.replaceAll('.', '\\.')}\\n${name}=`));
    }
  });

  test('that are named anywhere are settings', () => {
    const named = findAll(/\b((?:FICUS|DISCORD)_[A-Z_]+|LOG_LEVEL)\b/g);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ found }) => !SETTING_NAMES.includes(found)).map(say)).toEqual([]);
  });
});

describe('commands', () => {
  test('that are named are commands of the bot, with options that they have', () => {
    const named = findAll(/`(\/(?:fic|library)\b[^`]*)`/g);
    expect(named.length).toBeGreaterThan(40);
    const wrong = named.filter(({ found }) => {
      const [, group, name, rest = ''] = /^\/(\w+) ?([\w-]+)?(.*)$/.exec(found) ?? [];
      if (name === undefined) return false;
      const command = COMMANDS.commands.find((one) => one.name === `${group} ${name}`);
      const options = [...rest.matchAll(/(?<=\s)([a-z]+):/g)].map(([, option = '']) => option);
      return !command || options.some((option) => !Object.hasOwn(command.options, option));
    });
    expect(wrong.map(say)).toEqual([]);
  });
});

describe('the command line', () => {
  const out = terminal();

  /** The program with nothing behind its verbs: it takes what it would take, and does nothing. */
  function bare(): Command {
    const quiet = program(out);
    for (const verb of [quiet, ...quiet.commands]) {
      verb.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
      if (verb !== quiet) verb.action(() => {});
    }
    return quiet;
  }
  const verbs = bare().commands.filter((verb) => !('_hidden' in verb && verb._hidden));

  test('is in its reference: every verb, with every option', () => {
    const table = [...(texts.get('docs/reference/command-line.md') ?? '').matchAll(/^\| `([a-z]+)([^`]*)` /gm)];
    expect(table.map(([, name]) => name).sort()).toEqual(verbs.map((verb) => verb.name()).sort());
    for (const [, name, rest = ''] of table) {
      const { options } = verbs.find((verb) => verb.name() === name) ?? new Command();
      expect([...rest.matchAll(/--[a-z-]+/g)].map(([flag]) => flag).sort(), name).toEqual(
        options.map(({ long }) => long ?? '').sort(),
      );
    }
  });

  /** `npx ficus …`, whole lines of code and in the middle of a sentence; a page's own `|` is no part of it. */
  const examples = findAll(/(?:npx ficus|node bin\/ficus\.js|run --rm ficus) ([^`\n]+)/g);

  test.each(examples)('takes what $page calls: $found', async ({ found }) => {
    const words = wordsOf(found);
    const [verb = ''] = words;
    // `npx ficus play` may speak of a verb, without what it has to be told.
    if (words.length === 1) expect(verbs.map((one) => one.name()).concat(['<verb>', '--help'])).toContain(verb);
    else if (!verb.startsWith('<')) await bare().parseAsync(words, { from: 'user' });
  });

  test('has been looked for in all pages', () => {
    expect(examples.length).toBeGreaterThan(30);
  });

  test('npm runs what the documents let it run', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = findAll(/\bnpm (?:run )?(start|test|check|fix|bench|sentences|run \w+)\b/g);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter(({ found }) => !(found in scripts)).map(say)).toEqual([]);
  });
});

describe('the query language', () => {
  const page = texts.get('docs/reference/search.md') ?? '';
  const codes = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

  test('has every field in its reference, by every name, and no other', () => {
    const [, section = ''] = /## Fields\n([\s\S]*?)\n## /.exec(page) ?? [];
    const rows = [...section.matchAll(/^\| `([a-z]+)` \| ([^|]*)\|/gm)];
    const { fields } = vocabulary;
    expect(rows.map(([, name, others = '']) => [name, codes(others)])).toEqual(
      fields.map(({ name, synonyms }) => [name, synonyms]),
    );
  });

  test('is read as its reference writes it', () => {
    const [, section = ''] = /## Ranges\n([\s\S]*?)\n## /.exec(page) ?? [];
    const examples = codes(section);
    expect(examples.length).toBeGreaterThan(15);
    for (const example of examples) expect(parseQuery(example ?? '').mistakes, example).toEqual([]);
  });
});

describe('errors', () => {
  const codes = [...(readLanguages().get('en')?.keys() ?? [])].flatMap((key) => /^errors\.(.+)/.exec(key)?.[1] ?? []);
  const page = texts.get('docs/reference/errors.md') ?? '';

  test('are each in their reference, with what happened and what to do, and no other', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` *\| *(\S[^|]*?) *\| *(\S[^|]*?) *\|$/gm)];
    expect(rows.map(([, code]) => code).sort()).toEqual(codes.sort());
  });
});

/** As a shell parts them; a comment or the rest of another command ends them. */
function wordsOf(line: string): string[] {
  const [command = ''] = line.split(/ (?:#|&&|\|) | {2,}/);
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}
