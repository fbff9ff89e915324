import '@testing-library/jest-dom';
import type { FlowDocument } from '@penstock/flow-model';
import type { FormulaRule } from '@penstock/mapping';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import { StudioPage } from './studio-page';

// Monaco needs a browser; without it the formula is not edited here.
jest.mock('../formula/monaco-formula', () => ({ MonacoFormula: () => null }));
jest.setTimeout(30_000);
beforeAll(() => Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 }));

const rule: FormulaRule = { kind: 'formula', id: 'r', target: 'amount', formula: 'trigger.order.id', onError: 'fail', origin: 'user' };
function flow(): FlowDocument {
  const charge = aFlow().steps['charge'];
  return { ...aFlow(), steps: { ...aFlow().steps, charge: { ...charge, input: { v: 1, rules: [rule], tables: {} } } as never } };
}

function open(provider: string | null) {
  const asked: unknown[] = [];
  const api = {
    mappings: { suggest: async () => ({ pairs: [], candidates: {} }), feedback: async () => ({ remembered: 0 }) },
    assist: { offer: async () => ({ provider }), draftFormula: async (body: unknown) => (asked.push(body), { formula: 'trigger.order.total', provider }) },
  };
  const store = renderEditor(<StudioPage stepId="charge" field="amount" onField={() => undefined} />, { flow: flow(), api });
  const formula = () => (store.getState().flow.steps['charge'] as { input: { rules: FormulaRule[] } }).input.rules[0]?.formula;
  return { asked, formula, store };
}

async function askForDraft(): Promise<void> {
  await userEvent.type(await screen.findByLabelText('Describe what you want', undefined, { timeout: 10_000 }), 'the total');
  await userEvent.click(screen.getByRole('button', { name: 'Write a draft' }));
  expect(await screen.findByRole('region', { name: 'Draft of the formula' })).toHaveTextContent('trigger.order.idDrafttrigger.order.total');
}

describe('a formula that is described', () => {
  test('is shown beside the one there is, and applied by the person only', async () => {
    const { asked, formula } = open('ai.example.com');
    await askForDraft();
    expect([asked.length, formula()]).toEqual([1, 'trigger.order.id']);
    expect(asked).toEqual([expect.objectContaining({ wanted: 'the total', seen: expect.arrayContaining([{ path: 'trigger.order.lines[0].sku', type: 'text' }]) })]);
    expect(JSON.stringify(asked)).not.toContain('WEB-1');

    await userEvent.click(screen.getByRole('button', { name: 'Use this formula' }));

    expect(formula()).toBe('trigger.order.total');
  });

  test('is dropped without a trace', async () => {
    const { formula } = open('ai.example.com');
    await askForDraft();

    await userEvent.click(screen.getByRole('button', { name: 'Drop the draft' }));

    expect(screen.queryByRole('region', { name: 'Draft of the formula' })).not.toBeInTheDocument();
    expect(formula()).toBe('trigger.order.id');
  });

  test('is not offered without a provider', async () => {
    open(null);

    expect(await screen.findByText(/functions as in a spreadsheet/, undefined, { timeout: 10_000 })).toBeInTheDocument();
    expect(screen.queryByLabelText('Describe what you want')).not.toBeInTheDocument();
  });
});
