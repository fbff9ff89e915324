import { words } from './api-route';
import { gatewayDateTime } from '../gateway-time';
import type { VaultCustomer } from './customer';
import type { Gateway } from './gateway';
import { usDateOf } from './gateway-days';
import { pacific } from './gateway-transaction';
import { legacyRecord, type LegacyFields } from './legacy-text';

export function exportLegacyCustomers({ store }: Gateway, fields: LegacyFields): string {
  const wanted = fields.get('CUSTID') ?? '';
  const found = [...store.customers.values()].filter(({ id }) => wanted === '' || id === wanted);
  return found.map((customer) => `${legacyRecord('CUSTOMERRECORD', customerMembers(customer))}|`).join('');
}

function customerMembers({ id, card, billing, shipping, email, phone, fax, createdAt, user, account, discretionary }: VaultCustomer): Record<string, string> {
  const told: Record<string, string> = {
    CUSTID: id,
    CUSTOMERID: id,
    CC: card ? card.masked.replaceAll('x', '*') : '',
    EXPMNTH: card ? String(card.expirationMonth) : '',
    EXPYR: card ? String(card.expirationYear).slice(-2) : '',
    SNAME: words(shipping.name),
    SADDRESS: words(shipping.street_address),
    SADDRESS2: words(shipping.street_address2),
    SCITY: words(shipping.city),
    SCOUNTY: words(shipping.county),
    SSTATE: words(shipping.state),
    SZIP: words(shipping.zip),
    SCOUNTRY: words(shipping.country) || 'US',
    BNAME: words(billing.name),
    BADDRESS: words(billing.street_address),
    BADDRESS2: words(billing.street_address2),
    BCITY: words(billing.city),
    BSTATE: words(billing.state),
    BZIP: words(billing.zip),
    BCOUNTRY: words(billing.country) || 'US',
    EMAIL: email,
    PHONE: phone,
    FAX: fax,
    WHEN: gatewayDateTime(createdAt, pacific),
    USER: user,
    IP: '127.0.0.1',
    DDA: account?.account_number ?? '',
    TR: account?.routing_number ?? '',
  };
  for (const [name, value] of Object.entries(discretionary)) told[name] = words(value);
  return told;
}

/** Recorded without a closing bar. REPEAT is always 0 here: nothing on record tells what it counts. */
export function exportLegacyRecurrences({ store }: Gateway, fields: LegacyFields): string {
  const wanted = fields.get('CUSTID') ?? '';
  const found = [...store.recurrences.values()].filter(({ customerId }) => wanted === '' || customerId === wanted);
  return found
    .map(({ id, amount, customerId, next, totalCount, currentCount, description }) =>
      legacyRecord('RECURRINGPAYMENT', {
        RECURID: String(id),
        AMOUNT: amount,
        CUSTID: customerId,
        NEXT: usDateOf(next),
        TOTALCOUNT: String(totalCount),
        CURRENTCOUNT: String(currentCount),
        REPEAT: '0',
        DESCRIPTION: description,
      }),
    )
    .join('|');
}
