import { defineOptions, matchingOptions, offsetOf, pageOfAll, type Option } from '@penstock/connector-sdk';
import type { PayTraceSettings } from './settings';
import { exportCustomers, type Customer } from './vault';

const PAGE_SIZE = 50;

/** PayTrace lists a vault whole or not at all, so the search is made here. API v1 exports by a POST that only reads. */
const vaultCustomers = (valueOf: (customer: Customer) => string) =>
  defineOptions<PayTraceSettings>({
    title: 'Vault customers',
    queries: ['/v1/customer/export'],
    async load(context, { search, cursor }) {
      const offset = offsetOf(cursor);
      const all = (await exportCustomers(context)).map((customer) => optionOf(customer, valueOf(customer)));
      const { items, nextCursor } = pageOfAll(matchingOptions(all, search), { offset, size: PAGE_SIZE });
      return { options: items, ...(nextCursor !== undefined && { nextCursor }) };
    },
  });

const optionOf = ({ customer_id: id, name, masked_card_number: card }: Customer, value: string): Option => ({
  value,
  label: name || id,
  detail: [id, card].filter(Boolean).join(' · '),
});

export const optionSources = {
  /** As charges name a customer: by the number PayTrace gave where there is one (API v3). */
  customers: vaultCustomers(({ customer_id: id, customer_number: number }) => number ?? id),
  /** As the profile itself is named: by the merchant's own text. */
  'customer-ids': vaultCustomers(({ customer_id: id }) => id),
};
