/** How the tests run: real threads and files, so each file gets a process of its own. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['tests/**/*.test.ts'], pool: 'forks', testTimeout: 20_000, hookTimeout: 20_000 },
});
