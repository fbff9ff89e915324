import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { withoutAbsent, type PayTraceContext } from '../answers';
import { call } from '../api';
import { protectTokenFields } from '../charge-fields';
import { creationContract, creationOf, creationOutput, creationSample, vaultAddressV3, type CreationOutput } from '../customer-creation';
import type { PayTraceSettings } from '../settings';
import { callV3, firstOf, merchantIdOf } from '../v3/api';
import { customerIdField, profileFields } from '../vault';
import { byVersion } from '../versions';

const input = z.strictObject({ customer_id: customerIdField, ...protectTokenFields, ...profileFields });
type Input = z.output<typeof input>;

function create(context: PayTraceContext, profile: Input): Promise<CreationOutput> {
  return byVersion(context, 'create a vault customer', {
    async v1() {
      return creationOf(await call(context, { path: 'customer/pt_protect_create', body: withoutAbsent(profile as never), writes: true, expects: 160 }), profile);
    },
    async v3() {
      const { customer_id, billing_address, hpf_token, enc_key, email, phone, fax } = profile;
      const body = withoutAbsent({
        hpf_token,
        enc_key,
        merchant_id: merchantIdOf(context),
        customer_label: customer_id,
        billing_address: vaultAddressV3(billing_address),
        email,
        phone,
        fax,
      });
      const answer = await callV3(context, { path: 'customer/create/pt-protect', body, writes: true, decides: { by: 'status' } });
      return creationOf({ customer_label: customer_id, ...firstOf(answer.data) }, profile);
    },
  });
}

export const createCustomer = defineAction<PayTraceSettings, Input, CreationOutput>({
  id: 'create-customer',
  version: 1,
  title: 'Create a vault customer',
  summary: 'Keeps the card behind a Protect.js token in the PayTrace vault. Moves no money.',
  contract: creationContract(),
  input,
  output: creationOutput,
  sample: creationSample,
  run: create,
  remoteId: ({ customer_number: number, customer_id: id }) => number ?? id,
});
