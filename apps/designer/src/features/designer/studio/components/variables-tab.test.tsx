import '@testing-library/jest-dom';
import type { FlowDocument } from '@penstock/flow-model';
import type { MappingDocument, MappingRule } from '@penstock/mapping';
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

function open(input: Partial<MappingDocument>) {
  const flow: FlowDocument = aFlow();
  const charge = flow.steps['charge'];
  if (charge?.kind !== 'action') throw new RangeError('the flow charges');
  const start: MappingDocument = { v: 1, rules: [], tables: {}, ...input };
  const store = renderEditor(<StudioPage stepId="charge" field={null} onField={() => undefined} />, {
    flow: { ...flow, steps: { ...flow.steps, charge: { ...charge, input: start } } },
  });
  const mapping = (): MappingDocument => {
    const step = store.getState().flow.steps['charge'];
    return step?.kind === 'action' ? step.input : start;
  };
  return { store, mapping };
}
const openVariables = async (): Promise<void> =>
  userEvent.click(await screen.findByRole('tab', { name: /^Variables/ }));
const rename = async (from: string, to: string): Promise<void> => {
  const field = screen.getByRole('textbox', { name: `Name of ${from}` });
  await userEvent.clear(field);
  await userEvent.type(field, `${to}{Enter}`);
};

describe('variables in the studio', () => {
  const vars = [{ name: 'number', formula: 'trigger.order.id' }];

  test('are added, renamed with what reads them, and undone', async () => {
    const { mapping, store } = open({ vars, rules: [copy('note', 'vars.number')] });
    await openVariables();

    await userEvent.click(screen.getByRole('button', { name: 'Add a variable' }));
    expect(mapping().vars?.map(({ name }) => name)).toEqual(['number', 'value1']);
    await rename('number', 'orderNo');

    expect(mapping()).toMatchObject({ vars: [{ name: 'orderNo' }, {}], rules: [{ from: { path: 'vars.orderNo' } }] });
    act(() => store.getState().undo());
    act(() => store.getState().undo());
    expect(mapping()).toMatchObject({ vars, rules: [{ from: { path: 'vars.number' } }] });
  });

  test('show their value for the record and who reads them', async () => {
    open({ vars, rules: [copy('note', 'vars.number')] });
    await openVariables();

    const row = within(screen.getByRole('tabpanel')).getByRole('listitem');
    expect(row).toHaveTextContent('= trigger.order.idWEB-1');
    await userEvent.click(within(row).getByRole('button', { name: 'note' }));

    expect(await screen.findByRole('complementary', { name: 'How Note is made' })).toBeInTheDocument();
    expect(screen.getByRole('treeitem', { name: 'note, text, mapped from vars.number, WEB-1' })).toBeInTheDocument();
  });

  test('are sources to map from', async () => {
    open({ vars });

    expect(await screen.findByRole('treeitem', { name: /^vars\.number, .*WEB-1$/ })).toBeInTheDocument();
  });

  test('stay while something reads them, and keep a name that is taken', async () => {
    const { mapping } = open({
      vars: [...vars, { name: 'other', formula: '1' }],
      rules: [copy('note', 'vars.number')],
    });
    await openVariables();

    await userEvent.click(screen.getByRole('button', { name: 'Take out number' }));
    expect(screen.getByRole('alert')).toHaveTextContent('number stays: note still read it.');
    await rename('number', 'other');

    expect(screen.getByRole('alert')).toHaveTextContent('“other” cannot be the name');
    expect(mapping().vars?.map(({ name }) => name)).toEqual(['number', 'other']);
  });

  test('say what is wrong with a formula', async () => {
    open({ vars: [{ name: 'number', formula: 'trigger.order.id +' }] });
    await openVariables();

    expect(document.querySelector('.ps-variables__problem')).toHaveTextContent(/./);
  });
});

describe('a reusable part', () => {
  const address: MappingRule = {
    kind: 'object',
    id: 'a',
    target: 'address',
    from: { path: 'trigger.order' },
    as: 'order',
    rules: [copy('code', 'order.id')],
  };
  const second: MappingRule = { ...address, id: 'b', target: 'other', rules: [] };

  test('is made of the rules of an object and used by another; undo takes both back', async () => {
    const { mapping, store } = open({ rules: [address, second] });
    await userEvent.click(await screen.findByRole('treeitem', { name: /^address, / }));

    await userEvent.type(screen.getByRole('textbox', { name: 'Name of the part' }), 'place{Enter}');
    expect(mapping()).toMatchObject({ parts: { place: { as: 'order' } }, rules: [{ use: 'place', rules: [] }, {}] });
    await userEvent.click(screen.getByRole('treeitem', { name: /^other, / }));
    await userEvent.click(screen.getByRole('combobox', { name: 'What makes it' }));
    await userEvent.click(await screen.findByRole('option', { name: 'The part “place”' }));

    expect(
      screen.getByText('Used for address, other. What is changed here changes for all of them.'),
    ).toBeInTheDocument();
    act(() => store.getState().undo());
    act(() => store.getState().undo());
    expect(mapping().rules).toEqual([address, second]);
  });

  test('is left by who wants rules of its own', async () => {
    const used = (rule: MappingRule): MappingRule => ({ ...rule, rules: [], use: 'place' }) as MappingRule;
    const { mapping } = open({
      rules: [used(address), used(second)],
      parts: { place: { as: 'order', rules: [copy('code', 'order.id')] } },
    });
    await userEvent.click(await screen.findByRole('treeitem', { name: /^other, / }));

    await userEvent.click(screen.getByRole('button', { name: 'Give this one rules of its own' }));

    expect(mapping()).toMatchObject({
      parts: { place: {} },
      rules: [{ use: 'place' }, { rules: [{ target: 'code' }] }],
    });
    expect(mapping().rules[1]).not.toHaveProperty('use');
  });
});
