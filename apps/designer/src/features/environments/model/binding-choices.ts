import type { Connection, SlotBinding } from '@penstock/contracts';

/** What a slot needs, as the connection that fills it in some environment says; null while none does. */
export const connectorOfSlot = (slot: string, byEnvironment: readonly (readonly SlotBinding[])[]): string | null =>
  byEnvironment.flat().find((binding) => binding.slot === slot && binding.connector !== null)?.connector ?? null;

interface Wanted {
  readonly connections: readonly Connection[];
  /** Key of the environment. */
  readonly environment: string;
  /** Null: not known, so that all of the environment are offered and the server says which fit. */
  readonly connector: string | null;
}

/** Connections that may fill a slot: of the environment itself, never of another one. */
export const choicesFor = ({ connections, environment, connector }: Wanted): readonly Connection[] =>
  connections.filter((each) => each.environment === environment && (connector === null || each.connector === connector));
