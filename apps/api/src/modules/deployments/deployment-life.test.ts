import { stepOfLife } from './deployment-life';

describe('the life of a deployment', () => {
  test.each([
    ['active', 'paused', 'goes'],
    ['active', 'draining', 'goes'],
    ['active', 'stopped', 'goes'],
    ['paused', 'active', 'goes'],
    ['draining', 'active', 'goes'],
    ['paused', 'paused', 'same'],
    ['stopped', 'stopped', 'same'],
    ['stopped', 'active', 'ended'],
    ['superseded', 'active', 'ended'],
    ['superseded', 'paused', 'ended'],
  ] as const)('from %s to %s: %s', (from, to, step) => {
    expect(stepOfLife(from, to)).toBe(step);
  });
});
