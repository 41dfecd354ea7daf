/** Another program at work on the state's file: says "held" once it has the write lock, and lets go at a line of input. */
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';

const [, , file = ''] = process.argv;
const database = new DatabaseSync(file);
database.exec('BEGIN IMMEDIATE');
console.log('held');
await once(process.stdin, 'data');
database.exec('COMMIT');
database.close();
process.exit();
