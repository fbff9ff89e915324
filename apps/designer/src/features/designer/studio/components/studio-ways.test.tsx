import '@testing-library/jest-dom';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { ActionStep, FlowDocument } from '@penstock/flow-model';
import type { MappingDocument, MappingRule } from '@penstock/mapping';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import { ProblemsList } from '../../components/problems-list';
import { VersionComparison } from '../../versions/version-comparison';
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
const flowWith = (...rules: readonly MappingRule[]): FlowDocument => {
  const flow = aFlow();
  const charge = flow.steps['charge'];
  if (charge?.kind !== 'action') throw new RangeError('the flow charges');
  const input: MappingDocument = { v: 1, rules: [...rules], tables: {} };
  return { ...flow, steps: { ...flow.steps, charge: { ...charge, input } } };
};
const rules = [copy('amount', 'trigger.order.total'), copy('note', 'trigger.order.id')];
const open = (flow: FlowDocument, { field = null as string | null, api = {} as object } = {}) =>
  renderEditor(<StudioPage stepId="charge" field={field} onField={() => undefined} />, { flow, api });
const shownTargets = async (): Promise<(string | undefined)[]> =>
  within(await screen.findByRole('tree', { name: /^Target fields/ }))
    .queryAllByRole('treeitem')
    .map((row) => row.dataset['key']);
const filter = async (words: string): Promise<void> => {
  await userEvent.click(await screen.findByRole('combobox', { name: 'Show: Target' }));
  await userEvent.click(await screen.findByRole('option', { name: words }));
};

describe('the targets that are shown', () => {
  test('are those the record gives a value', async () => {
    open(flowWith(rules[0]!, copy('note', 'trigger.order.nowhere')));

    await filter('With a value');

    expect(await shownTargets()).toEqual(['amount']);
  });

  test('are those that changed since a version', async () => {
    const version = { number: 3, note: '', createdAt: '2026-03-01T12:00:00Z', createdBy: 'Ann', hash: 'abc' };
    const document = flowWith(rules[0]!, copy('note', 'trigger.order.total'));
    const flows = {
      versions: async () => ({ items: [version], nextCursor: null }),
      version: async () => ({ ...version, document }),
      saveDraft: () => new Promise(() => undefined),
    };
    open(flowWith(...rules), { api: { flows } });

    await filter('Changed since v3');

    await waitFor(async () => expect(await shownTargets()).toEqual(['note']));
  });
});

describe('the lineage of a field', () => {
  const related = (): (string | undefined)[] =>
    [...document.querySelectorAll<HTMLElement>('.ps-field--lineage')].map((row) => row.dataset['key']);

  test('is shown for the one under the pointer, from either side', async () => {
    open(flowWith(...rules));

    await userEvent.hover(await screen.findByRole('treeitem', { name: /^trigger\.order\.total/ }));
    expect(related()).toEqual(['trigger.order.total', 'amount']);
    await userEvent.hover(screen.getByRole('treeitem', { name: /^note/ }));

    expect(related()).toEqual(['trigger.order.id', 'note']);
  });

  test('is shown for the one the keyboard is at, from either side', async () => {
    open(flowWith(...rules));
    await screen.findByRole('treeitem', { name: /^note/ });
    act(() => document.querySelector<HTMLElement>('[data-side="target"]')?.focus());

    await userEvent.keyboard('{Home}');
    expect(related()).toEqual(['trigger.order.total', 'amount']);
    act(() => document.querySelector<HTMLElement>('[data-side="source"]')?.focus());
    await userEvent.keyboard('id');

    expect(related()).toEqual(['trigger.order.id', 'note']);
  });
});

describe('an address of a field', () => {
  test('opens its details and gives its tree the focus', async () => {
    open(flowWith(...rules), { field: 'note' });

    const tree = await screen.findByRole('tree', { name: /^Target fields/ });
    await waitFor(() => expect(tree).toHaveFocus());
    expect(tree.getAttribute('aria-activedescendant')).toBe(screen.getByRole('treeitem', { name: /^note/ }).id);
    expect(screen.getByRole('complementary', { name: 'How Note is made' })).toBeInTheDocument();
  });

  test('is linked from the problems of the flow', async () => {
    const problem = { stepId: 'charge', field: 'note', message: 'Not text.', severity: 'error', code: 'X' } as const;
    renderEditor(<ProblemsList problems={[problem]} />, { flow: flowWith(...rules) });

    const link = await screen.findByRole('link', { name: 'Open note in the mapping studio' });
    expect(link.getAttribute('href')).toContain('/steps/charge/mapping?target=note');
  });

  test('is linked from the comparison of two versions, for rules alone', async () => {
    const after = { ...flowWith(...rules), name: 'Other' };
    renderEditor(
      <VersionComparison
        before={{ title: 'v1', document: flowWith(rules[0]!) }}
        after={{ title: 'Draft', document: after }}
      />,
      { flow: after },
    );

    expect(await screen.findAllByRole('link', { name: /in the mapping studio$/ })).toHaveLength(1);
  });
});

describe('a list of columns', () => {
  test('pasted on the targets becomes suggestions first, and one step to undo when they are accepted', async () => {
    const feedback = jest.fn(async () => ({ remembered: 2 }));
    const store = open(flowWith(), {
      api: { mappings: { suggest: async () => ({ pairs: [], candidates: {} }), feedback } },
    });
    const tree = await screen.findByRole('tree', { name: /^Target fields/ });
    const rulesNow = () => (store.getState().flow.steps['charge'] as { readonly input: MappingDocument }).input.rules;

    fireEvent.paste(tree, { clipboardData: { getData: () => 'trigger.order.total\tamount\ntrigger.order.id\tnote' } });
    expect(await screen.findByText('2 pairs.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show them as suggestions' }));
    expect(rulesNow()).toEqual([]);
    await userEvent.click(await screen.findByRole('button', { name: 'Accept 2 ticked' }));

    expect(rulesNow()).toMatchObject([{ target: 'amount', from: { path: 'trigger.order.total' } }, { target: 'note' }]);
    expect(store.getState().history.past).toHaveLength(1);
    expect(feedback).toHaveBeenCalledTimes(1);
  });
});

describe('a fixed value', () => {
  const erp: ConnectorDescriptor = {
    id: 'erp',
    title: 'ERP',
    summary: '',
    category: 'erp',
    mark: '',
    apiRevision: '1',
    connection: { settingsSchema: {}, secrets: [] },
    triggers: [],
    actions: [
      {
        id: 'post',
        version: 1,
        title: 'Post',
        summary: '',
        effect: { class: 'R' },
        inputSchema: { type: 'object', properties: { customerId: { type: 'string', options: 'customers' } } },
        outputSchema: {},
        sample: {},
      },
    ],
    optionSources: [{ id: 'customers', title: 'Customers', needs: [], narrowedBy: [] }],
  };

  test('is chosen from what the remote side lists', async () => {
    const fixed: MappingRule = { ...shared, kind: 'const', id: 'c', target: 'customerId', value: '' };
    const charge = {
      ...(flowWith(fixed).steps['charge'] as ActionStep),
      connector: 'erp',
      action: 'post',
      slot: 'erp',
    };
    const asked: unknown[] = [];
    const connections = {
      list: async () => ({
        items: [{ id: 'c1', connector: 'erp', slot: 'erp', environment: 'sandbox', name: 'ERP' }],
        nextCursor: null,
      }),
      options: async (id: string, query: object) => (
        asked.push([id, query]),
        { options: [{ value: '100198', label: 'Harbor Mechanical' }], nextCursor: null }
      ),
    };
    const flow = { ...aFlow(), steps: { ...aFlow().steps, charge } };
    const store = renderEditor(<StudioPage stepId="charge" field="customerId" onField={() => undefined} />, {
      flow,
      more: [erp],
      api: { connections },
    });

    await userEvent.click(await screen.findByRole('button', { name: 'Choose from customers' }));
    await userEvent.click(await screen.findByText('Harbor Mechanical'));

    expect(asked).toEqual([['c1', { source: 'customers' }]]);
    expect((store.getState().flow.steps['charge'] as ActionStep).input.rules).toMatchObject([
      { kind: 'const', value: '100198' },
    ]);
  });
});
