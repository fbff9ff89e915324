import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { charge, chargeContract, chargeFields, chargeOutput, chargeSample, customerField, type ChargeInput, type ChargeOutput } from '../charge';
import type { PayTraceSettings } from '../connection';

const input = z.strictObject({ customer_id: customerField, ...chargeFields });

export const authorizeByCustomer = defineAction<PayTraceSettings, ChargeInput, ChargeOutput>({
  id: 'authorize-by-customer',
  version: 1,
  title: 'Authorize a vault customer',
  summary: 'Reserves an amount on the card kept in the PayTrace vault; nothing is charged until it is captured.',
  contract: chargeContract(),
  input: input as unknown as z.ZodType<ChargeInput>,
  output: chargeOutput,
  sample: chargeSample,
  run: (context, charged) => charge(context, 'transactions/authorization/by_customer', { ...charged }),
  remoteId: ({ transaction_id: id }) => id,
});
