import '@testing-library/jest-dom';
import type { SuggestMappingsRequest } from '@penstock/contracts';
import type { FlowDocument } from '@penstock/flow-model';
import { suggestMappings, type MappingDocument, type MappingRule, type SuggestField } from '@penstock/mapping';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import { StudioPage } from './studio-page';

/** Without a layout, a tree would have no room for a row. */
// Whole pages are rendered, on machines that do other things too.
jest.setTimeout(30_000);
beforeAll(() => Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 }));

const withRules = (...rules: readonly MappingRule[]): FlowDocument => {
  const flow = aFlow();
  const charge = flow.steps['charge'];
  if (charge?.kind !== 'action') return flow;
  return { ...flow, steps: { ...flow.steps, charge: { ...charge, input: { v: 1, rules: [...rules], tables: {} } } } };
};
const shared = { onError: 'fail', origin: 'user' } as const;
const copy = (target: string, path: string): MappingRule => ({
  ...shared,
  kind: 'copy',
  id: `rule-${target}`,
  target,
  from: { path },
});

/** The real matcher, as the server would ask it. */
const matcher = {
  mappings: {
    suggest: async ({ source, target }: SuggestMappingsRequest) => {
      const { pairs, candidates } = suggestMappings({
        source: source as readonly SuggestField[],
        target: target as readonly SuggestField[],
      });
      return { pairs, candidates: Object.fromEntries(candidates) };
    },
    feedback: jest.fn(async () => ({ remembered: 1 })),
  },
};

function open(flow: FlowDocument, api: object = {}) {
  const onField = jest.fn();
  const store = renderEditor(<StudioPage stepId="charge" field={null} onField={onField} />, { flow, api });
  const mapping = (): MappingDocument => {
    const step = store.getState().flow.steps['charge'];
    return step?.kind === 'action' ? step.input : { v: 1, rules: [], tables: {} };
  };
  return { store, mapping, onField };
}
const sourceTree = () => screen.findByRole('tree', { name: 'Source fields' });
const targetTree = () => screen.findByRole('tree', { name: 'Target fields of Charge the card' });

async function focus(tree: Promise<HTMLElement>): Promise<void> {
  const element = await tree;
  act(() => element.focus());
}

describe('the mapping studio', () => {
  test('says of every target what it is, whether it is required and how it is made', async () => {
    open(withRules(copy('note', 'trigger.order.id')));

    expect(await screen.findByRole('treeitem', { name: 'amount, text, required, not filled' })).toBeInTheDocument();
    expect(
      screen.getByRole('treeitem', { name: 'note, text, mapped from trigger.order.id, WEB-1' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '0 of 1 required' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '1 problem' })).toBeInTheDocument();
  });

  test('maps by keyboard alone: choose a source, press Enter on a target', async () => {
    const { mapping, store } = open(withRules());
    await focus(sourceTree());

    await userEvent.keyboard('to{Enter}');
    expect(screen.getByText('trigger.order.total → press Enter on a target')).toBeInTheDocument();
    await focus(targetTree());
    await userEvent.keyboard('{Home}{Enter}');

    expect(mapping().rules).toMatchObject([{ kind: 'copy', target: 'amount', from: { path: 'trigger.order.total' } }]);
    expect(screen.getByText('amount is mapped from trigger.order.total.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '1 of 1 required' })).toBeInTheDocument();
    expect(store.getState().history.past.at(-1)?.label).toBe('map total to amount');
  });

  test('Delete clears a target, and undo brings its rule back', async () => {
    const { mapping, store } = open(withRules(copy('amount', 'trigger.order.total')));
    await focus(targetTree());

    await userEvent.keyboard('{Home}{Delete}');
    expect(mapping().rules).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Undo: clear amount' }));

    expect(mapping().rules).toMatchObject([{ target: 'amount' }]);
    expect(store.getState().history.future).toHaveLength(1);
  });

  test('a press chooses the row that was pressed, and no other on the way', async () => {
    const { onField } = open(withRules());
    await userEvent.click(await screen.findByRole('treeitem', { name: /^note, text/ }));

    expect(onField.mock.calls).toEqual([[null], ['note']]);
  });

  test('text typed into a row is a fixed value', async () => {
    const { mapping } = open(withRules());
    await focus(targetTree());

    await userEvent.keyboard('{Home}{F2}');
    await userEvent.type(screen.getByRole('textbox', { name: /^Value of amount/ }), '5.00{Enter}');

    expect(mapping().rules).toMatchObject([{ kind: 'const', target: 'amount', value: '5.00' }]);
    expect(screen.getByRole('treeitem', { name: /^amount, text, required, fixed value 5.00/ })).toBeInTheDocument();
  });

  test('Enter takes the best match of a search for the row', async () => {
    const { mapping } = open(withRules());
    await focus(targetTree());

    await userEvent.keyboard('{Home}/');
    await userEvent.type(screen.getByRole('textbox', { name: /^Value of amount/ }), 'total');
    await screen.findByRole('option', { name: 'trigger.order.total' });
    await userEvent.keyboard('{Enter}');

    expect(mapping().rules).toMatchObject([{ kind: 'copy', target: 'amount', from: { path: 'trigger.order.total' } }]);
  });

  test('a slash searches a source field for the row', async () => {
    const { mapping } = open(withRules());
    await focus(targetTree());

    await userEvent.keyboard('{Home}/');
    await userEvent.type(screen.getByRole('textbox', { name: /^Value of amount/ }), 'total');
    await userEvent.click(await screen.findByRole('option', { name: 'trigger.order.total' }));

    expect(mapping().rules).toMatchObject([{ kind: 'copy', from: { path: 'trigger.order.total' } }]);
  });

  test('a drop on a filled target asks first, and combines on request', async () => {
    const { mapping } = open(withRules(copy('note', 'trigger.order.id')));
    const source = await screen.findByRole('treeitem', { name: /^trigger\.order\.total/ });
    const target = screen.getByRole('treeitem', { name: /^note/ });
    const dataTransfer = { setData: jest.fn(), effectAllowed: '', dropEffect: '' };

    fireEvent.dragStart(source, { dataTransfer });
    fireEvent.dragOver(target, { dataTransfer });
    fireEvent.drop(target, { dataTransfer });

    const dialog = await screen.findByRole('dialog', { name: 'Note is already filled' });
    expect(mapping().rules).toMatchObject([{ kind: 'copy', from: { path: 'trigger.order.id' } }]);
    await userEvent.click(within(dialog).getByRole('button', { name: /^Combine/ }));

    expect(mapping().rules).toMatchObject([
      {
        kind: 'pipe',
        from: [{ path: 'trigger.order.id' }, { path: 'trigger.order.total' }],
        steps: [{ op: 'concat' }],
      },
    ]);
  });

  test('one of many values is never taken silently', async () => {
    const { mapping } = open(withRules());
    const source = await screen.findByRole('treeitem', { name: /^trigger\.order\.lines\[\]\.sku/ });
    const dataTransfer = { setData: jest.fn(), effectAllowed: '', dropEffect: '' };

    fireEvent.dragStart(source, { dataTransfer });
    const target = screen.getByRole('treeitem', { name: /^note/ });
    fireEvent.dragOver(target, { dataTransfer });
    fireEvent.drop(target, { dataTransfer });
    expect(mapping().rules).toEqual([]);
    await userEvent.click(await screen.findByRole('button', { name: /^All, joined/ }));

    expect(mapping().rules).toMatchObject([
      { from: [{ path: 'trigger.order.lines' }], steps: [{ op: 'join', args: { field: 'sku' } }] },
    ]);
  });

  test('a search keeps the parents of what it finds', async () => {
    open(withRules());

    await userEvent.type(await screen.findByRole('textbox', { name: 'Search the source' }), 'sku');

    const rows = within(await sourceTree()).getAllByRole('treeitem');
    expect(rows.map((row) => row.dataset['key'])).toEqual([
      'trigger',
      'trigger.order',
      'trigger.order.lines',
      'trigger.order.lines[].sku',
    ]);
    expect(screen.getByText('1 match')).toBeInTheDocument();
  });

  test('the row that is looked at is part of the address', async () => {
    const { onField } = open(withRules());

    await userEvent.click(await screen.findByRole('treeitem', { name: /^note/ }));

    await waitFor(() => expect(onField).toHaveBeenLastCalledWith('note'));
    expect(screen.getByRole('complementary', { name: 'How Note is made' })).toBeInTheDocument();
  });
});

describe('the details of a target', () => {
  test('show the value after every step, and why one fails', async () => {
    const rule: MappingRule = {
      ...shared,
      kind: 'pipe',
      id: 'rule-amount',
      target: 'amount',
      from: [{ path: 'trigger.order.total' }],
      steps: [
        { op: 'toDecimal', args: {} },
        { op: 'multiply', args: { by: 'ten' } },
      ],
    };
    open(withRules(rule));

    await userEvent.click(await screen.findByRole('treeitem', { name: /^amount/ }));

    const stages = within(screen.getByRole('list', { name: 'How the value is made, step by step' })).getAllByRole(
      'status',
    );
    expect(stages.map(({ textContent }) => textContent)).toEqual([
      '19.99',
      '19.99',
      expect.stringContaining('Multiply'),
    ]);
  });

  test('keep a comment, typing is undone together', async () => {
    const { mapping, store } = open(withRules(copy('note', 'trigger.order.id')));
    await userEvent.click(await screen.findByRole('treeitem', { name: /^note/ }));

    await userEvent.type(screen.getByRole('textbox', { name: 'Comment' }), 'as agreed');

    expect(mapping().rules).toMatchObject([{ comment: 'as agreed' }]);
    expect(store.getState().history.past).toHaveLength(1);
  });
});

describe('suggestions', () => {
  test('are accepted together as one step, and told to the memory', async () => {
    const { mapping, store } = open(withRules(), matcher);

    await userEvent.click(await screen.findByRole('button', { name: /suggestion/ }));
    const before = store.getState().history.past.length;
    await userEvent.click(await screen.findByRole('button', { name: /^Accept the suggestion for amount/ }));

    expect(mapping().rules).toMatchObject([{ target: 'amount', origin: 'suggested' }]);
    expect(store.getState().history.past).toHaveLength(before + 1);
    expect(matcher.mappings.feedback).toHaveBeenCalledWith(
      expect.objectContaining({ pairs: [{ source: 'trigger.order.total', target: 'amount', isConfirmed: true }] }),
    );
  });

  test('that are refused go and are remembered as refused', async () => {
    open(withRules(), matcher);
    await userEvent.click(await screen.findByRole('button', { name: /suggestion/ }));

    await userEvent.click(await screen.findByRole('button', { name: /^Refuse the suggestion for amount/ }));

    expect(screen.queryByRole('button', { name: /suggestion for amount/ })).not.toBeInTheDocument();
    expect(matcher.mappings.feedback).toHaveBeenLastCalledWith(
      expect.objectContaining({ pairs: [expect.objectContaining({ target: 'amount', isConfirmed: false })] }),
    );
  });
});

describe('problems', () => {
  test('lead to their row', async () => {
    const { onField } = open(withRules());

    await userEvent.click(await screen.findByRole('button', { name: '1 problem' }));
    await userEvent.click(screen.getByRole('button', { name: /“?"Amount" is required/ }));

    await waitFor(() => expect(onField).toHaveBeenLastCalledWith('amount'));
  });

  test('a rule for a field the target no longer has is kept and shown', async () => {
    const { mapping } = open(withRules(copy('old_field', 'trigger.order.id')));

    expect(await screen.findByRole('treeitem', { name: /^old_field/ })).toHaveClass('ps-field--unknown');
    expect(mapping().rules).toHaveLength(1);
  });
});
