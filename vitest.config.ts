/**
 * How the tests run: by Node itself, as the bot does, from the compile cache that the bot has, so that neither a test nor the threads and
 * programs that it starts strip and compile our TypeScript again. Real threads and files: processes, each of which takes one
 * file after another. Three at a time also where there are two cores alone: much of what they do is to wait for each other's
 * sockets and disks.
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{tests,playground/tests}/**/*.test.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: Math.max(3, availableParallelism() - 1),
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('var/cache', import.meta.url)) },
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // No timeout is a promise: it ends what hangs, and what is slow on a busy machine has time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
