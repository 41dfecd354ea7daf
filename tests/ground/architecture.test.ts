/** Who may know whom: DESIGN.md's arrows, held against every import there is. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FEATURES } from '#commands/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Each room and the rooms that it may import, besides itself. The longest path that fits is a file's room. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'src/story': ['data'],
  'src/query': ['src/story', 'data'],
  'src/search': ['src/query', 'src/story', 'data'],
  'src/workers': ['src/story'],
  'src/sqlite': ['src/story'],
  'src/language': ['locales'],
  'src/ops': ['src/story'],
  'src/catalog': ['src/search/contract.ts', 'src/query', 'src/story'],
  'src/engine': ['src/moderation', 'src/catalog', 'src/search', 'src/query', 'src/story'],
  'src/engine/sqlite': [
    ...['src/engine', 'src/moderation', 'src/catalog', 'src/search', 'src/query', 'src/story'],
    ...['src/workers', 'src/sqlite'],
  ],
  'src/importers': ['src/story', 'data'],
  'src/publishing': ['src/importers', 'src/catalog', 'src/story', 'src/workers'],
  'src/reading': ['src/catalog', 'src/story'],
  'src/kept': ['src/workers', 'src/story'],
  'src/kept/sqlite': ['src/kept', 'src/sqlite', 'src/workers', 'src/story'],
  'src/backup': ['src/engine/sqlite', 'src/kept/sqlite', 'src/sqlite', 'src/story', 'src/workers'],
  'src/access': [],
  'src/moderation': ['src/catalog/contract.ts', 'src/query/aliases.ts', 'src/story', 'src/workers'],
  'src/privacy': ['src/catalog/contract.ts', 'src/moderation', 'src/kept', 'src/story', 'src/workers'],
  'src/kit/show': [
    ...[
      'src/language',
      'src/access',
      'src/catalog/contract.ts',
      'src/importers/finding.ts',
      'src/moderation/persons.ts',
    ],
    'src/story',
  ],
  'src/kit': [
    ...['src/language', 'src/kept', 'src/publishing', 'src/reading', 'src/privacy', 'src/moderation'],
    ...['src/catalog/contract.ts', 'src/story', 'src/workers'],
  ],
  'src/discord': [
    ...['src/kit', 'src/language', 'src/access', 'src/importers', 'src/ops', 'src/story', 'src/workers'],
    'src/moderation',
  ],
  'src/config.ts': ['src/story'],
  'src/press-thread.ts': ['src/publishing', 'src/kit/show', 'src/story', 'src/workers'],
  'src/watch.ts': ['src/discord', 'src/ops'],
  'src/app.ts': ['commands', 'src'],
  'src/stores.ts': ['src'],
  'src/cli': ['commands', 'src', 'playground'],
  'src/main.ts': ['src/cli', 'src/config.ts', 'src/story'],
  'commands/index.ts': ['commands', 'src/kit', 'src/kept'],
  commands: [
    ...['src/kit', 'src/publishing', 'src/reading', 'src/access', 'src/catalog/contract.ts'],
    'src/importers/finding.ts',
    'src/query/aliases.ts',
    ...['src/moderation', 'src/privacy', 'src/kept'],
    ...['src/query', 'src/story', 'src/language', 'src/workers/queue.ts'],
  ],
  playground: [],
};

/** Where alone a package may be imported; other packages may be anywhere but in the kernel. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'discord.js': ['src/discord'],
  '@discordjs/builders': ['src/kit/show', 'commands'],
  dotenv: ['src/config.ts'],
  'intl-messageformat': ['src/language'],
  '@formatjs/icu-messageformat-parser': ['src/language'],
  pino: ['src/ops'],
  'prom-client': ['src/ops'],
  commander: ['src/main.ts'],
  keyv: ['src/kept'],
  'node:sqlite': ['src/sqlite', 'src/engine/sqlite', 'src/kept/sqlite', 'src/backup'],
  ws: ['playground'],
};

interface Import {
  readonly file: string;
  readonly to: string;
  readonly isPackage: boolean;
}

const files = globSync('{src,commands,playground}/**/*.ts', { cwd: ROOT }).filter(
  // What a package's own tests take is its own.
  (file) => !file.startsWith('playground/tests/') && !file.endsWith('vitest.config.ts'),
);
const imports: Import[] = files.flatMap((file) => {
  const source = readFileSync(resolve(ROOT, file), 'utf8');
  return [...source.matchAll(/^(?:import|export)\s(?:[^'"`;=]*?\sfrom\s+)?'([^']+)'/gm)].map(([, target = '']) => {
    if (target.startsWith('#')) return { file, to: target.slice(1), isPackage: false };
    if (target.startsWith('.'))
      return { file, to: relative(ROOT, resolve(ROOT, dirname(file), target)), isPackage: false };
    return { file, to: target, isPackage: true };
  });
});

const isIn = (path: string, room: string) => path === room || path.startsWith(`${room}/`);
const roomOf = (path: string) =>
  Object.keys(ROOMS)
    .filter((room) => isIn(path, room))
    .sort((a, b) => b.length - a.length)[0];

describe('the rooms', () => {
  test('are found, and everything is in one of them', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(imports.length).toBeGreaterThan(300);
    expect(files.filter((file) => !roomOf(file))).toEqual([]);
    expect(Object.keys(ROOMS).filter((room) => !files.some((file) => isIn(file, room)))).toEqual([]);
  });

  test('import only what their arrows lead to', () => {
    const climbing = imports.filter(({ file, to, isPackage }) => {
      const room = roomOf(file);
      if (isPackage || !room) return false;
      return !isIn(to, room) && !ROOMS[room]?.some((allowed) => isIn(to, allowed));
    });
    expect(climbing.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
  });

  test('have no circle of files that import each other, types counted', () => {
    expect(circles(imports)).toEqual([]);
  });

  test('below commands/ are unknown to the list of features, and it to every feature', () => {
    const list = 'commands/index.ts';
    const users = imports.filter(({ to }) => to === list).map(({ file }) => file);
    expect(users.toSorted()).toEqual(['src/app.ts', 'src/cli/register.ts']);
  });
});

/** What a feature exports on purpose, besides the ports that it needs. */
const EXPORTED: Readonly<Record<string, readonly string[]>> = {
  adding: ['view.ts'],
  blocks: ['audience.ts'],
  card: ['candidates.ts', 'find-story.ts', 'routes.ts', 'view.ts'],
  care: ['card.ts', 'hidden-stories.ts', 'own-story.ts'],
  editing: ['differences.ts', 'modal.ts', 'routes.ts', 'session.ts', 'view.ts'],
  history: ['record-story.ts', 'routes.ts'],
  reading: ['page-sizes.ts', 'places.ts', 'position.ts', 'routes.ts', 'session.ts'],
  reports: ['desk.ts', 'routes.ts'],
  'saved-searches': ['kept.ts', 'routes.ts'],
  search: ['asked.ts', 'completion.ts', 'last-search-row.ts', 'session.ts'],
  shelf: ['routes.ts'],
  takedown: ['line.ts'],
};

describe('the features', () => {
  const featureOf = (path: string) => /^commands\/([^/]+)\//.exec(path)?.[1];
  const between = imports.filter(
    ({ file, to }) => featureOf(file) && featureOf(to) && featureOf(file) !== featureOf(to),
  );

  test('know each other only by what one exports on purpose', () => {
    expect(between.length).toBeGreaterThan(20);
    const wrong = between.filter(({ to }) => {
      const [, feature = '', name = ''] = to.split('/');
      return name !== 'ports.ts' && !EXPORTED[feature]?.includes(name);
    });
    expect(wrong.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
  });

  test('export nothing that no other needs', () => {
    const exported = Object.entries(EXPORTED).flatMap(([feature, names]) =>
      names.map((name) => `commands/${feature}/${name}`),
    );
    const needed = new Set(between.map(({ to }) => to));
    expect(exported.filter((path) => !needed.has(path))).toEqual([]);
  });

  test('are each one folder with a manifest, and all are in the list', () => {
    const folders = new Set(files.map(featureOf).filter((name) => name !== undefined));
    const listed = imports.filter(({ file, to }) => file === 'commands/index.ts' && featureOf(to)).map(({ to }) => to);
    expect(listed.toSorted()).toEqual([...folders].map((name) => `commands/${name}/feature.ts`).toSorted());
    expect(FEATURES.map(({ name }) => name).toSorted()).toEqual([...folders].toSorted());
  });

  test('know no engine, and declare what they keep without any port', () => {
    const wrong = imports.filter(({ file, to }) => featureOf(file) && /sqlite|postgres/.test(to));
    expect(wrong).toEqual([]);
    const keeping = imports.filter(({ file }) => /^commands\/[^/]+\/kept[^/]*\.ts$/.test(file));
    expect(keeping.length).toBeGreaterThan(10);
    const makers = ['list', 'value', 'session', 'kind'].map((name) => `src/kept/${name}.ts`);
    const allowed = ['zod', ...makers, 'src/story', 'src/query'];
    expect(keeping.filter(({ to }) => !allowed.some((room) => isIn(to, room)))).toEqual([]);
  });
});

/** Groups of files that lead back to themselves: Tarjan's strongly connected components. */
function circles(all: readonly Import[]): string[][] {
  const next = Map.groupBy(all, ({ file }) => file);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const number = order.size;
    order.set(file, number);
    lowest.set(file, number);
    open.push(file);
    for (const { to } of next.get(file) ?? []) {
      const reached = order.has(to) ? (open.includes(to) ? order.get(to) : undefined) : visit(to);
      lowest.set(file, Math.min(lowest.get(file) ?? number, reached ?? number));
    }
    if (lowest.get(file) === number) {
      const group = open.splice(open.indexOf(file));
      if (group.length > 1) found.push(group);
    }
    return lowest.get(file) ?? number;
  };
  for (const file of next.keys()) if (!order.has(file)) visit(file);
  return found;
}

describe('packages', () => {
  test('stay where they belong', () => {
    for (const [name, places] of Object.entries(KEPT)) {
      const users = imports.filter(({ to, isPackage }) => isPackage && isIn(to, name));
      expect(users, name).not.toEqual([]);
      expect(
        users.filter(({ file }) => !places.some((place) => isIn(file, place))),
        name,
      ).toEqual([]);
    }
  });

  test('are unknown to the kernel: no package, no clock, no input or output', () => {
    const kernel = (path: string) => isIn(path, 'src/story') || isIn(path, 'src/query');
    expect(imports.filter(({ file, isPackage }) => isPackage && kernel(file))).toEqual([]);
    const sources = files.filter(kernel).map((file) => readFileSync(resolve(ROOT, file), 'utf8'));
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter((source) => /Date\.now|new Date\(\)|Math\.random|process\./.test(source))).toEqual([]);
  });
});

test('config.ts alone reads the environment', () => {
  const readers = files.filter((file) => /process\.env/.test(readFileSync(resolve(ROOT, file), 'utf8')));
  expect(readers).toEqual(['src/config.ts']);
});
