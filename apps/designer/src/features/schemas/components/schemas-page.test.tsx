import type { SchemaFinding, SchemaFindingStatus } from '@penstock/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CurrentEnvironmentProvider } from '../../../shared/api/current-environment';
import { anOperator, renderPage } from '../../../testing/render-page';
import { SchemasPage } from './schemas-page';

const sandbox = { id: '0193a000-0000-7000-8000-0000000000e1', key: 'sandbox', name: 'Sandbox', kind: 'sandbox' };

const finding = (id: string, path: string, status: SchemaFindingStatus): SchemaFinding => ({
  id,
  environment: 'sandbox',
  connectionId: null,
  connectionName: null,
  schemaKind: 'observed',
  schemaTitle: 'Payment',
  kind: 'optional',
  path,
  message: `The field “${path}” may be missing now.`,
  advice: 'Say what becomes of a missing value.',
  places: [],
  status,
  foundAt: '2026-11-26T02:00:00.000Z',
  confirmedAt: '2026-11-26T02:00:00.000Z',
  resolvedAt: null,
  snoozedUntil: status === 'snoozed' ? '2026-12-26T02:00:00.000Z' : null,
  decidedBy: null,
  decidedAt: null,
  note: '',
});
const stored = [finding('a1', 'invoice', 'open'), finding('a2', 'customer', 'acknowledged'), finding('a3', 'amount', 'snoozed'), finding('a4', 'terms', 'resolved')];

const page = (
  <CurrentEnvironmentProvider whileLoading={null}>
    <SchemasPage />
  </CurrentEnvironmentProvider>
);

/** An API that has far more of what is over than it lists at once. */
function shown(): SchemaFindingStatus[] {
  const asked: SchemaFindingStatus[] = [];
  const findings = async ({ status }: { readonly status?: SchemaFindingStatus }) => {
    if (status) asked.push(status);
    return { items: stored.filter((each) => each.status === (status ?? 'resolved')), nextCursor: status ? null : 'more' };
  };
  renderPage(page, { session: anOperator(), environments: { list: async () => ({ items: [sandbox] }) }, schemas: { findings, checks: async () => ({ items: [] }) } }, '/connections/schemas');
  return asked;
}

describe('the page of schema changes', () => {
  test('asks for open findings, however many there are of others', async () => {
    const asked = shown();

    expect(await screen.findByText(/“invoice” may be missing/)).toBeVisible();
    expect(screen.queryByText(/“terms”/)).toBeNull();
    expect(new Set(asked)).toEqual(new Set(['open']));
  });

  test('shows what was put aside, of both kinds, the newest first', async () => {
    const asked = shown();
    await screen.findByText(/“invoice” may be missing/);

    await userEvent.click(within(screen.getByRole('radiogroup')).getByText('Put aside'));

    expect(await screen.findByText(/“customer” may be missing/)).toBeVisible();
    expect(screen.getAllByText(/may be missing/).map(({ textContent }) => textContent)).toEqual([expect.stringContaining('amount'), expect.stringContaining('customer')]);
    expect(new Set(asked)).toEqual(new Set(['open', 'acknowledged', 'snoozed']));
  });
});
