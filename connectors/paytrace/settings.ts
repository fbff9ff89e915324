import { z } from 'zod';
import { isTimeZone } from './gateway-time';

const optionalPath = (title: string, description: string) =>
  z.string().trim().regex(/^[a-z0-9_/]*$/, 'A path such as recurrence/update').meta({ title, description });

/** What public material leaves open is a setting here, with the likeliest value and a word on why. */
export const settingsSchema = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://api.paytrace.com').meta({
    title: 'Address',
    description: 'https://api.paytrace.com for production, https://api.sandbox.paytrace.com for the sandbox.',
  }),
  username: z.string().trim().min(1).meta({ title: 'API user', description: 'An API user, not a web user: its password does not expire.' }),
  integratorId: z.string().regex(/^[A-Za-z0-9]{4,16}$/, 'Letters and digits only').meta({
    title: 'Integrator ID',
    description: 'The 12 letters and digits PayTrace issued for this integration.',
  }),
  apiVersion: z.enum(['v1', 'v3']).default('v1').meta({
    title: 'API version',
    description: 'Which one an account may use depends on its processing network: ask PayTrace. v3 was open to accounts on EPX and TSYS only.',
  }),
  merchantId: z.string().trim().regex(/^\d{0,12}$/, 'Digits only').default('').meta({
    title: 'Merchant ID',
    description: 'Needed for API v3 only, where nearly every call names it.',
  }),
  timezone: z.string().refine(isTimeZone, 'Not a known time zone').default('America/Los_Angeles').meta({
    title: 'Gateway time zone',
    description: 'Zone of the dates in exports. PayTrace settles on Pacific time.',
  }),
  timeoutSeconds: z.number().int().min(1).max(300).default(60).meta({
    title: 'Answer time-out (seconds)',
    description: 'PayTrace usually answers in 3 to 6 seconds; shorter time-outs only make more charges uncertain.',
  }),
  batchItems: z.enum(['list', 'single']).default('list').meta({
    title: 'Form of batch_items (v3)',
    description: 'PayTrace calls it a list and shows one object; the public client sends a list. Change it if captures, voids and refunds are refused.',
  }),
  adjustPath: optionalPath('Path of adjust (v1)', 'Not on public record. Empty: adjusting is refused before anything is sent.').default(''),
  recurrenceUpdatePath: optionalPath('Path of recurrence update (v1)', 'Not on public record; this is what the other paths suggest.').default('recurrence/update'),
  recurrenceExportPath: optionalPath('Path of the export of plans (v1)', 'Not on public record; this is what the other paths suggest.').default('recurrence/export_scheduled'),
  achKeyHours: z.number().int().min(0).max(8_760).default(24).meta({
    title: 'Life of an ACH idempotency key (hours, v3)',
    description: 'Not on public record. Within it a payment that cannot be found is sent again under its key; later only when PayTrace also shows other payments.',
  }),
});
export type PayTraceSettings = z.output<typeof settingsSchema>;
