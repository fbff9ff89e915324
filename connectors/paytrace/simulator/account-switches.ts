import { z } from 'zod';

const amount = z.string().regex(/^\d+\.\d{2}$/);

/** Settings of the simulated merchant account and triggers for rare answers: `POST /__sim/settings`. */
export const accountSwitches = z.strictObject({
  requireAddress: z.boolean().default(false),
  requireZip: z.boolean().default(false),
  requireCsc: z.boolean().default(false),
  requireInvoice: z.boolean().default(false),
  /** Approved charges whose address or security code does not match are voided at once (code 103). */
  autoVoid: z.boolean().default(false),
  /** 0 switches the duplicate filter off. */
  duplicateWindowMinutes: z.number().int().min(0).max(999).default(0),
  saleCeiling: amount.nullable().default(null),
  refundCeiling: amount.nullable().default(null),
  /** Paths (without `v1/`) that the API user may not call: answered with 981. */
  deniedPaths: z.array(z.string()).default([]),
  /** Last four digits of cards that are blocked (779). */
  blockedCards: z.array(z.string().regex(/^\d{4}$/)).default([]),
  /** Declines every charge with these words, e.g. `DECLINE - Do not honor`. */
  declineWith: z.string().nullable().default(null),
  /** How many of the next calls meet the firewall's HTML page. */
  firewallNext: z.number().int().min(0).default(0),
  /** How many of the next ACH payments are accepted and answered with 422 `path/record_id`, as the sandbox does. */
  achInDoubtNext: z.number().int().min(0).default(0),
  /** Rows show up in exports this much later. */
  exportLagMs: z.number().int().min(0).default(0),
  autoSettle: z.boolean().default(true),
  /** Hour of the automatic settlement, Pacific time. */
  settleHour: z.number().int().min(0).max(23).default(20),
});
export type AccountSwitches = z.infer<typeof accountSwitches>;

export const switchesChange = accountSwitches.partial();
export type SwitchesChange = z.input<typeof switchesChange>;

export function changedSwitches(current: AccountSwitches, change: SwitchesChange): AccountSwitches {
  return accountSwitches.parse({ ...current, ...change });
}
