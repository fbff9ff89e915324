import type { Json } from '@penstock/kernel';
import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import type { Company } from './company';
import { NOT_FOUND, restError } from './rest-envelope';

/** The few other REST families whose answers were recorded. */

/** Keys are `{CompanyId}_{CustomerId}`; the plain id is not found. */
export function getCustomerEntity({ store }: Company, key: string): SimulatorReply {
  const [companyId, customerId = ''] = key.split('_');
  const customer = store.table('customer').find('customer_id', customerId)[0];
  if (!customer || customer['company_id'] !== companyId) {
    const said = `Your query did not yield any results. No resources found for query string "GetById ${key}".`;
    return restError(404, said, NOT_FOUND);
  }
  return {
    status: 200,
    body: {
      CompanyId: customer['company_id'] ?? null,
      CustomerId: customer['customer_id'] ?? null,
      CustomerName: customer['customer_name'] ?? null,
      TermsId: customer['terms_id'] ?? null,
      CreditStatus: customer['credit_status'] ?? null,
      CreditLimit: customer['credit_limit'] ?? null,
      Taxable: customer['taxable_flag'] ?? null,
      CurrencyId: customer['currency_id'] ?? null,
      CustomerAddress: null,
      CustomerContacts: null,
      CustomerShipTos: null,
      UserDefinedFields: {},
      ObjectName: 'customer',
    },
  };
}

export const ping: SimulatorReply = { status: 200, body: { ResponseMessage: 'success' } };

export function postExchangeRate(request: SimulatorRequest): SimulatorReply {
  const rate = request.json() as Readonly<Record<string, Json>>;
  if (rate['CurrencyId'] === rate['ToCurrencyId']) return restError(500, 'The currencies cannot be the same. (-1)');
  return restError(500, 'Exchange rates are not kept by this company.');
}
