import type { FlowDocument } from '../document';
import { aChain, aStep } from '../testing/a-flow';
import { unknownParts } from './unknown-parts';

describe('what a newer Penstock wrote', () => {
  test('is nothing in a flow of this one', () => {
    expect(unknownParts(aChain())).toEqual([]);
  });

  test('is named: the document version, and each kind of step once', () => {
    const steps = { a: { ...aStep('a'), kind: 'race' }, b: { ...aStep('b'), kind: 'race' } };

    expect(unknownParts({ ...aChain(), schemaVersion: 2, steps } as unknown as FlowDocument)).toEqual(['version 2 of the flow document', 'steps of the kind “race”']);
  });
});
