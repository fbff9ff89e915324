import { cardData } from '@penstock/connector-sdk';
import { z } from 'zod';
import { date, positiveMoney, quantity, text } from '../fields';

const orderLine = z.strictObject({
  itemId: text(40).meta({ title: 'Item ID', options: 'items' }),
  quantity: quantity.meta({ title: 'Quantity' }),
  unitPrice: quantity.optional().meta({
    title: 'Unit price',
    description: 'Only to override the price that P21 works out; needs the price field in the service map.',
  }),
});

const cardAnswer = z.strictObject({
  authorizedNumber: text(30).optional().meta({ title: 'Approval code' }),
  authorizedDate: date.optional().meta({ title: 'Approval date', description: 'Default: today.' }),
  retrievalReference: text(20).optional().meta({
    title: 'Gateway reference',
    description: 'The PayTrace transaction id. P21 keeps 20 characters.',
  }),
  accountToken: text(255).optional().meta({ title: 'Vault token', description: 'Never a card number.', ...cardData('token') }),
  maskedNumber: z
    .string()
    .regex(/^[*xX•]{4,15}\d{4}$/, 'the last four digits behind asterisks, e.g. ************6781')
    .optional()
    .meta({ title: 'Masked card number', description: 'Last four digits behind asterisks.' }),
  expirationDate: date.optional().meta({ title: 'Card expires on' }),
});

const remittance = z.strictObject({
  paymentTypeId: text(19).meta({
    title: 'Payment type',
    description: 'A payment type id of P21, e.g. the one for cards.',
    options: 'payment-types',
  }),
  amount: positiveMoney.meta({ title: 'Amount paid' }),
  reference: text(60).meta({ title: 'Payment reference', description: 'Usually the PayTrace transaction id.' }),
  checkNumber: text(30).optional().meta({ title: 'Check number' }),
  paymentDate: date.optional().meta({ title: 'Payment date', description: 'Default: today.' }),
  currency: z.string().length(3).default('USD').meta({ title: 'Currency' }),
  card: cardAnswer.optional().meta({ title: 'Card authorisation', description: 'What the gateway answered.' }),
});

export const orderInput = z.strictObject({
  poNo: text(50).meta({
    title: 'Order reference (customer PO number)',
    description: 'Must be unique per customer: Penstock finds the order again by it and never creates a second one.',
  }),
  customerId: text(19).meta({ title: 'Customer ID', options: 'customers' }),
  shipToId: text(19).optional().meta({ title: 'Ship-to ID', description: 'Default: the customer ID.' }),
  contactId: text(16).optional().meta({ title: 'Contact ID' }),
  locationId: text(8).optional().meta({ title: 'Sales location', description: 'Default: the connection’s location.', options: 'locations' }),
  sourceLocationId: text(8).optional().meta({ title: 'Source location', description: 'Default: the sales location.', options: 'locations' }),
  taker: text(30).optional().meta({ title: 'Taker' }),
  orderDate: date.optional().meta({ title: 'Order date', description: 'Default: today.' }),
  requestedDate: date.optional().meta({ title: 'Requested date', description: 'Not before the order date.' }),
  approved: z.boolean().optional().meta({ title: 'Approved' }),
  lines: z.array(orderLine).min(1).max(500).meta({ title: 'Lines' }),
  remittance: remittance.optional().meta({ title: 'Payment with the order' }),
});

export const createdOrder = z.object({
  orderNo: z.string().meta({ title: 'Order number' }),
  poNo: z.string().meta({ title: 'Order reference' }),
  customerId: z.string().meta({ title: 'Customer ID' }),
  companyId: z.string().meta({ title: 'Company ID' }),
});

export type OrderInput = z.infer<typeof orderInput>;
export type OrderLine = z.infer<typeof orderLine>;
export type Remittance = z.infer<typeof remittance>;
export type CreatedOrder = z.infer<typeof createdOrder>;
