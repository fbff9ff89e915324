import { called } from './called';

describe('the trigger of a flow that others call', () => {
  test('takes anything when no contract is declared', () => {
    expect(called.settings.parse({})).toEqual({ input: {}, output: {} });
  });

  test('keeps the declared contract as it is', () => {
    const contract = { input: { type: 'object', required: ['order'] }, output: { type: 'object' } };

    expect(called.settings.parse(contract)).toEqual(contract);
  });

  test('cannot be reached from outside', () => {
    expect([called.channels, called.poll]).toEqual([[], undefined]);
  });
});
