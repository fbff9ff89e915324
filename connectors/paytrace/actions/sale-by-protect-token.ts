import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { charge, chargeContract, chargeOutput, chargeSample, type ChargeOutput, type ChargeRoute } from '../charge';
import { chargeFields, protectTokenFields } from '../charge-fields';
import type { PayTraceSettings } from '../settings';

const input = z.strictObject({ ...protectTokenFields, ...chargeFields });

type Input = z.output<typeof input>;

const route: ChargeRoute<Input> = {
  v1: 'transactions/sale/pt_protect',
  v3: ({ hpf_token, enc_key }) => ({ path: 'card/sale/pt-protect', body: { hpf_token, enc_key } }),
};

export const saleByProtectToken = defineAction<PayTraceSettings, Input, ChargeOutput>({
  id: 'sale-by-protect-token',
  version: 1,
  title: 'Charge a card from hosted fields',
  summary: 'Charges the card behind a Protect.js token. Moves money.',
  contract: chargeContract(),
  input,
  output: chargeOutput,
  sample: chargeSample,
  run: (context, charged) => charge(context, route, charged),
  remoteId: ({ transaction_id: id }) => id,
});
