/** Every way in which a request goes wrong, and what the bot says of it in its log. */
import type { RestFault } from '#playground/faults/rest-faults.ts';

export const ROUTES = {
  callback: '/interactions/:interaction/:token/callback',
  original: '/webhooks/:application/:token/messages/:message',
  followUp: '/webhooks/:application/:token',
  messages: '/channels/:channel/messages',
  threads: '/channels/:channel/threads',
  threadMembers: '/channels/:channel/thread-members/:user',
} as const;

const LIMITED = 'Discord limits how often it may be asked; waiting as long as it says';
export const FAILED = 'Discord answers that it failed';
export const SILENT = 'Discord does not answer';

export interface FaultKind {
  readonly name: string;
  readonly fault: RestFault;
  /** The double did what it was asked, and the bot does not know. */
  readonly processed: boolean;
  /** The one line of the log; null where nothing is wrong. */
  readonly line: string | null;
}

const serverErrors = ([500, 502, 503] as const).flatMap((status): FaultKind[] => [
  {
    ...{ name: `${status} before it is processed`, processed: false, line: FAILED },
    fault: { kind: 'server-error', status, processed: false },
  },
  {
    ...{ name: `${status} after it was processed`, processed: true, line: FAILED },
    fault: { kind: 'server-error', status, processed: true },
  },
]);

export const FAULTS: readonly FaultKind[] = [
  {
    ...{ name: '429 of the route', processed: false, line: LIMITED },
    fault: { kind: 'rate-limit', scope: 'route', retryAfter: 200 },
  },
  {
    ...{ name: '429 of everything', processed: false, line: LIMITED },
    fault: { kind: 'rate-limit', scope: 'global', retryAfter: 200 },
  },
  ...serverErrors,
  {
    ...{ name: 'silence, not processed', processed: false, line: SILENT },
    fault: { kind: 'no-answer', processed: false },
  },
  { ...{ name: 'silence, processed', processed: true, line: SILENT }, fault: { kind: 'no-answer', processed: true } },
  { ...{ name: 'a slow answer', processed: true, line: null }, fault: { kind: 'slow', milliseconds: 700 } },
  { ...{ name: 'a cut, not processed', processed: false, line: SILENT }, fault: { kind: 'cut', processed: false } },
  { ...{ name: 'a cut, processed', processed: true, line: SILENT }, fault: { kind: 'cut', processed: true } },
];
