/**
 * Asks a bot in a container whether it is well, for `HEALTHCHECK`: at its own port where FICUS_OPS_PORT is set. Without one, or with 0,
 * there is nobody to ask, and a program that ended is seen by its end.
 */
const port = process.env.FICUS_OPS_PORT;
if (port && port !== '0') {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch((error) => ({
    ok: false,
    status: error.message,
  }));
  if (!answer.ok) {
    console.error(`not well: ${answer.status}`);
    process.exitCode = 1;
  }
}
