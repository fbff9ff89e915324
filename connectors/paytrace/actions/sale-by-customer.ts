import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { charge, chargeContract, chargeFields, chargeOutput, chargeSample, customerField, type ChargeInput, type ChargeOutput } from '../charge';
import type { PayTraceSettings } from '../connection';

const input = z.strictObject({ customer_id: customerField, ...chargeFields });

export const saleByCustomer = defineAction<PayTraceSettings, ChargeInput, ChargeOutput>({
  id: 'sale-by-customer',
  version: 1,
  title: 'Charge a vault customer',
  summary: 'Charges the card kept in the PayTrace vault. Moves money.',
  contract: chargeContract(),
  input: input as unknown as z.ZodType<ChargeInput>,
  output: chargeOutput,
  sample: chargeSample,
  run: (context, charged) => charge(context, 'transactions/sale/by_customer', { ...charged }),
  remoteId: ({ transaction_id: id }) => id,
});
