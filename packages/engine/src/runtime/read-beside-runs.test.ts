import { ConnectorFailure } from '@penstock/connector-sdk';
import type { FailureRecord } from '../core/failure';
import { readBesideRuns } from './read-beside-runs';

/** What the gate was told when the read left it. */
async function toldBy(read: () => Promise<unknown>): Promise<(FailureRecord | null)[]> {
  const told: (FailureRecord | null)[] = [];
  await readBesideRuns({ kind: 'go', leave: (failure) => void told.push(failure) }, read).catch(() => undefined);
  return told;
}

const failing = (failureClass: 'throttled' | 'transient' | 'business') => async () => {
  throw new ConnectorFailure({ class: failureClass, code: 'X', message: 'No.', remedy: 'Wait.' });
};

describe('a read beside runs leaves the gate once', () => {
  test('with its answer', async () => {
    expect(await readBesideRuns({ kind: 'go', leave: () => undefined }, async () => 7)).toBe(7);
    expect(await toldBy(async () => 7)).toEqual([null]);
  });

  test('and tells of throttling', async () => {
    expect(await toldBy(failing('throttled'))).toMatchObject([{ class: 'throttled' }]);
  });

  test.each(['transient', 'business'] as const)('and not of a %s failure, which says nothing about payments', async (failureClass) => {
    expect(await toldBy(failing(failureClass))).toEqual([null]);
  });

  test('and passes the failure on', async () => {
    await expect(readBesideRuns({ kind: 'go', leave: () => undefined }, failing('throttled'))).rejects.toMatchObject({ details: { class: 'throttled' } });
  });
});
