import { withBody, type SimulatorReply, type SimulatorRequest } from '@penstock/connector-sdk/simulator';
import type { Random } from '@penstock/kernel';
import { z } from 'zod';

/** Peculiarities of P21 that come and go from one installation, or one minute, to the next: `POST /__sim/traps`. */
export const simulatorTraps = z.strictObject({
  /** Token and router answers come as XML although JSON was asked for. */
  xml: z.boolean().optional(),
  /** Chance per transaction that a pooled session has a dialog left open. */
  strayDialogRate: z.number().min(0).max(1).optional(),
  /** What the router names as UI server instead of this host. */
  uiServerUrl: z.string().nullable().optional(),
  /** How long a sign-in takes. */
  signInDelayMs: z.number().int().min(0).optional(),
  /** Refuses every token given out so far, once. */
  refuseTokens: z.literal(true).optional(),
});
export type SimulatorTraps = z.infer<typeof simulatorTraps>;

export interface TrapSwitches {
  readonly current: { readonly xml: boolean; readonly strayDialogRate: number; readonly uiServerUrl: string | null; readonly signInDelayMs: number };
  change(traps: SimulatorTraps): void;
  reset(): void;
  hasStrayDialog(): boolean;
}

const none = { xml: false, strayDialogRate: 0, uiServerUrl: null, signInDelayMs: 0 } as const;

export function createTrapSwitches(random: Random): TrapSwitches {
  let current: TrapSwitches['current'] = none;
  return {
    get current() {
      return current;
    },
    change({ xml = current.xml, strayDialogRate = current.strayDialogRate, uiServerUrl = current.uiServerUrl, signInDelayMs = current.signInDelayMs }) {
      current = { xml, strayDialogRate, uiServerUrl, signInDelayMs };
    },
    reset() {
      current = none;
    },
    hasStrayDialog: () => current.strayDialogRate > 0 && random.next() < current.strayDialogRate,
  };
}

export function changeTraps(request: SimulatorRequest, apply: (traps: SimulatorTraps) => SimulatorReply) {
  return withBody(request, simulatorTraps, apply);
}
