import { renderUi } from '../../../testing/render-ui';
import '@testing-library/jest-dom';
import type { RunStep, RunStepItem } from '@penstock/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RunSteps } from './run-steps';
import { StepDetail } from './step-detail';

const at = { startedAt: '2026-11-23T10:00:00.000Z', finishedAt: '2026-11-23T10:00:01.000Z' };
const refused = {
  code: 'REFUSED',
  class: 'business',
  message: 'The item is not known.',
  remedy: 'Correct the item number.',
};
const item = (index: number, changes: Partial<RunStepItem> = {}): RunStepItem => ({
  key: `lines[${index}]/ship`,
  items: [index],
  status: 'succeeded',
  attempts: 1,
  ...at,
  input: { sku: `SKU-${index}` },
  output: { shipped: index },
  failure: null,
  ...changes,
});
const failing = item(1, { status: 'failed', port: 'failed', failure: refused });
const ship = (shown: RunStepItem[], count = shown.length): RunStep => ({
  stepId: 'ship',
  name: 'Ship the line',
  kind: 'action',
  status: 'failed',
  attempts: 1,
  ...at,
  failure: refused,
  loop: { count, failed: shown.filter(({ status }) => status === 'failed').length, shown },
});
const items = () =>
  within(screen.getByRole('list', { name: 'Items' }))
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label'));

describe('a step in a loop', () => {
  test('lists its items, and opens the one that failed', () => {
    renderUi(<StepDetail step={ship([item(0), failing, item(2)])} />);

    expect(items()).toEqual(['Item 1: Succeeded', 'Item 2: Failed', 'Item 3: Succeeded']);
    expect(screen.getByRole('status', { name: 'What happened' })).toHaveTextContent('Correct the item number.');
    expect(screen.getByRole('button', { name: 'Item 2: Failed' })).toHaveAttribute('aria-current', 'true');
  });

  test('shows what went into the item that is chosen', async () => {
    renderUi(<StepDetail step={ship([item(0), failing, item(2)])} />);

    await userEvent.click(screen.getByRole('button', { name: 'Item 3: Succeeded' }));
    await userEvent.click(screen.getByRole('tab', { name: 'Input' }));

    expect(screen.getByRole('region', { name: 'Input' })).toHaveTextContent('SKU-2');
    expect(screen.queryByRole('status', { name: 'What happened' })).not.toBeInTheDocument();
  });

  test('can leave out what went well', async () => {
    renderUi(<StepDetail step={ship([item(0), failing, item(2)])} />);

    await userEvent.click(screen.getByRole('switch', { name: 'Only failed items' }));

    expect(items()).toEqual(['Item 2: Failed']);
  });

  test('says when there are more items than are shown', () => {
    renderUi(<StepDetail step={ship([item(0), failing], 500)} />);

    expect(screen.getByText(/2 of 500 items are shown/)).toBeInTheDocument();
  });

  test('says in the list of steps how many items it did', () => {
    renderUi(<RunSteps steps={[ship([item(0), failing])]} chosen={null} onChoose={() => undefined} />);

    expect(screen.getByRole('button', { name: /Ship the line · 2 items, 1 failed/ })).toBeInTheDocument();
  });
});

test('a condition says which values it compared and how that came out', () => {
  const why = [
    { depth: 0, kind: 'all', holds: false },
    { depth: 1, kind: 'greater-than', left: { path: 'trigger.total', seen: { total: 250 } }, right: { seen: { value: 100 } }, holds: true },
    { depth: 1, kind: 'equals', left: { path: 'trigger.currency', seen: { currency: 'EUR' } }, right: { seen: { value: 'USD' } }, holds: false },
  ];
  renderUi(
    <StepDetail step={{ stepId: 'ask', name: 'Ask', kind: 'if', status: 'succeeded', attempts: 1, ...at, failure: null, why }} />,
  );

  const lines = within(screen.getByRole('region', { name: 'Why' })).getAllByRole('listitem');
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    'All of these → no',
    'Total 250 is more than 100 → yes',
    'Currency “EUR” is “USD” → no',
  ]);
});
