import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { charge, chargeContract, chargeOutput, chargeSample, type ChargeOutput, type ChargeRoute } from '../charge';
import { chargeFields, encryptedCardBody, encryptedCardFields } from '../charge-fields';
import type { PayTraceSettings } from '../settings';

const input = z.strictObject({ ...encryptedCardFields, ...chargeFields });
type Input = z.output<typeof input>;

/** v3 shows no spelling of the expiry beside an encrypted number; hosted fields are its documented way. */
const route: ChargeRoute<Input> = {
  v1: 'transactions/sale/keyed',
  v1Body({ encrypted_number, expiration_month, expiration_year, encrypted_csc, ...charged }) {
    return { ...charged, ...encryptedCardBody({ encrypted_number, expiration_month, expiration_year, encrypted_csc }) };
  },
};

export const saleByEncryptedCard = defineAction<PayTraceSettings, Input, ChargeOutput>({
  id: 'sale-by-encrypted-card',
  version: 1,
  title: 'Charge an encrypted card',
  summary: 'Charges a card that the browser encrypted for PayTrace. Moves money.',
  contract: chargeContract(),
  input,
  output: chargeOutput,
  sample: chargeSample,
  run: (context, charged) => charge(context, route, charged),
  remoteId: ({ transaction_id: id }) => id,
});
