import { compileMapping } from '../compile';
import type { MappingDocument } from '../document';
import type { Scope } from '../values';

const document: MappingDocument = {
  v: 1,
  rules: [{ kind: 'pipe', id: 'r', target: 'account', from: [{ path: 'trigger.kind' }], steps: [{ op: 'valueTable', args: { table: 'environment.accounts' } }], onError: 'fail', origin: 'user' }],
  tables: {},
};
const looked = (kind: string, tables: Scope | undefined) => {
  const compiled = compileMapping(document);
  if (!compiled.ok) throw new TypeError(JSON.stringify(compiled.error));
  return compiled.value.run({ trigger: { kind }, run: tables ? { tables } : {} });
};
const accounts = (value: string, ignoreCase = false): Scope => ({ accounts: { rows: [['fee', value]], ignoreCase } });

describe('a value table of the environment', () => {
  test('is read from the run’s environment, and again when that changes', () => {
    expect([looked('fee', accounts('6000')), looked('fee', accounts('6100'))]).toMatchObject([{ ok: true, value: { account: '6000' } }, { ok: true, value: { account: '6100' } }]);
  });

  test('may ignore the case of keys', () => {
    expect(looked(' FEE', accounts('6000', true))).toMatchObject({ ok: true, value: { account: '6000' } });
  });

  test('has no value for a key without a row', () => {
    expect(looked('refund', accounts('6000'))).toMatchObject({ ok: false, error: [{ code: 'NOT_IN_TABLE' }] });
  });

  test('that the environment does not have is an error, never another table', () => {
    expect([looked('fee', undefined), looked('fee', {})]).toMatchObject([{ ok: false, error: [{ code: 'NO_ENVIRONMENT_TABLE' }] }, { ok: false, error: [{ code: 'NO_ENVIRONMENT_TABLE' }] }]);
  });
});
