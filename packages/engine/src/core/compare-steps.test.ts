import { compareSteps, type ComparableStep } from './compare-steps';

const step = (over: Partial<ComparableStep> = {}): ComparableStep => ({
  key: 'check',
  status: 'succeeded',
  port: 'yes',
  input: undefined,
  output: { result: true },
  ...over,
});
const nothing = {
  statusBefore: 'succeeded',
  statusAfter: 'succeeded',
  portBefore: 'yes',
  portAfter: 'yes',
  input: [],
  output: [],
};

describe('the steps of two runs', () => {
  test('do not differ when each ended alike', () => {
    expect(compareSteps([step()], [step()])).toEqual([]);
  });

  test.each([
    ['status', { status: 'failed' }, { statusAfter: 'failed' }],
    ['exit', { port: 'no' }, { portAfter: 'no' }],
    ['input', { input: { id: 1 } }, { input: [{ path: '', before: undefined, after: { id: 1 } }] }],
    ['output', { output: { result: false } }, { output: [{ path: 'result', before: true, after: false }] }],
  ])('differ by %s', (_name, change, difference) => {
    expect(compareSteps([step()], [step(change)])).toEqual([{ key: 'check', ...nothing, ...difference }]);
  });

  test('of one run only differ as a whole, in the order of the first run', () => {
    const found = compareSteps([step({ key: 'b' }), step({ key: 'a' })], [step({ key: 'c' }), step({ key: 'a' })]);

    expect(found.map(({ key, statusBefore, statusAfter, output }) => [key, statusBefore, statusAfter, output])).toEqual(
      [
        ['b', 'succeeded', null, []],
        ['c', null, 'succeeded', []],
      ],
    );
  });
});
