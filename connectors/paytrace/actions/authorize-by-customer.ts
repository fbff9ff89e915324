import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { charge, chargeContract, chargeOutput, chargeSample, type ChargeOutput, type ChargeRoute } from '../charge';
import { chargeFields, customerField } from '../charge-fields';
import type { PayTraceSettings } from '../settings';

const input = z.strictObject({ customer_id: customerField, ...chargeFields });

type Input = z.output<typeof input>;

const route: ChargeRoute<Input> = {
  v1: 'transactions/authorization/by_customer',
  v3: ({ customer_id: id }) => ({ path: `card/authorize/customer/${encodeURIComponent(id)}` }),
};

export const authorizeByCustomer = defineAction<PayTraceSettings, Input, ChargeOutput>({
  id: 'authorize-by-customer',
  version: 1,
  title: 'Authorize a vault customer',
  summary: 'Reserves an amount on the card kept in the PayTrace vault; nothing is charged until it is captured.',
  contract: chargeContract(),
  input,
  output: chargeOutput,
  sample: chargeSample,
  run: (context, charged) => charge(context, route, charged),
  remoteId: ({ transaction_id: id }) => id,
});
