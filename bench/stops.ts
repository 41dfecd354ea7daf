/** How long a bot takes to stop in the middle of work, with everybody answered of whom it took a request. */
import type { Pair, Stage } from './stage.ts';
import type { Row } from './table.ts';

/** In ms: then service managers kill. */
const AIM = 10_000;
const AT_ONCE = 40;

export async function measureStops({ ours, bare }: Pair): Promise<Row[]> {
  const row = { measure: `stop with ${AT_ONCE} searches under way`, unit: 'ms' } as const;
  const aim = { of: 'total', atMost: AIM } as const;
  return [{ ...row, ours: await stopUnderLoad(ours), bare: await stopUnderLoad(bare), aim }];
}

async function stopUnderLoad(stage: Stage): Promise<number> {
  const asked = Array.from({ length: AT_ONCE }, (_, number) =>
    stage.reader.slash('/fic search', { query: `the ${number}` }),
  );
  // Events come in their order: what was asked before this is the bot's when this is answered.
  await stage.reader.complete('/fic show', { story: 'the' });
  const begun = performance.now();
  await stage.stop();
  const took = performance.now() - begun;
  const replies = await Promise.all(asked);
  const left = replies.filter(({ status, deferred }) => status !== 'answered' || deferred).length;
  if (left > 0) throw new Error(`${left} searches were left without an answer.`);
  return took;
}
