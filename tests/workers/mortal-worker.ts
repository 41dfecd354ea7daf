/** A thread that counts its calls until it is told to end. */
import { serve } from '#src/workers/call.ts';

let calls = 0;

serve({
  count: () => {
    calls += 1;
    return calls;
  },
  end: () => process.exit(),
  fail: () => {
    setImmediate(() => {
      throw new Error('out of order');
    });
    return new Promise(() => {});
  },
});
