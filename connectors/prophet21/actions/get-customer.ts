import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { amountOf, idOf, textOf } from '../answer';
import { text } from '../fields';
import { equals, numberLiteral, readPage, textLiteral } from '../odata';
import type { Prophet21Settings } from '../settings';

const customerInput = z.strictObject({ customerId: text(19).meta({ title: 'Customer ID', options: 'customers' }) });

const customerOutput = z.object({
  customerId: z.string().meta({ title: 'Customer ID' }),
  name: z.string().meta({ title: 'Name' }),
  companyId: z.string(),
  active: z.boolean().meta({ title: 'Active', description: 'Not marked as deleted.' }),
  termsId: z.string(),
  creditStatus: z.string(),
  creditLimit: z.string(),
  creditLimitUsed: z.string(),
  currencyId: z.string(),
  legacyId: z.string(),
  address: z.object({
    line1: z.string(),
    line2: z.string(),
    city: z.string(),
    state: z.string(),
    postalCode: z.string(),
    country: z.string(),
    phone: z.string(),
    email: z.string(),
  }),
});
type CustomerInput = z.infer<typeof customerInput>;
type Customer = z.infer<typeof customerOutput>;

export const getCustomer = defineAction<Prophet21Settings, CustomerInput, Customer>({
  id: 'get-customer',
  version: 1,
  title: 'Get a customer',
  summary: 'Reads a customer with its mailing address.',
  contract: { class: 'R' },
  input: customerInput,
  output: customerOutput,
  sample: {
    customerId: '100198',
    name: 'Harbor Mechanical',
    companyId: 'HSC',
    active: true,
    termsId: '30',
    creditStatus: 'GOOD',
    creditLimit: '25000.0000',
    creditLimitUsed: '1240.5000',
    currencyId: '1',
    legacyId: '',
    address: {
      line1: '18 Dock Road',
      line2: '',
      city: 'Baltimore',
      state: 'MD',
      postalCode: '21230',
      country: 'US',
      phone: '410-555-0144',
      email: 'ap@harbormechanical.example',
    },
  },
  async run(context, { customerId }) {
    const id = numberLiteral(customerId);
    const company = equals('company_id', textLiteral(context.settings.companyId));
    const [customer] = await readPage(
      context,
      { table: 'customer', where: [equals('customer_id', id), company] },
      { top: 1 },
    );
    if (!customer) throw notFound(customerId, context.settings.companyId);
    const [address] = await readPage(context, { table: 'address', where: [equals('id', id)] }, { top: 1 });
    return customerFromRows(customer, address ?? {});
  },
});

const notFound = (customerId: string, companyId: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'P21_CUSTOMER_NOT_FOUND',
    message: `Prophet 21 has no customer ${customerId} in company ${companyId}.`,
    remedy: 'Check the customer ID, or create the customer in Prophet 21 first.',
  });

/** `customer` uses `delete_flag`; newer tables use `row_status_flag` instead. */
export function customerFromRows(customer: JsonObject, address: JsonObject): Customer {
  return {
    customerId: idOf(customer['customer_id']),
    name: textOf(customer['customer_name']),
    companyId: idOf(customer['company_id']),
    active: textOf(customer['delete_flag']) !== 'Y',
    termsId: idOf(customer['terms_id']),
    creditStatus: textOf(customer['credit_status']),
    creditLimit: amountOf(customer['credit_limit']).toString(),
    creditLimitUsed: amountOf(customer['credit_limit_used']).toString(),
    currencyId: idOf(customer['currency_id']),
    legacyId: textOf(customer['legacy_id']),
    address: {
      line1: textOf(address['mail_address1']),
      line2: textOf(address['mail_address2']),
      city: textOf(address['mail_city']),
      state: textOf(address['mail_state']),
      postalCode: textOf(address['mail_postal_code']),
      country: textOf(address['mail_country']),
      phone: textOf(address['central_phone_number']),
      email: textOf(address['email_address']),
    },
  };
}
