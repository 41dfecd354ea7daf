/** `ficus play --port 0 [--faults LIST --record FILE]` with its databases in another folder, for a developer's own are in use. */
import { readFaults } from '#src/cli/fault-list.ts';
import { play } from '#src/cli/play.ts';
import { terminal } from '#src/cli/terminal.ts';
import { loadConfig } from '#src/config.ts';

const [folder = '', list, record] = process.argv.slice(2);
const faults = list === undefined ? [] : readFaults(list);
if (typeof faults === 'string') throw new Error(faults);
await play(loadConfig(), { port: 0, folder, faults, ...(record !== undefined && { record }) }, terminal());
