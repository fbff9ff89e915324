import type { EffectContract } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { text, withoutAbsent } from './answers';
import type { ChargeAddress } from './charge-fields';
import type { PayTraceSettings } from './settings';
import { findCustomer, presence, type Customer } from './vault';

export const creationOutput = z.object({
  customer_id: z.string().meta({ title: 'Customer ID' }),
  customer_number: z.string().optional().meta({ title: 'Customer number', description: 'API v3 only; charges of v3 need it.' }),
  status: z.literal('created').meta({ title: 'Status' }),
  status_message: z.string().meta({ title: 'Status text' }),
  masked_card_number: z.string().optional().meta({ title: 'Card' }),
});
export type CreationOutput = z.output<typeof creationOutput>;

export const creationSample = {
  customer_id: 'customerTest150',
  status: 'created',
  status_message: 'The customer profile for customerTest150/Steve Smith was successfully created',
  masked_card_number: 'xxxxxxxxxxxx1111',
} satisfies CreationOutput;

export interface CreationInput {
  readonly customer_id: string;
  readonly billing_address?: ChargeAddress | undefined;
}

export function creationOf(answer: JsonObject, { customer_id: id }: CreationInput): CreationOutput {
  const number = text(answer.customer_label) === '' ? '' : text(answer.customer_id);
  const card = text(answer.masked_card_number) || text(answer.card_masked);
  return {
    customer_id: id,
    ...(number !== '' && { customer_number: number }),
    status: 'created',
    status_message: text(answer.status_message),
    ...(card !== '' && { masked_card_number: card }),
  };
}

/** Vault calls of v3 spell the street as v1 does and the ZIP as v3 does (North developer portal). */
export function vaultAddressV3(address: ChargeAddress | undefined) {
  if (!address) return undefined;
  const { zip, ...rest } = address;
  return withoutAbsent({ ...rest, postal_code: zip });
}

/** A profile is found again by its ID; a second one of the same ID is refused by PayTrace (171). */
export function creationContract<Input extends CreationInput>(): EffectContract<PayTraceSettings, Input, CreationOutput> {
  return {
    class: 'L',
    kind: 'master-data',
    businessKey: ({ customer_id: id }) => `customer:${id}`,
    async verify(context, { input }) {
      const found = await findCustomer(context, ({ customer_id: id }) => id === input.customer_id, input.customer_id);
      const wanted = input.billing_address?.name;
      if ('customer' in found && wanted !== undefined && found.customer.name !== wanted) {
        return { verdict: 'unsure', reason: `PayTrace has customer ${input.customer_id} under another name, so it may be somebody else’s.` };
      }
      return presence(found, createdOf);
    },
    compensate: { action: 'delete-customer', input: ({ output }) => ({ customer_id: output.customer_number ?? output.customer_id }) },
    undoWindow: 'At any time',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  };
}

const createdOf = ({ customer_id, customer_number, masked_card_number }: Customer): CreationOutput => ({
  customer_id,
  ...(customer_number !== undefined && { customer_number }),
  status: 'created',
  status_message: '',
  ...(masked_card_number !== undefined && { masked_card_number }),
});
