import type { SchemaFinding } from '@penstock/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anOperator, renderPage } from '../../../testing/render-page';
import { findingsByFlow } from '../../../shared/api/schema-queries';
import { FindingsTable } from './findings-table';

const finding = (change: Partial<SchemaFinding> = {}): SchemaFinding => ({
  id: '0193a000-0000-7000-8000-000000000001',
  environment: 'sandbox',
  connectionId: null,
  connectionName: null,
  schemaKind: 'observed',
  schemaTitle: 'Payment',
  kind: 'optional',
  path: 'invoice',
  message: 'The field “invoice” may be missing now.',
  advice: 'Say what becomes of a missing value.',
  places: [
    { flowId: 'f1', flowName: 'Card payments', stepId: 'map', stepName: 'Make the receipt', ruleId: 'r', target: 'lines.reference' },
    { flowId: 'f1', flowName: 'Card payments', stepId: 'big', stepName: 'Is it big?', setting: 'condition' },
    { flowId: 'f2', flowName: 'Refunds', stepId: 'map', stepName: 'Make the memo', ruleId: 'r', target: 'reference' },
  ],
  status: 'open',
  foundAt: '2026-11-26T02:00:00.000Z',
  confirmedAt: '2026-11-26T02:00:00.000Z',
  resolvedAt: null,
  snoozedUntil: null,
  decidedBy: null,
  decidedAt: null,
  note: '',
  ...change,
});

function shown(one: SchemaFinding, role = 'operator') {
  const calls: unknown[] = [];
  const take = (name: string) => async (...args: unknown[]) => (calls.push([name, ...args]), one);
  const session = { current: async () => ({ ...(await anOperator().current()), user: { ...(await anOperator().current()).user, role } }) };
  renderPage(<FindingsTable findings={[one]} />, { session, environments: { list: async () => ({ items: [] }) }, schemas: { acknowledge: take('acknowledge'), snooze: take('snooze'), reopen: take('reopen') } });
  return calls;
}

test('a finding leads to the row of the studio, and to the step where it is read outside of a mapping', async () => {
  shown(finding());

  expect(await screen.findByRole('link', { name: 'Open the rule of lines.reference, Card payments' })).toHaveAttribute('href', '/flows/f1/steps/map/mapping?target=lines.reference');
  expect(screen.getByRole('link', { name: 'Open the step, Card payments' })).toHaveAttribute('href', '/flows/f1?step=big&field=condition');
});

test('it is acknowledged with one press, and put aside for a time', async () => {
  const calls = shown(finding());

  await userEvent.click(await screen.findByRole('button', { name: 'Acknowledge' }));
  await userEvent.click(screen.getByRole('button', { name: 'Put aside…' }));
  await userEvent.click(await screen.findByRole('radio', { name: 'One day' }));
  await userEvent.click(screen.getByRole('button', { name: 'Put aside' }));

  await waitFor(() => expect(calls).toHaveLength(2));
  const [acknowledged, snoozed] = calls as [string, string, { until: string }][];
  expect(acknowledged).toEqual(['acknowledge', finding().id, {}]);
  const hours = (Date.parse(snoozed?.[2].until ?? '') - Date.now()) / 3_600_000;
  expect([snoozed?.[0], Math.round(hours)]).toEqual(['snooze', 24]);
});

test('one that was put aside says by whom and why, and can be opened again', async () => {
  const calls = shown(finding({ status: 'acknowledged', decidedBy: 'Ann', note: 'The shop will send it again.' }));

  expect(await screen.findByText(/Acknowledged by Ann: “The shop will send it again.”/)).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: 'Open again' }));
  await waitFor(() => expect(calls).toEqual([['reopen', finding().id]]));
});

test('who may only look sees no buttons', async () => {
  shown(finding(), 'auditor');

  expect(await screen.findByText('The field “invoice” may be missing now.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Acknowledge' })).not.toBeInTheDocument();
});

test('the badge of a flow counts a finding once, however many of its steps feel it', () => {
  expect([...findingsByFlow([finding()])]).toEqual([['f1', 1], ['f2', 1]]);
});
