import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { withoutAbsent } from '../answers';
import { call } from '../api';
import { encryptedCardBody, encryptedCardFields } from '../charge-fields';
import { creationContract, creationOf, creationOutput, creationSample, type CreationOutput } from '../customer-creation';
import type { PayTraceSettings } from '../settings';
import { customerIdField, profileFields } from '../vault';
import { byVersion } from '../versions';

const input = z.strictObject({ customer_id: customerIdField, ...encryptedCardFields, ...profileFields });
type Input = z.output<typeof input>;

export const createCustomerByEncryptedCard = defineAction<PayTraceSettings, Input, CreationOutput>({
  id: 'create-customer-by-encrypted-card',
  version: 1,
  title: 'Create a vault customer from an encrypted card',
  summary: 'Keeps a card that the browser encrypted for PayTrace in the vault. Moves no money.',
  contract: creationContract(),
  input,
  output: creationOutput,
  sample: creationSample,
  run: (context, given) =>
    byVersion(context, 'create a customer from an encrypted card', {
      async v1() {
        const { encrypted_number, expiration_month, expiration_year, encrypted_csc, ...profile } = given;
        const body = { ...withoutAbsent(profile as never), ...encryptedCardBody({ encrypted_number, expiration_month, expiration_year, encrypted_csc }) };
        return creationOf(await call(context, { path: 'customer/create', body, writes: true, expects: 160 }), given);
      },
    }),
  remoteId: ({ customer_id: id }) => id,
});
