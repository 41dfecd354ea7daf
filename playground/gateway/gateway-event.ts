/** An event before it has a number: what every session that it is for is told. */
import type { GatewayDispatchPayload } from 'discord-api-types/v10';

export interface GatewayEvent {
  readonly t: GatewayDispatchPayload['t'];
  readonly d: unknown;
}
