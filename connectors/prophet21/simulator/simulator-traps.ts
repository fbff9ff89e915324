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
  /** How long a queued transaction is worked on; two are worked on at a time. */
  asyncMs: z.number().int().min(0).optional(),
  /** Refuses every token given out so far, once. */
  refuseTokens: z.literal(true).optional(),
  /** Fields an upgrade took away: metadata and definitions lack them, e.g. `customer.legacy_id`, `TP_RECEIPT.receipt.check_number`. */
  withoutFields: z.array(z.string()).max(100).optional(),
});
export type SimulatorTraps = z.infer<typeof simulatorTraps>;

export interface TrapState {
  readonly xml: boolean;
  readonly strayDialogRate: number;
  readonly uiServerUrl: string | null;
  readonly signInDelayMs: number;
  readonly asyncMs: number;
  readonly withoutFields: readonly string[];
}

export interface TrapSwitches {
  readonly current: TrapState;
  /** What is not named stays as it is. */
  change(traps: SimulatorTraps): void;
  reset(): void;
  hasStrayDialog(): boolean;
}

const none: TrapState = { xml: false, strayDialogRate: 0, uiServerUrl: null, signInDelayMs: 0, asyncMs: 0, withoutFields: [] };

export function createTrapSwitches(random: Random): TrapSwitches {
  let current = none;
  return {
    get current() {
      return current;
    },
    change({ xml, strayDialogRate, uiServerUrl, signInDelayMs, asyncMs, withoutFields }) {
      current = {
        xml: xml ?? current.xml,
        strayDialogRate: strayDialogRate ?? current.strayDialogRate,
        uiServerUrl: uiServerUrl === undefined ? current.uiServerUrl : uiServerUrl,
        signInDelayMs: signInDelayMs ?? current.signInDelayMs,
        asyncMs: asyncMs ?? current.asyncMs,
        withoutFields: withoutFields ?? current.withoutFields,
      };
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
