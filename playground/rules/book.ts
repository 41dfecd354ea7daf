/** Every rule of Discord's that the double enforces, in one table: its name, its number, its sentence and its source. */
import { accessRules } from './book/access.ts';
import { commandRules } from './book/commands.ts';
import { componentRules } from './book/components.ts';
import { formRules } from './book/forms.ts';
import { gatewayRules } from './book/gateway.ts';
import { interactionRules } from './book/interactions.ts';
import { messageRules } from './book/messages.ts';
import { modalRules } from './book/modals.ts';
import type { MeasuredRule, Rule } from './book/rule.ts';
import { threadRules } from './book/threads.ts';

/** Those that a request breaks, as its answer says. */
const ofRequests = {
  ...formRules,
  ...messageRules,
  ...componentRules,
  ...modalRules,
  ...commandRules,
  ...threadRules,
  ...interactionRules,
  ...accessRules,
};

const table = { ...ofRequests, ...gatewayRules };

export type RequestRuleName = keyof typeof ofRequests;
export type RuleName = keyof typeof table;

/** Those with a number. */
export type MeasuredName = { [Name in RuleName]: (typeof table)[Name] extends MeasuredRule ? Name : never }[RuleName];

export const rules: { readonly [Name in RuleName]: Rule } = table;
export const ruleNames = Object.keys(table) as RuleName[];
export const requestRuleNames = Object.keys(ofRequests) as RequestRuleName[];

export function limitOf(name: MeasuredName): number {
  return table[name].limit;
}

/** From its number on a rule is asked for at its limit and one beyond it. */
export function isMeasured(name: RuleName): name is MeasuredName {
  return 'limit' in table[name];
}
