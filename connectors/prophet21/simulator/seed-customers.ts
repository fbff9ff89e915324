import { demoCompanyId } from './company';
import type { SeedCustomer } from './seed-catalog';
import { money, type SeedRow } from './table-store';

/** A customer with its ship-to addresses and one contact. */
export function customerRows(customer: SeedCustomer): readonly SeedRow[] {
  const { id, name, terms, street, shipTos = [] } = customer;
  return [
    [
      'customer',
      {
        customer_id: id,
        company_id: demoCompanyId,
        customer_name: name,
        customer_id_string: String(id),
        terms_id: terms,
        credit_status: 'GOOD',
        credit_limit: money(25_000),
        credit_limit_used: money(0),
        currency_id: 1,
        taxable_flag: 'Y',
        ar_account_no: '12100010',
        legacy_id: null,
      },
    ],
    shipToRow(customer, id),
    addressRow(customer, id, street),
    ...shipTos.flatMap((shipToId, index) => [
      shipToRow(customer, shipToId),
      addressRow(customer, shipToId, `${street}, Dock ${index + 2}`),
    ]),
    contactRow(customer),
  ];
}

const emailOf = ({ name }: SeedCustomer): string => `ap@${name.toLowerCase().replace(/[^a-z]+/g, '')}.example`;

const shipToRow = ({ id, terms }: SeedCustomer, shipToId: number): SeedRow => [
  'ship_to',
  { ship_to_id: shipToId, customer_id: id, company_id: demoCompanyId, default_branch: '100', terms_id: terms },
];

const addressRow = (customer: SeedCustomer, addressId: number, line: string): SeedRow => [
  'address',
  {
    id: addressId,
    name: customer.name,
    mail_address1: line,
    mail_address2: null,
    mail_city: customer.city,
    mail_state: customer.state,
    mail_postal_code: customer.zip,
    mail_country: 'US',
    central_phone_number: `555-01${String(customer.id).slice(-2)}`,
    email_address: emailOf(customer),
    corp_address_id: customer.id,
  },
];

function contactRow(customer: SeedCustomer): SeedRow {
  const { id, contact } = customer;
  const [firstName = '', lastName = ''] = contact.split(' ');
  const names = { first_name: firstName, last_name: lastName };
  return ['contacts', { id: `C${id}`, ...names, email_address: emailOf(customer), address_id: id }];
}
