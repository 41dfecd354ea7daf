/** A bot that keeps a reader's place further and further on, and says each offset once it has been told that it is kept. */
import { openWholeState } from '#tests/kept/state.ts';

const [, , file = ''] = process.argv;
const fail = (problem: unknown) => {
  throw new Error(JSON.stringify(problem));
};
const state = await openWholeState({ file, now: Date.now, newId: () => 'id', onUnreadable: fail, onPurgeFailed: fail });
for (let offset = 0; ; offset += 1) {
  await state.places.save('ada', 'story', { chapter: 1, offset, context: 'It was late.' }, 1);
  console.log(offset);
}
