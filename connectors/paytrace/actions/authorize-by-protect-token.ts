import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { charge, chargeContract, chargeOutput, chargeSample, type ChargeOutput, type ChargeRoute } from '../charge';
import { chargeFields, protectTokenFields } from '../charge-fields';
import type { PayTraceSettings } from '../settings';

const input = z.strictObject({ ...protectTokenFields, ...chargeFields });

type Input = z.output<typeof input>;

const route: ChargeRoute<Input> = {
  v1: 'transactions/authorization/pt_protect',
  v3: ({ hpf_token, enc_key }) => ({ path: 'card/authorize/pt-protect', body: { hpf_token, enc_key } }),
};

export const authorizeByProtectToken = defineAction<PayTraceSettings, Input, ChargeOutput>({
  id: 'authorize-by-protect-token',
  version: 1,
  title: 'Authorize a card from hosted fields',
  summary: 'Reserves an amount on the card behind a Protect.js token; nothing is charged until it is captured.',
  contract: chargeContract(),
  input,
  output: chargeOutput,
  sample: chargeSample,
  run: (context, charged) => charge(context, route, charged),
  remoteId: ({ transaction_id: id }) => id,
});
