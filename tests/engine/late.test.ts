/**
 * The engine over a database that answers late and in another order.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeEngine } from '#tests/engine/contract.ts';
import { lateStored } from '#tests/engine/late-stored.ts';

const folder = await mkdtemp(join(tmpdir(), 'ficus-late-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let opened = 0;
for (const seed of [1, 2, 3]) {
  describeEngine(`the engine over answers that come late, in order ${seed}`, async () => {
    opened += 1;
    return lateStored(seed, join(folder, `${opened}-search`));
  });
}
