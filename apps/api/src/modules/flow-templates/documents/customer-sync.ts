import { copy, mapping } from '../../../demo/flows/rules';
import { buildTemplate, start, type FlowTemplateSource } from './build-template';

export const customerSync: FlowTemplateSource = {
  id: 'customer-sync',
  category: 'customers',
  summary: 'A customer changed in Prophet 21 is brought up to date in the PayTrace vault. Prophet 21 owns name, address and contact.',
  adapt: ['Which fields Prophet 21 owns (step “Update the vault profile”): leave out what the vault may change.'],
  sample: { table: 'customer', key: '100198', modifiedAt: '2026-09-12T10:31:07.213', record: { customer_id: 100198, customer_name: 'Harbor Mechanical', company_id: 'HSC' } },
  document: buildTemplate({
    name: 'Customer sync: P21 → PayTrace vault',
    description: 'Keeps vault profiles in step with the customer master of Prophet 21.',
    note: 'Only customers who have a card in the vault are touched. Nothing is ever written back to Prophet 21 here, so a change cannot run in a circle.',
    trigger: { name: 'Customer changed in Prophet 21', connector: 'prophet21', trigger: 'customer-changed', version: 1, slot: 'erp', settings: {} },
    steps: [
      {
        kind: 'action',
        id: 'customer',
        name: 'Read the customer',
        connector: 'prophet21',
        action: 'get-customer',
        version: 1,
        slot: 'erp',
        input: mapping([copy('customerId', 'trigger.key')]),
      },
      {
        kind: 'action',
        id: 'profiles',
        name: 'Find the vault profile',
        connector: 'paytrace',
        action: 'list-customers',
        version: 1,
        slot: 'paytrace',
        input: mapping([copy('customer_id', 'steps.customer.customerId')]),
      },
      {
        kind: 'filter',
        id: 'has-profile',
        name: 'Only with a card in the vault',
        condition: { left: 'steps.profiles.customers[0].customer_id', op: 'is-present' },
      },
      {
        kind: 'action',
        id: 'update',
        name: 'Update the vault profile',
        connector: 'paytrace',
        action: 'update-customer',
        version: 1,
        slot: 'paytrace',
        input: mapping([
          copy('customer_id', 'steps.profiles.customers[0].customer_id'),
          copy('billing_address.name', 'steps.customer.name'),
          copy('billing_address.street_address', 'steps.customer.address.line1'),
          copy('billing_address.city', 'steps.customer.address.city'),
          copy('billing_address.state', 'steps.customer.address.state'),
          copy('billing_address.zip', 'steps.customer.address.postalCode'),
          copy('email', 'steps.customer.address.email'),
          copy('phone', 'steps.customer.address.phone'),
        ]),
      },
    ],
    lines: [
      [start, 'customer'],
      ['customer', 'profiles'],
      ['profiles', 'has-profile'],
      ['has-profile', 'update'],
    ],
  }),
};
