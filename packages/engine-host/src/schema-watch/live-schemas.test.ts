import { ConnectorFailure, type ConnectorDefinition, type FailureClass, type LiveSchema, type LiveSchemaRequest, type LiveSchemaSource } from '@penstock/connector-sdk';
import type { ConnectionGate, ConnectionResolver } from '@penstock/engine';
import { manualClock, type EnvironmentId, type OrganizationId } from '@penstock/kernel';
import { liveSubjects } from './live-schemas';
import type { OperationUse } from './operation-uses';

const use = (stepId: string, settings: OperationUse['settings'] = { table: stepId }, slot = 'erp'): OperationUse => ({
  flowId: 'f',
  stepId,
  stepName: `Step ${stepId}`,
  connector: 'erp',
  operation: 'read',
  version: 1,
  slot,
  path: undefined,
  settings,
  uses: { reads: [], writes: [] },
});

const connections = {
  resolve: async ({ slot }: { readonly slot: string | null }) => ({ connectionId: slot, context: { http: { send: () => Promise.reject(new Error('not sent here')) }, clock: manualClock(0), settings: {} } }),
} as unknown as ConnectionResolver;
const gate = { enter: async () => ({ kind: 'go', leave: () => undefined }) } as unknown as ConnectionGate;

/** What one check asks of a system that answers like this. */
function asking(describe: LiveSchemaSource['describe'], uses: readonly OperationUse[], { signal = new AbortController().signal, troubles = [] as unknown[] } = {}) {
  const liveSchemas: LiveSchemaSource = { operations: ['read'], describe };
  const connectorOf = () => ({ liveSchemas }) as unknown as ConnectorDefinition;
  return liveSubjects({ connections, gate, trouble: (_what, error) => troubles.push(error) }, uses, { organizationId: 'o' as OrganizationId, environmentId: 'e' as EnvironmentId, connectorOf, signal });
}

describe('questions about live schemas', () => {
  test.each<[FailureClass, readonly string[]]>([
    ['ambiguous', ['a', 'c']],
    ['not-sent', ['a', 'c']],
    ['business', ['a', 'b', 'c']],
  ])('after a failure of class %s of one connection, these are asked', async (failureClass, expected) => {
    const asked: unknown[] = [];
    const describe = async (_context: unknown, { settings }: LiveSchemaRequest): Promise<never> => {
      asked.push(settings['table']);
      throw new ConnectorFailure({ class: failureClass, code: 'X', message: 'No answer.' });
    };

    const { unseen } = await asking(describe, [use('a'), use('b'), use('c', { table: 'c' }, 'other')]);

    expect(asked).toEqual(expected);
    expect(unseen).toMatchObject(['a', 'b', 'c'].map((step) => ({ title: `Step ${step}`, message: 'No answer.' })));
  });

  test('go on after a fault of a connector, which is told and logged', async () => {
    const fault = new TypeError('x is undefined');
    const troubles: unknown[] = [];
    const describe = async (_context: unknown, { settings }: LiveSchemaRequest): Promise<readonly LiveSchema[]> => {
      if (settings['table'] === 'a') throw fault;
      return [{ title: 'Table b', side: 'read', schema: {} }];
    };

    const { seen, unseen } = await asking(describe, [use('a'), use('b')], { troubles });

    expect(unseen).toMatchObject([{ keys: 'live/erp/read/', title: 'Step a', message: expect.stringContaining('the connector is at fault') }]);
    expect(seen).toMatchObject([{ title: 'Table b' }]);
    expect(troubles).toEqual([fault]);
  });

  test('end with the signal, also while an answer is waited for', async () => {
    const stop = new AbortController();
    const asked: unknown[] = [];
    const describe = (_context: unknown, { settings }: LiveSchemaRequest): Promise<never> => {
      asked.push(settings['table']);
      stop.abort();
      return new Promise(() => undefined);
    };

    await expect(asking(describe, [use('a'), use('b')], { signal: stop.signal })).rejects.toThrow('aborted');
    expect(asked).toEqual(['a']);
  });
});
