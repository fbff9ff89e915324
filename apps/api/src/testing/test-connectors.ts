import { defineAction, defineConnection, defineConnector, defineTrigger } from '@penstock/connector-sdk';
import { Decimal } from '@penstock/kernel';
import { z } from 'zod';

const bankSettings = z.strictObject({ baseUrl: z.url(), account: z.string().min(1), tokenAddress: z.url().optional() });

/** A small remote system with everything that deploying has to deal with: a connection, a poll, a signed address. */
export const bank = defineConnector({
  id: 'bank',
  title: 'Bank',
  summary: 'For tests.',
  category: 'payments',
  mark: 'M0 0h24v24H0z',
  apiRevision: '1',
  connection: defineConnection<z.output<typeof bankSettings>>({
    settings: bankSettings,
    secrets: [{ name: 'password', title: 'Password' }],
    baseUrl: ({ baseUrl }) => baseUrl,
    additionalHosts: ({ tokenAddress }) => (tokenAddress === undefined ? [] : [new URL(tokenAddress).host]),
    auth: { kind: 'none' },
    fingerprint: ({ baseUrl, account }) => `bank:${baseUrl}:${account}`,
    test: () => Promise.resolve({ summary: 'Signed in.' }),
  }),
  actions: [
    defineAction<unknown, { reference: string; amount?: string | undefined }, { id: string }>({
      id: 'pay',
      version: 1,
      title: 'Pay',
      summary: 'Moves money.',
      contract: {
        class: 'L',
        kind: 'money',
        businessKey: ({ reference }) => reference,
        amount: ({ amount }) => (amount === undefined ? undefined : { value: Decimal.from(amount), currency: 'USD' }),
        verify: () => Promise.resolve({ verdict: 'unsure', reason: 'test' }),
        visibilityLagMs: 0,
        maxProcessingMs: 0,
      },
      input: z.strictObject({ reference: z.string().min(1), amount: z.string().optional() }),
      output: z.object({ id: z.string() }),
      sample: { id: 'PAY-1' },
      run: () => Promise.resolve({ id: 'PAY-1' }),
    }),
  ],
  triggers: [
    defineTrigger<unknown, unknown>({
      id: 'statement',
      version: 1,
      title: 'Statement line',
      summary: 'Reads statements.',
      settings: z.strictObject({}),
      event: z.object({ reference: z.string() }),
      sample: { reference: 'R-1' },
      channels: [],
      poll: {
        defaultIntervalMs: 60_000,
        poll: () => Promise.resolve({ events: [], cursor: null, more: false }),
        backfill: () => Promise.resolve({ events: [], cursor: null, more: false }),
        one: () => Promise.resolve([]),
      },
    }),
    defineTrigger<unknown, { cron: string; overlap: 'queue' | 'skip' }>({
      id: 'clock',
      version: 1,
      title: 'Clock',
      summary: 'Starts by the clock.',
      settings: z.strictObject({ cron: z.string(), overlap: z.enum(['queue', 'skip']).default('queue') }),
      event: z.object({ reference: z.string() }),
      sample: { reference: 'R-1' },
      channels: [],
      schedule: {
        spec: ({ cron, overlap }) => ({ cron, timeZone: 'Europe/Paris', missed: 'once', maxCatchUp: 10, overlap }),
        event: ({ nominalTime }) => ({ payload: { reference: nominalTime } }),
      },
    }),
    defineTrigger<unknown, unknown>({
      id: 'notice',
      version: 1,
      title: 'Payment notice',
      summary: 'Receives signed notices and unsigned ones.',
      settings: z.strictObject({}),
      event: z.object({ reference: z.string(), amount: z.string(), net: z.string() }).partial({ amount: true, net: true }),
      sample: { reference: 'R-1' },
      channels: [
        { id: '', title: 'Signed', scheme: 'standard-webhooks', contentType: 'application/json', parse: () => [] },
        { id: 'form', title: 'Form', scheme: 'unsigned-claim', contentType: 'application/x-www-form-urlencoded', parse: () => [] },
      ],
    }),
    defineTrigger<unknown, unknown>({
      id: 'shop-notice',
      version: 1,
      title: 'Shop notice',
      summary: 'Receives notices of a shop that dictates its secret.',
      settings: z.strictObject({}),
      event: z.object({ reference: z.string() }),
      sample: { reference: 'R-1' },
      channels: [
        { id: '', title: 'Shop', scheme: 'hmac-sha256', signature: { header: 'x-shop-hmac', encoding: 'base64' }, contentType: 'application/json', parse: () => [] },
      ],
    }),
    defineTrigger<unknown, unknown>({
      id: 'alarm',
      version: 1,
      title: 'Alarm',
      summary: 'Receives alarms.',
      settings: z.strictObject({ zone: z.string().refine((zone) => zone !== 'Nowhere', 'Not a known time zone').default('UTC') }),
      event: z.object({ reference: z.string() }),
      sample: { reference: 'R-1' },
      channels: [{ id: '', title: 'Signed', scheme: 'standard-webhooks', contentType: 'application/json', parse: () => [] }],
    }),
  ],
});

/** What flows that other flows call start with, as the real connector declares it. */
export const flowCalls = defineConnector({
  id: 'flow',
  title: 'Flow',
  summary: 'For tests.',
  category: 'logic',
  mark: 'M0 0h24v24H0z',
  apiRevision: '1',
  actions: [],
  triggers: [
    defineTrigger({
      id: 'called',
      version: 1,
      title: 'Called',
      summary: '',
      settings: z.strictObject({ input: z.record(z.string(), z.json()).default({}), output: z.record(z.string(), z.json()).default({}) }),
      event: z.unknown(),
      sample: {},
      channels: [],
    }),
  ],
});
