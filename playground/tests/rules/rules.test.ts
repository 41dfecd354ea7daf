/** Every rule of the double's table: what keeps it is taken, what breaks it is refused, in Discord's shape and by that rule. */
import { describe, expect, test } from 'vitest';
import {
  isMeasured,
  limitOf,
  type MeasuredName,
  type RequestRuleName,
  requestRuleNames,
  ruleNames,
  rules,
} from '#playground/rules/book.ts';
import { accessTrials } from './access-trials.ts';
import { commandTrials } from './command-trials.ts';
import { componentTrials } from './component-trials.ts';
import { formTrials } from './form-trials.ts';
import { type Attempt, Ground, type MeasuredTrial, type Trial } from './ground.ts';
import { interactionTrials } from './interaction-trials.ts';
import { messageTrials } from './message-trials.ts';
import { modalTrials } from './modal-trials.ts';
import { threadTrials } from './thread-trials.ts';

/** A rule that nobody tries does not compile; those of the gateway are tried in gateway-rules.test.ts and request-limits.test.ts. */
const trials: { readonly [Name in RequestRuleName]: Name extends MeasuredName ? MeasuredTrial : Trial } = {
  ...formTrials,
  ...messageTrials,
  ...componentTrials,
  ...modalTrials,
  ...commandTrials,
  ...threadTrials,
  ...interactionTrials,
  ...accessTrials,
};

function attemptsAt(name: RequestRuleName): { readonly kept: Attempt; readonly broken: Attempt } {
  if (!isMeasured(name)) return trials[name] as Trial;
  const trial: MeasuredTrial = trials[name];
  return { kept: (at) => trial(at, limitOf(name)), broken: (at) => trial(at, limitOf(name) + 1) };
}

describe.each(requestRuleNames)('%s', (name) => {
  const { kept, broken } = attemptsAt(name);
  const { says, source } = rules[name];

  test(`is kept: ${says}`, async () => {
    await using at = await Ground.open();
    await kept(at);
    expect(at.world.refusals).toEqual([]);
    expect(at.world.requests).not.toEqual([]);
  });

  test(`is broken: ${says}`, async () => {
    await using at = await Ground.open();
    await expect(broken(at)).rejects.toThrow();
    const [refused, ...more] = at.world.refusals;
    expect(more).toEqual([]);
    expect(refused?.status).toBeOneOf([400, 401, 403, 404, 413]);
    expect(refused?.error).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
    expect(refused?.broken).toEqual([{ rule: name, says, source, path: expect.any(String) }]);
    if (refused?.error?.code === 50_035) expect(refused.error).toHaveProperty('errors');
  });
});

test('every rule says what it asks in a sentence, with its number, and where Discord says so', () => {
  expect(ruleNames.length).toBeGreaterThan(130);
  for (const name of ruleNames) {
    const { says, source, limit } = rules[name];
    expect(says, name).toMatch(/^[A-Z].*[^.]\.$/);
    expect(says, name).not.toContain('%');
    if (limit !== undefined) expect(says, name).toContain(limit.toLocaleString('en'));
    expect(source, name).toMatch(/^https:\/\/docs\.discord\.com\/developers\//);
  }
});
