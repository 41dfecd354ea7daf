/** The container, built by hand from its Dockerfile since no engine is at hand here, and the unit for systemd. */
import { execFileSync, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { ROOT } from '#src/config.ts';
import { buildByHand, giveTo, type Image, snapshot } from '#tests/ops/dockerfile.ts';

const isRoot = process.getuid?.() === 0;
/** Who is root may become anybody; who is not is the image's user themselves. */
const USER = isRoot ? 1000 : (process.getuid?.() ?? 1000);

describe('the image, its steps performed by hand because no container engine is at hand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ficus-image-'));
  const tmp = join(folder, 'tmp');
  let image: Image;
  let outside: Map<string, number>;

  beforeAll(() => {
    chmodSync(folder, 0o755);
    process.env.npm_config_prefer_offline = 'true';
    image = buildByHand(ROOT, folder, USER);
    mkdirSync(tmp);
    giveTo(tmp, USER);
    // As `read_only: true`: for who owns nothing of it, and, where that is ourselves, without write permission.
    if (!isRoot) execFileSync('chmod', ['-R', 'a-w', image.workdir]);
    for (const volume of image.volumes) chmodSync(join(image.workdir, volume), 0o755);
    outside = snapshot(image.workdir, image.volumes);
  });
  afterAll(() => {
    execFileSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true });
  });

  /** The image's command, as process 1 where the machine lets us. */
  function run(world: Playground, wrapper: readonly string[] = []) {
    const [program = '', ...words] = [...wrapper, process.execPath, ...image.command.slice(1)];
    const options: SpawnOptions = {
      cwd: image.workdir,
      env: { ...image.env, DISCORD_TOKEN: world.token, DISCORD_API_URL: world.apiUrl, TMPDIR: tmp, HOME: '/nowhere' },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(isRoot && wrapper.length === 0 && { uid: USER, gid: USER }),
    };
    const bot = spawn(program, words, options);
    const exited = once(bot, 'exit');
    const said = async (words: string) => {
      let all = '';
      for await (const data of bot.stderr ?? []) {
        all += data;
        if (all.includes(words)) return;
      }
      throw new Error(`It ended without saying “${words}”: ${all}`);
    };
    stop = () => {
      if (bot.exitCode === null && bot.signalCode === null) bot.kill('SIGKILL');
      return exited;
    };
    return { bot, exited, said };
  }
  let stop: () => unknown = () => {};
  afterEach(() => stop());

  test('has what production needs and nothing else', () => {
    const names = readdirSync(image.workdir);
    expect(names).toEqual(expect.arrayContaining(['bin', 'src', 'locales', 'node_modules', 'var']));
    expect(names).not.toEqual(expect.arrayContaining(['tests']));
    expect(names.filter((name) => /^(\.env|\.git|tests|docs|bench)$/.test(name))).toEqual([]);
    expect(
      readdirSync(join(image.workdir, 'node_modules')).filter((name) => /^(node|vitest|knip|typescript)$/.test(name)),
    ).toEqual([]);
    expect(image).toMatchObject({
      uid: 1000,
      volumes: ['var'],
      command: ['node', expect.anything(), 'bin/ficus.js', 'start'],
    });
  });

  test('starts a bot that answers, as a user without rights, and stops it in time with nothing written outside var/ and tmp', async () => {
    await using world = await Playground.start({ identifyInterval: 0 });
    const { bot, exited, said } = run(world);
    await said('Ficus is ready as');
    const reply = await world.member('ada').in('#general').slash('/fic search', { query: 'holmes' });
    expect(reply.message?.text).toContain('No fic here matches');
    bot.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(snapshot(image.workdir, image.volumes)).toEqual(outside);
    expect(readdirSync(join(image.workdir, 'var')).sort()).toEqual(
      expect.arrayContaining(['cache', 'ficus.db', 'state.db']),
    );
  });

  /** In a process namespace of its own, where signals without a handler are ignored. */
  const asProcess1 = ['unshare', '--pid', '--fork', '--kill-child', '--setuid', String(USER), '--'];

  test.skipIf(!isRoot || spawnSync('unshare', ['--pid', '--fork', 'true']).status !== 0)(
    'as process 1 stops at SIGTERM, also before it is ready',
    async () => {
      await using world = await Playground.start({ identifyInterval: 0 });
      const ready = run(world, asProcess1);
      await ready.said('Ficus is ready as');
      process.kill(childOf(ready.bot.pid), 'SIGTERM');
      expect(await ready.exited).toEqual([0, null]);

      // Discord says nothing: the bot has asked, and waits.
      world.faults.rest({ kind: 'no-answer' }, { times: Number.POSITIVE_INFINITY });
      const { length } = world.requests;
      const starting = run(world, asProcess1);
      await world.until(() => world.requests.length > length);
      process.kill(childOf(starting.bot.pid), 'SIGTERM');
      expect(await starting.exited).toEqual([0, null]);
    },
    60_000,
  );

  test('is healthy where the bot says so, sick where it does not answer, and content where nobody listens', async () => {
    let status = 200;
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/healthz' ? status : 404).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = String((server.address() as AddressInfo).port);
    const health = async (env: Record<string, string>) => {
      const [, ...words] = image.health;
      const asked = spawn(process.execPath, words, { cwd: image.workdir, env, stdio: 'ignore' });
      return (await once(asked, 'exit'))[0];
    };
    expect(await health({ FICUS_OPS_PORT: port })).toBe(0);
    status = 503;
    expect(await health({ FICUS_OPS_PORT: port })).toBe(1);
    server.close();
    await once(server, 'close');
    expect(await health({ FICUS_OPS_PORT: port })).toBe(1);
    expect(await health({})).toBe(0);
    expect(await health({ FICUS_OPS_PORT: '0' })).toBe(0);
  });
});

test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
  'systemd finds nothing wrong with the unit',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'ficus-unit-'));
    const unit = readFileSync(join(ROOT, 'deploy/ficus.service'), 'utf8')
      .replaceAll('/opt/ficus', ROOT)
      .replaceAll('=ficus\n', '=root\n');
    writeFileSync(join(folder, 'ficus.service'), unit);
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', join(folder, 'ficus.service')], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect({ status, stderr: stderr.split('\n').filter((line) => line.includes('ficus.service')) }).toEqual({
      status: 0,
      stderr: [],
    });
  },
);

function childOf(pid: number | undefined): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}
