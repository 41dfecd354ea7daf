/** A program that restores a backup up to a step, and is then killed as `kill -9` kills: no handler runs, nothing is closed. */
import { openRestore } from '#src/backup/restore.ts';

const [file = '', catalog = '', state = '', steps = ''] = process.argv.slice(2);
const restore = openRestore({ file, catalog, state, stamp: 'then', ficus: '9.8.7' });
for (const step of restore.steps().slice(0, Number(steps))) await step.run();
process.kill(process.pid, 'SIGKILL');
