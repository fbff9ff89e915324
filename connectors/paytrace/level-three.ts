import { Decimal, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { defineAction, type AnyAction } from '@penstock/connector-sdk';
import { text, withoutAbsent } from './answers';
import { call } from './api';
import { optionalText } from './charge-fields';
import type { PayTraceSettings } from './settings';
import { transactionField } from './transaction-change';
import { byVersion } from './versions';

/** A number as PayTrace takes it in level 3 data, kept exact; -1 of `tax_amount` means exempt (as a public client sends it). */
export const exact = (title: string) =>
  z
    .unknown()
    .transform((value, context): Json => {
      const written = value instanceof Decimal || typeof value === 'number' ? value.toString() : value;
      if (typeof written === 'string' && /^-?\d{1,12}(\.\d{1,6})?$/.test(written.trim())) return Decimal.from(written.trim());
      context.addIssue({ code: 'custom', message: 'Enter a number, e.g. 4.99' });
      return z.NEVER;
    })
    .meta({ title, type: ['string', 'number'] })
    .optional();

const zipAddress = z.strictObject({ zip: optionalText('ZIP', 10) });
const shipTo = z.strictObject({ zip: optionalText('ZIP', 10), country: optionalText('Country (two letters)', 2) });

/** What both card brands have. */
export const levelThreeFields = {
  transaction_id: transactionField,
  invoice_id: z.union([z.string().trim().min(1).max(50), z.number().int()]).optional().meta({ title: 'Invoice' }),
  customer_reference_id: optionalText('Purchase order', 50),
  tax_amount: exact('Tax'),
  additional_tax_amount: exact('Further tax'),
  additional_tax_rate: exact('Rate of the further tax'),
  source_address: zipAddress.optional().meta({ title: 'Shipped from' }),
  shipping_address: shipTo.optional().meta({ title: 'Shipped to' }),
};

export const lineFields = {
  additional_tax_amount: exact('Further tax'),
  additional_tax_rate: exact('Rate of the further tax'),
  amount: exact('Amount'),
  description: optionalText('Description', 35),
  discount_amount: exact('Discount'),
  product_id: optionalText('Item', 50),
  quantity: exact('Quantity'),
  unit_of_measure: optionalText('Unit', 10).meta({ description: 'UN code, e.g. PCE, LBR, KGM, HUR' }),
  unit_cost: exact('Price per unit'),
};

export const levelThreeOutput = z.object({
  transaction_id: z.string().meta({ title: 'Transaction ID' }),
  response_code: z.string().meta({ title: 'Response code' }),
  status_message: z.string().meta({ title: 'Status text' }),
});
type Output = z.output<typeof levelThreeOutput>;

interface LevelThreeInput {
  readonly transaction_id: string;
}

interface LevelThreeAction<Input extends LevelThreeInput> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly path: string;
  readonly input: z.ZodType<Input>;
}

/**
 * 170 is recorded for Visa; both 170 and 171 are named for "data added". No export shows level 3 data, and whether a
 * repetition would add its lines a second time is not on record: class H.
 */
export const levelThreeAction = <Input extends LevelThreeInput>({ path, ...shown }: LevelThreeAction<Input>): AnyAction =>
  defineAction<PayTraceSettings, Input, Output>({
    ...shown,
    version: 1,
    contract: {
      class: 'H',
      kind: 'master-data',
      businessKey: ({ transaction_id: id }) => `level-three:${id}`,
      undoWindow: 'Sent again until settlement (20:00 Pacific by default)',
      visibilityLagMs: 30_000,
      maxProcessingMs: 60_000,
    },
    output: levelThreeOutput,
    sample: {
      transaction_id: '392483066',
      response_code: '170',
      status_message: 'Visa/MasterCard enhanced data was successfully added to Transaction ID 392483066. 1 line item records were created.',
    },
    run: (context, input) =>
      byVersion(context, 'add level 3 data', {
        async v1() {
          const answer = await call(context, { path, body: withoutAbsent(input as never), writes: true, expects: [170, 171] });
          return { transaction_id: input.transaction_id, response_code: text(answer.response_code), status_message: text(answer.status_message) };
        },
      }),
    remoteId: ({ transaction_id: id }) => id,
  });
