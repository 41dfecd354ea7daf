/** The rules of threads. */
import { measured, rule, SOURCES } from './rule.ts';

const { threads, channels, codes } = SOURCES;
const starting = `${channels}#start-thread-without-message`;

export const threadRules = {
  'thread.name': measured(100, 'A thread’s name has 1 to % characters', starting),
  'thread.archive-after': rule('A thread is archived after 60, 1440, 4320 or 10080 minutes', starting),
  'thread.slowmode': measured(21_600, 'Members wait at most % seconds between messages', starting),
  'thread.type': rule('A thread is of an announcement, public or private', starting),
  'thread.parent': rule(
    'Text channels take public and private threads, announcement channels those of announcements, others none of these',
    threads,
  ),
  'thread.nesting': rule('Threads do not stand in threads', threads),
  'thread.of-message': rule('A message has at most one thread', codes),
  'thread.archived': rule('An archived thread takes no changes until it is woken', `${threads}#archived`),
  'thread.locked': rule('A locked thread takes no messages but from those who may manage threads', `${threads}#locked`),
  'thread.cap': rule('A guild has a limited number of active threads', threads),
  'thread.members': measured(1_000, 'A thread has at most % members', threads),
  'thread.member-sees-parent': rule('Whoever is added to a thread sees its channel', threads),
  'thread.invitable': rule(
    'Where a private thread says so, only its owner and those who may manage threads add people',
    threads,
  ),
  'thread.private-seen': rule(
    'A private thread is seen by those who were added and by those who may manage threads',
    `${threads}#private-threads`,
  ),
  'thread.own-changes': rule('A thread is changed by its owner and by those who may manage threads', threads),
  'thread.only': rule('This can be done to threads alone', codes),
} as const;
