import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { charge, chargeContract, chargeFields, chargeOutput, chargeSample, protectTokenFields, type ChargeInput, type ChargeOutput } from '../charge';
import type { PayTraceSettings } from '../connection';

const input = z.strictObject({ ...protectTokenFields, ...chargeFields });

export const authorizeByProtectToken = defineAction<PayTraceSettings, ChargeInput, ChargeOutput>({
  id: 'authorize-by-protect-token',
  version: 1,
  title: 'Authorize a card from hosted fields',
  summary: 'Reserves an amount on the card behind a Protect.js token; nothing is charged until it is captured.',
  contract: chargeContract(),
  input: input as unknown as z.ZodType<ChargeInput>,
  output: chargeOutput,
  sample: chargeSample,
  run: (context, charged) => charge(context, 'transactions/authorization/pt_protect', { ...charged }),
  remoteId: ({ transaction_id: id }) => id,
});
