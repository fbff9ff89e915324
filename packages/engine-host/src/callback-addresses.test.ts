import type { RunId } from '@penstock/kernel';
import { SignedCallbackAddresses } from './callback-addresses';

const runId = '0199a000-0000-7000-8000-000000000001' as RunId;
const proofIn = (address: string): string => address.split('/').at(-1) ?? '';

describe('the address of a waiting step', () => {
  const addresses = new SignedCallbackAddresses('https://penstock.example', ['newest', 'retired']);
  const proof = proofIn(addresses.addressOf({ runId, key: 'guard/approved' }));

  test('is known again', () => {
    expect(addresses.isGenuine({ runId, key: 'guard/approved', proof })).toBe(true);
  });

  test('is known again when it was made with a retired key', () => {
    const older = new SignedCallbackAddresses('https://penstock.example', ['retired']);

    expect(addresses.isGenuine({ runId, key: 'ask', proof: proofIn(older.addressOf({ runId, key: 'ask' })) })).toBe(true);
  });

  test.each([
    ['another step', { runId, key: 'guard/other', proof }],
    ['another run', { runId: '0199a000-0000-7000-8000-000000000002', key: 'guard/approved', proof }],
    ['a shortened proof', { runId, key: 'guard/approved', proof: proof.slice(1) }],
    ['no proof', { runId, key: 'guard/approved', proof: '' }],
  ])('does not fit %s', (_what, asked) => {
    expect(addresses.isGenuine(asked)).toBe(false);
  });
});
