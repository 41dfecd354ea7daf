/** `npm run test:fast`, for who changes what needs no bot and no disk: the same tests, in which a property is tried as often as time allows. */
import { mergeConfig } from 'vitest/config';
import whole from './vitest.config.ts';

const rooms = ['story', 'query', 'search', 'views', 'importers'];

export default mergeConfig(
  { ...whole, test: { ...whole.test, include: rooms.map((room) => `tests/${room}/**/*.test.ts`) } },
  { test: { setupFiles: ['tests/in-a-hurry.ts'] } },
);
