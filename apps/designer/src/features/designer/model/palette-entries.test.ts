import { flowStep } from '@penstock/flow-model';
import { aFlow, connectors } from '../../../testing/a-flow';
import { matchingEntries, paletteEntries } from './palette-entries';

describe('the palette', () => {
  test('logic comes first, then connectors by category', () => {
    expect(paletteEntries(connectors).map(({ group, title }) => `${group}: ${title}`)).toEqual([
      'Logic: Map fields',
      'Logic: Condition',
      'Logic: Switch',
      'Logic: Go on only if',
      'Logic: For each',
      'Logic: Try and undo',
      'Logic: Call another flow',
      'Logic: Wait',
      'Logic: Answer the caller',
      'Logic: Stop as failed',
      'Payments: Charge a card',
    ]);
  });

  test('every word of a search must match', () => {
    const found = matchingEntries(paletteEntries(connectors), 'charge paytrace');

    expect(found.map(({ title }) => title)).toEqual(['Charge a card']);
  });

  test('a title that matches comes before a description that does', () => {
    const [first] = matchingEntries(paletteEntries(connectors), 'wait');

    expect(first?.title).toBe('Wait');
  });

  test('every entry makes a valid step with a fresh id', () => {
    const steps = paletteEntries(connectors).map((entry) => entry.make(aFlow()));

    expect(steps.filter((step) => !flowStep.safeParse(step).success)).toEqual([]);
    expect(steps.map(({ id }) => id)).toEqual([
      'map-fields',
      'condition',
      'switch',
      'go-on-only-if',
      'for-each',
      'try-and-undo',
      'call-another-flow',
      'wait',
      'answer-the-caller',
      'stop',
      'charge-a-card',
    ]);
  });

  test('only the newest version of an action is offered', () => {
    const [, paytrace] = connectors;
    const sale = paytrace!.actions[0]!;
    const withTwo = [{ ...paytrace!, actions: [sale, { ...sale, version: 2, title: 'Charge a card (v2)' }] }];

    expect(paletteEntries(withTwo).map(({ title }) => title)).toContain('Charge a card (v2)');
    expect(paletteEntries(withTwo).map(({ title }) => title)).not.toContain('Charge a card');
  });
});
