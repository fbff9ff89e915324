import { aPayingFlow } from '../../testing/flow-documents';
import { hashDocument } from './hash-document';

describe('the hash of a flow document', () => {
  test('does not depend on the order of names', () => {
    const { steps, trigger, ...rest } = aPayingFlow();

    const reordered = { trigger, steps, ...rest };

    expect(hashDocument(reordered)).toBe(hashDocument(aPayingFlow()));
  });

  test('changes with any content', () => {
    const moved = aPayingFlow();
    moved.trigger.position = { x: 0, y: 1 };

    expect(hashDocument(moved)).not.toBe(hashDocument(aPayingFlow()));
  });
});
