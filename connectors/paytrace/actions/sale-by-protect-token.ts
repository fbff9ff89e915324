import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { charge, chargeContract, chargeFields, chargeOutput, chargeSample, protectTokenFields, type ChargeInput, type ChargeOutput } from '../charge';
import type { PayTraceSettings } from '../connection';

const input = z.strictObject({ ...protectTokenFields, ...chargeFields });

export const saleByProtectToken = defineAction<PayTraceSettings, ChargeInput, ChargeOutput>({
  id: 'sale-by-protect-token',
  version: 1,
  title: 'Charge a card from hosted fields',
  summary: 'Charges the card behind a Protect.js token. Moves money.',
  contract: chargeContract(),
  input: input as unknown as z.ZodType<ChargeInput>,
  output: chargeOutput,
  sample: chargeSample,
  run: (context, charged) => charge(context, 'transactions/sale/pt_protect', { ...charged }),
  remoteId: ({ transaction_id: id }) => id,
});
