import '@testing-library/jest-dom';
import type { FlowDocument } from '@penstock/flow-model';
import type { MappingDocument, MappingRule, MappingTest } from '@penstock/mapping';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import { StudioPage } from './studio-page';

// Whole pages are rendered, on machines that do other things too.
jest.setTimeout(30_000);
/** Without a layout, a tree would have no room for a row. */
beforeAll(() => Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 }));

const shared = { onError: 'fail', origin: 'user' } as const;
const copy = (target: string, path: string): MappingRule => ({
  ...shared,
  kind: 'copy',
  id: `rule-${target}`,
  target,
  from: { path },
});
const sale: MappingTest = {
  name: 'A sale',
  sample: '{"trigger":{"order":{"id":"WEB-9","total":19.90}}}',
  at: '2026-03-01T12:00:00Z',
  expect: { output: '{"amount":19.90,"note":"WEB-9"}' },
};

function open(tests: MappingDocument['tests'], ...rules: readonly MappingRule[]) {
  const flow: FlowDocument = aFlow();
  const charge = flow.steps['charge'];
  if (charge?.kind !== 'action') throw new RangeError('the flow charges');
  const input: MappingDocument = { v: 1, rules: [...rules], tables: {}, ...(tests && { tests }) };
  const store = renderEditor(<StudioPage stepId="charge" field={null} onField={() => undefined} />, {
    flow: { ...flow, steps: { ...flow.steps, charge: { ...charge, input } } },
  });
  const mapping = (): MappingDocument => {
    const step = store.getState().flow.steps['charge'];
    return step?.kind === 'action' ? step.input : input;
  };
  const change = (next: readonly MappingRule[]): void => {
    const step = store.getState().flow.steps['charge'];
    if (step?.kind === 'action')
      act(() =>
        store
          .getState()
          .execute({ kind: 'update-step', step: { ...step, input: { ...step.input, rules: [...next] } } }),
      );
  };
  return { store, mapping, change };
}
const openTests = async (): Promise<void> => userEvent.click(await screen.findByRole('tab', { name: /^Tests/ }));
const rules = [copy('amount', 'trigger.order.total'), copy('note', 'trigger.order.id')];

describe('the tests of a mapping in the studio', () => {
  test('are kept from the record that is looked at, with what is made of it now', async () => {
    const { mapping, store } = open(undefined, ...rules);
    await openTests();

    await userEvent.clear(screen.getByRole('textbox', { name: 'Name of the test' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Name of the test' }), 'Web order');
    await userEvent.click(screen.getByRole('button', { name: 'Keep as a test' }));

    const { 'web-order': kept } = mapping().tests ?? {};
    expect(kept).toMatchObject({ name: 'Web order', sample: expect.stringContaining('"id": "WEB-1"') });
    expect(kept?.expect).toEqual({ output: expect.stringMatching(/"note": "WEB-1"/) });
    expect(await screen.findByRole('button', { name: '1 test passes' })).toBeInTheDocument();
    expect(store.getState().history.past.at(-1)?.label).toBe('keep the test “Web order”');
  });

  test('run at each change, and name the field that is another one', async () => {
    const { change } = open({ sale }, ...rules);
    expect(await screen.findByRole('button', { name: '1 test passes' })).toBeInTheDocument();

    change([rules[0]!, copy('note', 'trigger.order.total')]);

    expect(await screen.findByRole('button', { name: '1 of 1 tests fails' })).toBeInTheDocument();
    await openTests();
    const row = within(screen.getByRole('table', { name: 'What differs in “A sale”' })).getAllByRole('row')[1];
    expect(
      within(row!)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['note', '"WEB-9"', '19.90', 'Expect this']);
  });

  test('count every digit of an amount', async () => {
    open({ sale: { ...sale, expect: { output: '{"amount":19.9,"note":"WEB-9"}' } } }, ...rules);

    expect(await screen.findByRole('button', { name: '1 of 1 tests fails' })).toBeInTheDocument();
  });

  test('take the new value of one field, and of all', async () => {
    const wrong: MappingTest = { ...sale, expect: { output: '{"amount":1,"note":"X"}' } };
    const { mapping } = open({ sale: wrong, second: { ...wrong, name: 'Second' } }, ...rules);
    await openTests();

    await userEvent.click(await screen.findByRole('button', { name: 'Expect the new value of amount in “A sale”' }));
    expect(mapping().tests?.['sale']?.expect).toEqual({ output: '{\n  "amount": 19.90,\n  "note": "X"\n}' });
    await userEvent.click(screen.getAllByRole('button', { name: 'Expect all of what it makes now' })[1]!);

    expect(mapping().tests?.['second']?.expect).toEqual({ output: '{\n  "amount": 19.90,\n  "note": "WEB-9"\n}' });
    expect(await screen.findByRole('button', { name: '1 of 2 tests fails' })).toBeInTheDocument();
  });

  test('are records to look at', async () => {
    open({ sale }, ...rules);
    await openTests();

    await userEvent.click(await screen.findByRole('button', { name: 'Show its record' }));

    expect(
      await screen.findByRole('treeitem', { name: 'note, text, mapped from trigger.order.id, WEB-9' }),
    ).toBeInTheDocument();
  });

  test('never keep card data', async () => {
    const card: MappingTest = {
      ...sale,
      sample: '{"trigger":{"order":{"id":"4111111111111111"}}}',
      expect: { output: '{}' },
    };
    const { mapping } = open({ card }, ...rules);
    await openTests();
    await userEvent.click(await screen.findByRole('button', { name: 'Show its record' }));

    await userEvent.click(screen.getByRole('button', { name: 'Keep as a test' }));

    expect(screen.getByRole('alert')).toHaveTextContent(
      'trigger.order.id carries card data, which is never kept. No test was made.',
    );
    expect(Object.keys(mapping().tests ?? {})).toEqual(['card']);
  });

  test('go, and the last one leaves the mapping as it was', async () => {
    const { mapping, store } = open({ sale }, ...rules);
    await openTests();

    await userEvent.click(await screen.findByRole('button', { name: 'Delete the test “A sale”' }));

    expect(mapping()).toEqual({ v: 1, rules, tables: {} });
    act(() => store.getState().undo());
    expect(mapping().tests).toEqual({ sale });
  });
});
