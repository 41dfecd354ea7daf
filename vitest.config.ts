/**
 * How the tests run: real threads and files, so each file gets a process of its own. Three at a time also where there are two
 * cores alone: much of what they do is to wait for each other's sockets and disks.
 */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{tests,playground/tests}/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: Math.max(3, availableParallelism() - 1),
    testTimeout: 40_000,
    hookTimeout: 40_000,
  },
});
