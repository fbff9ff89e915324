import { renderUi } from '../../../../testing/render-ui';
import '@testing-library/jest-dom';
import type { DryRunResult, PlannedEffectView } from '@penstock/contracts';
import { screen, within } from '@testing-library/react';
import { DryRunResultView } from './dry-run-result';

const charge: PlannedEffectView = {
  key: 'charge',
  stepId: 'charge',
  iteration: [],
  connector: 'paytrace',
  action: 'sale',
  actionVersion: 1,
  slot: 'paytrace',
  kind: 'money',
  class: 'L',
  businessKey: 'charge:WEB-1',
  amount: '59.97',
  currency: 'USD',
  request: { amount: '59.97' },
  standing: 'new',
  restsOn: [],
  conditionalOn: [],
};
const step = (stepId: string, name: string): DryRunResult['steps'][number] => ({
  key: stepId,
  stepId,
  name,
  kind: 'action',
  iteration: [],
  status: 'succeeded',
  port: 'default',
  failure: null,
  answeredFrom: 'sample',
  restsOn: [],
  isGuess: false,
});
const result: DryRunResult = {
  flowId: '0193a000-0000-7000-8000-000000000001',
  version: 'draft',
  environment: 'sandbox',
  outcome: 'succeeded',
  steps: [step('charge', 'Charge the card'), step('check', 'Large?'), step('receipt', 'Post the receipt')],
  effects: [
    charge,
    {
      ...charge,
      key: 'receipt',
      stepId: 'receipt',
      businessKey: 'ar:1',
      standing: 'confirmed',
      restsOn: [{ field: 'reference', source: 'steps.charge.id' }],
      conditionalOn: ['check'],
    },
  ],
  totals: [{ kind: 'money', standing: 'new', currency: 'USD', count: 1, amount: '59.97' }],
  assumptions: [{ key: 'charge', code: 'EFFECT_NOT_SENT', message: 'The charge was not sent.' }],
  problems: [],
};

test('says what would happen, with the money, and that nothing was sent', () => {
  renderUi(<DryRunResultView result={result} />);

  expect(screen.getByRole('status')).toHaveTextContent('Nothing was sent.');
  expect(screen.getByRole('status')).toHaveTextContent('1 effect would be sent: payments USD 59.97');
});

test('lists each effect with its step, key, amount and what it rests on', () => {
  renderUi(<DryRunResultView result={result} />);

  const [, first, second] = screen.getAllByRole('row');

  expect(within(first as HTMLElement).getByText('Charge the card')).toBeInTheDocument();
  expect(first).toHaveTextContent('charge:WEB-1');
  expect(first).toHaveTextContent('USD 59.97');
  expect(second).toHaveTextContent('Done already, skipped');
  expect(second).toHaveTextContent('Request, 1 field assumed');
  expect(second).toHaveTextContent('Rests on answers nobody has given: reference');
  expect(second).toHaveTextContent('Only if “Large?” decides as assumed');
});

test('tells problems with their remedy, and assumptions', () => {
  const problems = [
    {
      key: 'charge',
      stepId: 'charge',
      field: 'amount',
      code: 'X',
      message: 'The amount is missing.',
      remedy: 'Mend the mapping.',
      isCaught: false,
    },
  ];
  renderUi(<DryRunResultView result={{ ...result, outcome: 'needs-attention', problems }} />);

  expect(screen.getByRole('status')).toHaveClass('ps-notice--attention');
  expect(screen.getByText('The amount is missing. Mend the mapping.')).toBeInTheDocument();
  expect(screen.getByText('The charge was not sent.')).toBeInTheDocument();
});
