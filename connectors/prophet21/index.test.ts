import { describeConnector } from '@penstock/connector-sdk';
import { prophet21 } from './index';
import { demoConnectionSettings } from './simulator';
import { prophet21Settings } from './settings';

describe('the Prophet 21 connector', () => {
  test('describes itself as data for the designer', () => {
    const descriptor = describeConnector(prophet21);

    const effects = descriptor.actions.flatMap(({ id, effect }) =>
      effect.class === 'R' ? [] : [[id, effect.class, effect.verifies, effect.undoneBy ?? effect.undoWindow]],
    );
    expect(effects).toEqual([
      ['create-order', 'L', true, 'cancel-order'],
      ['create-sales-order', 'L', true, 'cancel-order'],
      ['cancel-order', 'I', true, 'not at all: enter the order again under a new reference'],
      ['post-ar-receipt', 'L', true, 'reverse-ar-receipt'],
      ['reverse-ar-receipt', 'L', true, 'not at all: post the receipt again under a new reference'],
      ['post-credit-memo', 'L', true, 'while the period is open (post a debit memo in Prophet 21)'],
      ['record-deposit', 'L', true, 'until the bank line is reconciled (change the deposit in Prophet 21)'],
      ['post-gl-journal', 'L', true, 'post-gl-journal'],
      ['post-transaction', 'L', true, 'as the window allows (in Prophet 21)'],
      ['run-commands', 'H', false, 'as the window allows (in Prophet 21)'],
      ['create-customer', 'L', true, 'until it is used (mark the customer as deleted in Prophet 21)'],
      ['create-vendor', 'L', true, 'until it is used (mark the vendor as deleted in Prophet 21)'],
      ['create-contact', 'L', true, 'until it is used (mark the contact as deleted in Prophet 21)'],
      ['update-record', 'I', true, 'any time (change it back)'],
    ]);
    expect(
      descriptor.triggers.map(({ id, polls, channels }) => [id, polls, channels.map(({ scheme }) => scheme)]),
    ).toEqual([
      ['changed-records', true, []],
      ['customer-changed', true, []],
      ['order-changed', true, []],
      ['invoice-changed', true, []],
      ['receipt-changed', true, []],
      ['business-rule', false, ['standard-webhooks', 'unsigned-claim']],
    ]);
  });

  test('gives every input field of an order a title', () => {
    const order = describeConnector(prophet21).actions[0]?.inputSchema as {
      properties: Record<string, { title?: string }>;
    };

    expect(Object.entries(order.properties).filter(([, schema]) => schema.title === undefined)).toEqual([]);
  });

  test('has samples that keep to their schemas', () => {
    for (const { sample, output } of prophet21.actions) expect(output.safeParse(sample).success).toBe(true);
    for (const { sample, event } of prophet21.triggers) expect(event.safeParse(sample).success).toBe(true);
  });

  test('knows no receipt service until it is told', () => {
    const settings = prophet21Settings.parse({ baseUrl: 'https://p21.example', username: 'api', companyId: 'ACME' });

    expect(settings.serviceMap).toEqual({});
  });

  test('takes the settings of the demo', () => {
    expect(prophet21Settings.safeParse(demoConnectionSettings('http://127.0.0.1:4020')).success).toBe(true);
  });
});
