import { cardData, type CardDataLabel } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { amountField } from './money-amount';

export const optionalText = (title: string, max: number) => z.string().trim().max(max).optional().meta({ title });

export const addressSchema = z.strictObject({
  name: optionalText('Name', 50),
  street_address: optionalText('Street', 50),
  street_address2: optionalText('Street, second line', 50),
  city: optionalText('City', 50),
  state: optionalText('State (two letters)', 2),
  zip: optionalText('ZIP', 10),
  country: optionalText('Country (two letters)', 2),
});
export type ChargeAddress = z.output<typeof addressSchema>;

/** What every charge has, whatever stands for the card. */
export const chargeFields = {
  amount: amountField({ title: 'Amount', description: 'US dollars, at most two decimals.' }),
  invoice_id: z.string().trim().min(1).max(50).meta({
    title: 'Invoice',
    description: 'Unique per charge and the same on every try: by it a charge whose answer was lost is found again.',
  }),
  description: optionalText('Description', 255),
  customer_reference_id: optionalText('Purchase order', 50),
  tax_amount: amountField({ title: 'Tax', description: 'Part of the amount.', zeroAllowed: true }).optional(),
  email: optionalText('E-mail', 100),
  billing_address: addressSchema.optional().meta({ title: 'Billing address' }),
  shipping_address: addressSchema.optional().meta({ title: 'Shipping address' }),
};

export const customerField = z.string().trim().min(1).max(50).meta({ title: 'Vault customer', description: 'Customer ID in the PayTrace vault.', options: 'customers' });

export const protectTokenFields = {
  hpf_token: z.string().min(1).meta({ title: 'Protect.js token', description: 'hpf_token from the hosted card fields; works once.', ...cardData('token') }),
  enc_key: z.string().min(1).meta({ title: 'Protect.js key', description: 'enc_key from the same answer.', ...cardData('token') }),
};

export interface ChargeInput {
  readonly amount: string;
  readonly invoice_id: string;
  readonly description?: string | undefined;
  readonly customer_reference_id?: string | undefined;
  readonly tax_amount?: string | undefined;
  readonly email?: string | undefined;
  readonly billing_address?: ChargeAddress | undefined;
  readonly shipping_address?: ChargeAddress | undefined;
}

/** RSA output in base64 or hex is far longer than a card number and holds letters: a clear number never passes. */
const encryptedText = /^(?=.*[A-Za-z])[A-Za-z0-9+/=_-]{64,1024}$/;

const encryptedField = (title: string, { description, label }: { readonly description: string; readonly label: CardDataLabel }) =>
  z.string().trim().regex(encryptedText, 'Only what PayTrace’s encryption made in the browser is taken here').meta({ title, description, ...cardData(label) });

/** What PayTrace's client-side encryption hands over; only PayTrace can read it. */
export const encryptedCardFields = {
  encrypted_number: encryptedField('Encrypted card number', { description: 'encrypted_number from PayTrace’s client-side encryption. Never a clear number.', label: 'pan' }),
  expiration_month: z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(/^(0?[1-9]|1[0-2])$/, 'A month from 1 to 12')).meta({ title: 'Expiry month' }),
  expiration_year: z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(/^20\d\d$/, 'A year of four digits')).meta({ title: 'Expiry year' }),
  encrypted_csc: encryptedField('Encrypted security code', { description: 'encrypted_csc from the same page.', label: 'csc' }).optional(),
};

interface EncryptedCard {
  readonly encrypted_number: string;
  readonly expiration_month: string;
  readonly expiration_year: string;
  readonly encrypted_csc?: string | undefined;
}

/** The card in the form of v1 requests. */
export function encryptedCardBody({ encrypted_number, expiration_month, expiration_year, encrypted_csc }: EncryptedCard): JsonObject {
  return {
    credit_card: { encrypted_number, expiration_month, expiration_year },
    ...(encrypted_csc !== undefined && { encrypted_csc }),
  };
}
