import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { withoutAbsent } from '../answers';
import { creationContract, creationOf, creationOutput, creationSample, vaultAddressV3, type CreationOutput } from '../customer-creation';
import type { PayTraceSettings } from '../settings';
import { transactionField } from '../transaction-change';
import { callV3, firstOf } from '../v3/api';
import { customerIdField, profileFields } from '../vault';
import { byVersion } from '../versions';

const input = z.strictObject({
  customer_id: customerIdField,
  transaction_id: transactionField.meta({ title: 'Transaction', description: 'Whose card is kept; the transaction itself stays as it is.' }),
  billing_address: profileFields.billing_address,
});
type Input = z.output<typeof input>;

/** Public material names the call for v3 alone; how v1 spells it is not known. */
export const createCustomerByTransaction = defineAction<PayTraceSettings, Input, CreationOutput>({
  id: 'create-customer-by-transaction',
  version: 1,
  title: 'Create a vault customer from a transaction',
  summary: 'Keeps the card of an earlier transaction in the PayTrace vault (API v3). Moves no money.',
  contract: creationContract(),
  input,
  output: creationOutput,
  sample: creationSample,
  run: (context, given) =>
    byVersion(context, 'create a customer from a transaction', {
      async v3() {
        const { customer_id, transaction_id, billing_address } = given;
        const body = withoutAbsent({ transaction_id, billing_address: vaultAddressV3(billing_address), customer_label: customer_id });
        const answer = await callV3(context, { path: 'customer/create/by-transaction', body, writes: true, decides: { by: 'status' } });
        return creationOf({ customer_label: customer_id, ...firstOf(answer.data) }, given);
      },
    }),
  remoteId: ({ customer_number: number, customer_id: id }) => number ?? id,
});
