/** `ficus play --port 0` with its databases in another folder, for a developer's own are in use. */
import { play } from '#src/cli/play.ts';
import { terminal } from '#src/cli/terminal.ts';
import { loadConfig } from '#src/config.ts';

const [folder = ''] = process.argv.slice(2);
await play(loadConfig(), { port: 0, folder }, terminal());
