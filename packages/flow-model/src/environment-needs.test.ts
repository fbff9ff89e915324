import type { MappingDocument } from '@penstock/mapping';
import { aFlow, aStep } from './testing/a-flow';
import type { FlowStep } from './document';
import { environmentNeeds } from './environment-needs';

const mapping = (path: string, table: string): MappingDocument => ({
  v: 1,
  rules: [{ kind: 'pipe', id: 'r', target: 'x', from: [{ path }], steps: [{ op: 'valueTable', args: { table } }], onError: 'fail', origin: 'user' }],
  tables: {},
});
const mapping2 = (path: string, table: string): FlowStep => ({ ...aStep('m'), mapping: mapping(path, table) }) as FlowStep;

describe('what a flow needs of its environment', () => {
  test('is every variable and table its mappings name', () => {
    expect(environmentNeeds(aFlow([mapping2('run.variables.branch', 'environment.gl-accounts')]))).toEqual({ variables: ['branch'], tables: ['gl-accounts'] });
  });

  test('is a variable that a condition compares with', () => {
    const ask = { ...aStep('ask', 'if'), condition: { left: 'trigger.amount', op: 'at-least', right: 'run.variables.limit' } } as FlowStep;

    expect(environmentNeeds(aFlow([ask])).variables).toEqual(['limit']);
  });

  test('is nothing for tables of the mapping itself, and for steps that are switched off', () => {
    expect(environmentNeeds(aFlow([mapping2('trigger.x', 'status'), { ...mapping2('run.variables.a', 'environment.b'), id: 'off', disabled: true }]))).toEqual({ variables: [], tables: [] });
  });
});
