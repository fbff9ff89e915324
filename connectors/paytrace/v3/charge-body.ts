import { Decimal, type JsonObject } from '@penstock/kernel';
import { withoutAbsent, type PayTraceContext } from '../answers';
import type { ChargeAddress, ChargeInput } from '../charge-fields';
import { merchantIdOf } from './api';

/** A charge in the member names of v3: amounts are numbers, addresses are spelled otherwise than in v1. */
export function chargeBodyV3(context: PayTraceContext, input: ChargeInput): JsonObject {
  return withoutAbsent({
    amount: Decimal.from(input.amount),
    merchant_id: merchantIdOf(context),
    invoice_number: input.invoice_id,
    description: input.description,
    customer_reference_id: input.customer_reference_id,
    tax_amount: input.tax_amount,
    billing_email: input.email,
    billing_name: input.billing_address?.name,
    billing_address: addressV3(input.billing_address),
    shipping_name: input.shipping_address?.name,
    shipping_address: addressV3(input.shipping_address),
  });
}

export function addressV3(address: ChargeAddress | undefined): JsonObject | undefined {
  if (!address) return undefined;
  return withoutAbsent({
    street: address.street_address,
    street2: address.street_address2,
    city: address.city,
    state: address.state,
    country: address.country,
    postal_code: address.zip,
  });
}
