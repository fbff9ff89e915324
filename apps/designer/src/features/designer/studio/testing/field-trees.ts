import type { MappingDocument, MappingRule } from '@penstock/mapping';
import { fieldsOf } from '../../../../shared/forms/schema-fields';
import { sourceTree } from '../../mapping/model/source-tree';
import { sourceFields } from '../model/source-fields';

const text = { type: 'string' };

/** An order with lines, as a shop tells it. */
export const orderSample = {
  trigger: {
    number: 'WEB-1',
    total: '19.99',
    customer: { first: 'Ann', last: 'Lee' },
    lines: [
      { sku: 'PUMP', quantity: 2 },
      { sku: 'VALVE', quantity: 1 },
    ],
  },
};

export const orderTree = [
  sourceTree({ title: 'Order placed', path: ['trigger'], schema: undefined, sample: orderSample.trigger }),
];
export const orderSources = () => sourceFields(orderTree);

/** A sales order: required number and lines, an optional ship-to. */
export const salesOrderSchema = {
  type: 'object',
  properties: {
    poNo: text,
    customerName: text,
    amount: text,
    shipTo: { type: 'object', properties: { name: text, city: text }, required: ['city'] },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        properties: { itemId: text, quantity: { type: 'number' } },
        required: ['itemId', 'quantity'],
      },
    },
  },
  required: ['poNo', 'lines'],
};
export const salesOrderFields = () => fieldsOf(salesOrderSchema);

export const mappingOf = (...rules: readonly MappingRule[]): MappingDocument => ({
  v: 1,
  rules: [...rules],
  tables: {},
});

const shared = { onError: 'fail', origin: 'user' } as const;
export const copyRule = (target: string, path: string): MappingRule => ({
  ...shared,
  kind: 'copy',
  id: `rule-${target}`,
  target,
  from: { path },
});
export const constRule = (target: string, value: string): MappingRule => ({
  ...shared,
  kind: 'const',
  id: `rule-${target}`,
  target,
  value,
});
export const eachRule = (target: string, path: string, rules: readonly MappingRule[], as = 'line'): MappingRule => ({
  kind: 'each',
  id: `rule-${target}`,
  target,
  from: { path },
  as,
  rules,
});
