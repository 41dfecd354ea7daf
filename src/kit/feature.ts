/**
 * A feature: one folder of `commands/`, told by its manifest. What all features have together is collected from their manifests:
 * nobody types it again.
 */

import type { AnyKept } from '#src/kept/kept.ts';
import type { RouteTable } from '#src/kit/custom-id.ts';
import type { AnyCommand, CommandSet, Group, OptionSpecs, Press } from '#src/kit/declaration.ts';
import type { Job } from '#src/kit/jobs.ts';

/** A press for each route, and no other. */
export type Presses<Routes extends RouteTable, Services> = {
  readonly [Name in keyof Routes & string]: Press<Name, Services>;
};

export interface Feature<Services, Routes extends RouteTable = RouteTable> {
  /** Its folder, and its file of sentences in each language. */
  readonly name: string;
  readonly routes: Routes;
  /** In the order in which Discord and the help show them. */
  readonly commands: readonly AnyCommand<Services>[];
  readonly presses: Presses<Routes, Services>;
  /** What it keeps, as told, exported and forgotten. */
  readonly kept: readonly AnyKept[];
  /** What goes on by itself once the bot is online. */
  readonly begins?: (services: Services) => Job;
}

/** What a module exports that is a press. */
type PressIn<Module> = Module extends object
  ? Extract<Module[keyof Module], { readonly kind: 'component' | 'modal'; readonly route: string }>
  : never;

/** All presses that these modules export, by their routes. */
export function pressesIn<Modules extends readonly object[]>(
  ...modules: Modules
): { readonly [Each in PressIn<Modules[number]> as Each['route']]: Each } {
  const presses = modules.flatMap((module) => Object.values<unknown>({ ...module }).filter(isPress));
  return Object.fromEntries(presses.map((press) => [press.route, press])) as ReturnType<typeof pressesIn<Modules>>;
}

/** What a module exports that is a command. */
type CommandIn<Module> = Module extends object
  ? Extract<Module[keyof Module], { readonly name: string; readonly options: OptionSpecs }>
  : never;

/** The commands that these modules export, in the modules' order and then by their exports' names. */
export function commandsIn<Modules extends readonly object[]>(...modules: Modules): CommandIn<Modules[number]>[] {
  return modules.flatMap((module) => Object.values<unknown>({ ...module }).filter(isCommand<Modules>));
}

function isCommand<Modules extends readonly object[]>(value: unknown): value is CommandIn<Modules[number]> {
  return typeof value === 'object' && value !== null && 'name' in value && 'options' in value;
}

function isPress(value: unknown): value is { readonly route: string } {
  return typeof value === 'object' && value !== null && 'route' in value && 'kind' in value;
}

/** A manifest, its presses held against its routes by the compiler. */
export function feature<Services, const Routes extends RouteTable>(
  told: Omit<Feature<Services, Routes>, 'presses'> & { readonly presses: Presses<NoInfer<Routes>, Services> },
): Feature<Services, Routes> {
  return told;
}

/** All that can be called and pressed. @throws Error for a name in two features: a defect. */
export function collected<Services>(
  groups: readonly Group[],
  features: readonly Feature<Services>[],
): CommandSet<Services> {
  return {
    groups,
    commands: unique(features, ({ commands }) => commands.map((each) => [each.name, each]))
      .values()
      .toArray(),
    routes: Object.fromEntries(unique(features, ({ routes }) => Object.entries(routes))),
    presses: Object.fromEntries(unique(features, ({ presses }) => Object.entries(presses))),
  };
}

function unique<Services, Value>(
  features: readonly Feature<Services>[],
  entriesOf: (feature: Feature<Services>) => readonly (readonly [name: string, value: Value])[],
): Map<string, Value> {
  const all = new Map<string, Value>();
  for (const feature of features) {
    for (const [name, value] of entriesOf(feature)) {
      if (all.has(name)) throw new Error(`The name "${name}" of the feature ${feature.name} is another feature's.`);
      all.set(name, value);
    }
  }
  return all;
}
