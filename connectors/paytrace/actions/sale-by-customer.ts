import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { charge, chargeContract, chargeOutput, chargeSample, type ChargeOutput, type ChargeRoute } from '../charge';
import { chargeFields, customerField } from '../charge-fields';
import type { PayTraceSettings } from '../settings';

const input = z.strictObject({ customer_id: customerField, ...chargeFields });

type Input = z.output<typeof input>;

const route: ChargeRoute<Input> = {
  v1: 'transactions/sale/by_customer',
  v3: ({ customer_id: id }) => ({ path: `card/sale/customer/${encodeURIComponent(id)}` }),
};

export const saleByCustomer = defineAction<PayTraceSettings, Input, ChargeOutput>({
  id: 'sale-by-customer',
  version: 1,
  title: 'Charge a vault customer',
  summary: 'Charges the card kept in the PayTrace vault. Moves money.',
  contract: chargeContract(),
  input,
  output: chargeOutput,
  sample: chargeSample,
  run: (context, charged) => charge(context, route, charged),
  remoteId: ({ transaction_id: id }) => id,
});
