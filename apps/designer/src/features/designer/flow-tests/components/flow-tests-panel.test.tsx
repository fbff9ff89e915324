import type { DryRunRequest, FlowTestsResult, RunFlowTestsRequest } from '@penstock/contracts';
import type { FlowStep, FlowTest } from '@penstock/flow-model';
import '@testing-library/jest-dom';
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDraft, aFlow } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import { FlowTestsPanel } from './flow-tests-panel';

const sale: FlowTest = {
  name: 'A sale',
  event: '{"total":19.90}',
  answers: {},
  choices: {},
  expect: { outcome: 'succeeded', effects: [{ step: 'charge', action: 'paytrace.sale', businessKey: 'WEB-1', amount: '19.90', currency: 'USD', fields: {} }], outputs: {} },
};
const finding = { kind: 'effect-differs', step: 'charge', path: 'amount', expected: '19.90', actual: '21.00', message: 'amount of “charge” is 21.00, not 19.90.' } as const;
const resultOf = (passed: boolean): FlowTestsResult => ({
  flowId: '0193a000-0000-7000-8000-000000000001',
  version: 'given',
  environment: 'sandbox',
  passed,
  results: [{ id: 'sale', mappingOf: null, name: 'A sale', passed, findings: passed ? [] : [finding], standIns: passed ? [] : ['charge'], problems: [] }],
});

function panel(tests: Record<string, FlowTest> | undefined, result = resultOf(true), charge?: FlowStep) {
  const asked: Partial<RunFlowTestsRequest>[] = [];
  const tried: Partial<DryRunRequest>[] = [];
  const store = renderEditor(<FlowTestsPanel onClose={() => undefined} />, {
    flow: { ...aFlow(), ...(tests && { tests }), ...(charge && { steps: { ...aFlow().steps, charge } }) },
    api: {
      flows: {
        saveDraft: async () => aDraft(store.getState().flow, 2),
        runTests: async (_flowId: string, request: Partial<RunFlowTestsRequest>) => {
          asked.push(request);
          return result;
        },
        dryRun: async (_flowId: string, request: Partial<DryRunRequest>) => {
          tried.push(request);
          const effect = { key: 'charge', connector: 'paytrace', action: 'sale', businessKey: 'WEB-2', amount: '5.00', currency: 'USD', restsOn: [] };
          return { outcome: 'succeeded', effects: [effect], steps: [], totals: [], assumptions: [], problems: [] };
        },
      },
    },
  });
  return { store, asked, tried };
}

describe('the tests of the draft', () => {
  test('are run as they are on the screen, saved or not', async () => {
    const { store, asked } = panel({ sale });
    await screen.findByRole('dialog', { name: 'Tests of this flow' });
    act(() => store.getState().execute({ kind: 'rename-flow', name: 'Mine' }));

    await userEvent.click(screen.getByRole('button', { name: 'Run all' }));

    expect(await screen.findByText('The test passed.')).toBeInTheDocument();
    expect(screen.getByText('passed')).toBeInTheDocument();
    expect(asked).toMatchObject([{ document: { name: 'Mine', tests: { sale } }, environment: 'sandbox' }]);
  });

  test('say what is another, with both values and what a sample answered', async () => {
    panel({ sale }, resultOf(false));
    await screen.findByRole('dialog', { name: 'Tests of this flow' });

    await userEvent.click(screen.getByRole('button', { name: 'Run all' }));

    expect(await screen.findByText('1 of 1 failed. Nothing was sent.')).toBeInTheDocument();
    expect(screen.getByText(/amount of “charge” is 21.00/)).toHaveTextContent('expected "19.90" got "21.00"');
    expect(screen.getByText('Answered by samples: charge.')).toBeInTheDocument();
  });

  test('show those of the mappings too, with the way to the studio', async () => {
    const flow = aFlow();
    const charge = flow.steps['charge'];
    const sale = { name: 'A sale', sample: '{}', at: '2026-03-01T12:00:00Z', expect: { output: '{}' } };
    const tested = charge?.kind === 'action' ? { ...charge, input: { ...charge.input, tests: { sale } } } : undefined;
    const result = { ...resultOf(false), results: [{ id: 'charge/sale', mappingOf: 'charge', name: 'A sale', passed: false, findings: [finding], standIns: [], problems: [] }] };
    panel(undefined, result, tested);
    await screen.findByRole('dialog', { name: 'Tests of this flow' });

    await userEvent.click(screen.getByRole('button', { name: 'Run all' }));

    expect(await screen.findByText('1 of 1 failed. Nothing was sent.')).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'A sale' })).toHaveTextContent('amount of “charge” is 21.00');
    expect(screen.getByRole('link', { name: 'Mapping of Charge the card' })).toBeInTheDocument();
  });

  test('can be deleted, and the deletion undone', async () => {
    const { store } = panel({ sale });
    await screen.findByRole('dialog', { name: 'Tests of this flow' });

    await userEvent.click(screen.getByRole('button', { name: 'Delete the test “A sale”' }));

    expect(screen.getByText('No tests yet')).toBeInTheDocument();
    act(() => store.getState().undo());
    expect(store.getState().flow.tests).toEqual({ sale });
  });
});

describe('a new test', () => {
  test('expects what the flow would do now', async () => {
    const { store, tried } = panel(undefined);
    await screen.findByRole('dialog', { name: 'Tests of this flow' });
    await userEvent.type(screen.getByRole('textbox', { name: 'What it shows' }), 'Five dollars');
    fireEvent.change(screen.getByRole('textbox', { name: 'Event as JSON' }), { target: { value: '{"total":5.00}' } });

    await userEvent.click(screen.getByRole('button', { name: 'Try it and keep it' }));

    expect(await screen.findByRole('region', { name: 'Five dollars' })).toBeInTheDocument();
    expect(tried).toMatchObject([{ payloadText: '{"total":5.00}' }]);
    expect(store.getState().flow.tests).toEqual({
      'five-dollars': {
        name: 'Five dollars',
        event: '{"total":5.00}',
        answers: {},
        choices: {},
        expect: { outcome: 'succeeded', effects: [{ step: 'charge', action: 'paytrace.sale', businessKey: 'WEB-2', amount: '5.00', currency: 'USD', fields: {} }], outputs: {} },
      },
    });
  });
});
