import type { FlowTemplate } from '@penstock/contracts';
import { aFlow } from '../../../testing/a-flow';
import { createAndDeploy, documentFrom, firstAnswers } from './from-template';

const template: FlowTemplate = {
  id: 'card',
  category: 'payments',
  summary: 'Charges cards',
  needs: [],
  adapt: [],
  sample: {},
  document: aFlow(),
};

describe('a flow from a template', () => {
  test('keeps the name and address of the template while they are free', () => {
    expect(firstAnswers(template, [])).toEqual({ name: 'Card payments', path: 'orders' });
  });

  test('gets a name and an address of its own beside another one', () => {
    expect(firstAnswers(template, ['Card payments', 'Card payments 2'])).toEqual({
      name: 'Card payments 3',
      path: 'card-payments-3',
    });
  });

  test('differs from the template only in what was answered', () => {
    const document = documentFrom(template, { name: ' Mine ', path: 'mine' });

    expect(document).toEqual({ ...aFlow(), name: 'Mine', trigger: { ...aFlow().trigger, path: 'mine' } });
  });

  test('a trigger without an address gets none', () => {
    const { path: _none, ...trigger } = aFlow().trigger;
    const scheduled = { ...template, document: { ...aFlow(), trigger } };

    expect(documentFrom(scheduled, { name: 'Mine', path: 'x' }).trigger).toEqual(trigger);
  });

  test('is created, frozen and deployed, in this order', async () => {
    const calls: unknown[] = [];
    const said = <T,>(call: unknown[], answer: T): Promise<T> => {
      calls.push(call);
      return Promise.resolve(answer);
    };
    const api = {
      flows: {
        create: ({ name }: { name: string }) => said(['create', name], { id: 'flow-1' }),
        draft: (id: string) => said(['draft', id], { revision: 1 }),
        createVersion: (id: string, { revision }: { revision: number }) => said(['version', id, revision], { number: 1 }),
      },
      deployments: { deploy: (body: object) => said(['deploy', body], {}) },
    };
    await createAndDeploy(api as never, { template, answers: { name: 'Mine', path: 'mine' }, environment: 'sandbox' });

    expect(calls).toEqual([
      ['create', 'Mine'],
      ['draft', 'flow-1'],
      ['version', 'flow-1', 1],
      ['deploy', { flowId: 'flow-1', versionNumber: 1, environment: 'sandbox' }],
    ]);
  });
});
