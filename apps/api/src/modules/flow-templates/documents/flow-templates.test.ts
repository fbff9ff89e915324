import { connectors } from '@penstock/connector-catalog';
import { describeConnector } from '@penstock/connector-sdk';
import { checkFlow, flowDocument } from '@penstock/flow-model';
import { flowTemplates } from './index';

const descriptors = connectors.map(describeConnector);

describe('the flow templates', () => {
  test('every use case has one, under an id of its own', () => {
    expect(flowTemplates.map(({ id }) => id).sort()).toEqual([
      'chargeback-intake',
      'customer-sync',
      'fraud-screening',
      'invoice-vault-charge',
      'order-payment-erp',
      'payment-p21-receipt',
      'refund-credit-memo',
      'settlement-gl',
      'subscription-renewal',
    ]);
  });

  test.each(flowTemplates.map((template) => [template.id, template] as const))('%s is a valid document without problems', (_id, { document }) => {
    expect(flowDocument.parse(document)).toEqual(document);
    expect(checkFlow(document, descriptors)).toEqual([]);
  });
});
