/**
 * A hand that finds buttons and menus by their routes: the name that their custom ids begin with.
 */
import type { Reply } from '#playground/gestures/reply.ts';
import type { Seat } from '#playground/gestures/seat.ts';
import type { SeenMessage } from '#playground/gestures/seen-message.ts';

/** Custom ids of buttons and menus on a message that can be used. */
export function idsOn(message: SeenMessage | null, route: string): string[] {
  const components = [...(message?.buttons ?? []), ...(message?.selects ?? [])];
  const ids = components.flatMap((each) => ('custom_id' in each && !each.disabled ? each.custom_id : []));
  return ids.filter((id) => `${id}.`.startsWith(`v1.${route}.`));
}

/** @param ending - of the custom id, where one message has several of the route. */
function idOn(message: SeenMessage | null, route: string, ending = ''): string {
  const id = idsOn(message, route).find((each) => each.endsWith(ending));
  if (id === undefined) throw new Error(`There is no ${route} to press in "${message?.text}".`);
  return id;
}

/** Presses a button that stands on a message. */
export function press(seat: Seat, message: SeenMessage | null, route: string, ending?: string): Promise<Reply> {
  return seat.press(message, idOn(message, route, ending));
}

/** Chooses one thing from a menu, by its value or its label. */
export function choose(seat: Seat, message: SeenMessage | null, route: string, value: string): Promise<Reply> {
  return seat.select(message, idOn(message, route), [value]);
}
