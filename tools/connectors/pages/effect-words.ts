import type { AnyAction } from '@penstock/connector-sdk';
import type { ConformanceRecord } from './conformance-record';

export const classWords = {
  R: 'R: reads',
  I: 'I: done once however often it is sent',
  L: 'L: looked up after a lost answer',
  H: 'H: a person decides after a lost answer',
} as const;

export const doubtOf = ({ contract }: AnyAction): string =>
  contract.class === 'R' ? '–' : contract.verify ? 'yes' : contract.class === 'I' ? 'not needed' : 'no';

export const undoOf = ({ contract }: AnyAction): string => (contract.class !== 'R' && contract.compensate ? `\`${contract.compensate.action}\`` : '–');

/** The design-time sample in the declared output shape. */
export const sampleOf = ({ output, sample }: AnyAction): string => (output.safeParse(sample).success ? 'fits' : 'DOES NOT FIT');

export function conformanceOf(connector: string, { id, contract }: AnyAction, record: ConformanceRecord): string {
  const result = record[`${connector}/${id}`];
  if (!result) return contract.class === 'R' ? '–' : 'not run';
  const total = result.passed + result.failed;
  return result.failed === 0 ? `${total} of ${total}` : `**${result.failed} of ${total} fail**`;
}
