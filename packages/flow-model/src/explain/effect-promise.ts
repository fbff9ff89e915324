import type { ActionDescriptor } from '@penstock/connector-sdk';

const facts = {
  money: 'Moves money',
  ledger: 'Posts to the books',
  'master-data': 'Changes master data',
  message: 'Sends a message',
} as const;
const promises = {
  I: 'the other side recognises repeats, so a retry cannot do it twice.',
  L: 'verified on the other side before any retry.',
  H: 'never repeated by itself; every doubt goes to a person.',
} as const;

/** What the platform promises about an action, in plain words. */
export function effectPromise({ effect }: Pick<ActionDescriptor, 'effect'>): string {
  if (effect.class === 'R') return 'Only reads: safe to repeat at any time.';
  const undo = effect.undoWindow === undefined ? '' : ` To undo: ${effect.undoWindow}.`;
  return `${facts[effect.kind]}: ${promises[effect.class]}${undo}`;
}
