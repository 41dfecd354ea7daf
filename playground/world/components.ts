/** Over all components of a message or a modal, however deep they nest: one walk, and the numbering that Discord does. */
import {
  type APIMessageComponent,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
} from 'discord-api-types/v10';

export interface PlacedComponent {
  readonly component: APIMessageComponent;
  /** Where it stands, as Discord's error trees name it: `components.0.accessory`. */
  readonly path: readonly (string | number)[];
}

/** Every component, the nested ones after the one that holds them. */
export function* eachComponent(
  components: readonly APIMessageComponent[],
  path: readonly (string | number)[] = ['components'],
): Generator<PlacedComponent> {
  for (const [index, component] of components.entries()) {
    const here = [...path, index];
    yield { component, path: here };
    if ('components' in component) yield* eachComponent(component.components, [...here, 'components']);
    if (component.type === ComponentType.Section) {
      yield { component: component.accessory, path: [...here, 'accessory'] };
    }
  }
}

/** Gives an `id` to each component that has none, as Discord does for every message that it stores. */
export function numberComponents(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  const numbered = structuredClone([...components]);
  giveIds([...eachComponent(numbered)].map(({ component }) => component));
  return numbered;
}

type ModalComponents = APIModalInteractionResponseCallbackData['components'];

/** The same for what a modal asks. */
export function numberInputs(components: ModalComponents): ModalComponents {
  const numbered = structuredClone(components);
  giveIds(
    numbered.flatMap((each): readonly Numbered[] => {
      if ('component' in each) return [each, each.component];
      return 'components' in each ? [each, ...each.components] : [each];
    }),
  );
  return numbered;
}

interface Numbered {
  id?: number | undefined;
}

function giveIds(components: readonly Numbered[]): void {
  const taken = new Set(components.flatMap(({ id }) => id ?? []));
  let last = 0;
  for (const component of components) {
    if (component.id) continue;
    do last += 1;
    while (taken.has(last));
    component.id = last;
  }
}
