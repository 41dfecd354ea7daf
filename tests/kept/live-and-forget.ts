/** A bot that keeps places and searches of a reader, says the key of each once it has been told that it is kept, and forgets them again. */
import { openWholeState } from '#tests/kept/state.ts';

const [, , file = '', run = ''] = process.argv;
const fail = (problem: unknown) => {
  throw new Error(JSON.stringify(problem));
};
let ids = 0;
const state = await openWholeState({
  ...{ file, now: Date.now, onUnreadable: fail, onPurgeFailed: fail },
  newId: () => `${run}-${(ids++).toString(36)}`,
});
for (let round = 0; ; round += 1) {
  for (let number = 0; number < 4; number += 1) {
    await state.places.save('ada', `${round}-${number}`, { chapter: 1, offset: 1, context: '' }, 1);
    console.log(`ada/${round}-${number}`);
    console.log(await state.searchSessions.start({ reader: 'ada', query: '', guildId: null, channelId: 'channel' }));
  }
  console.log('forgetting');
  await state.readers.forget('ada', Date.now() + 1, []);
  console.log('forgot');
}
