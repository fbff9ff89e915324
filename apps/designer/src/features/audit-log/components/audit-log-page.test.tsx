import type { AuditLogEntry, AuditVerification } from '@penstock/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { AuditLogPage } from './audit-log-page';

const hash = 'ab'.repeat(32);
const anEntry = (changes: Partial<AuditLogEntry> = {}): AuditLogEntry => ({
  number: 7,
  recordedAt: '2026-11-23T10:00:00.000000Z',
  actor: { kind: 'user', name: 'ann@home.example' },
  action: 'connection.changed',
  object: { kind: 'connection', id: '0193a000-0000-7000-8000-000000000001', name: 'House bank' },
  details: { before: { name: 'Bank' } },
  requestId: 'r-1',
  hash,
  ...changes,
});

function show(verification?: AuditVerification) {
  const filters: unknown[] = [];
  const noted: unknown[] = [];
  renderPage(<AuditLogPage filter={{ action: 'connection' }} onFilter={(next) => filters.push(next)} />, {
    auditLog: {
      list: async () => ({ items: [anEntry()], nextCursor: null }),
      verify: async (end: unknown) => (noted.push(end), verification),
      exportUrl: ({ action }: { action?: string }) => `/api/v1/audit-log/export?action=${action}`,
    },
  });
  return { filters, noted };
}

describe('the audit log', () => {
  test('shows who did what, and the details on request', async () => {
    show();

    await userEvent.click(await screen.findByRole('button', { name: 'Details of entry 7' }));

    expect(screen.getByText('ann@home.example')).toBeInTheDocument();
    expect(screen.getByRole('cell', { name: 'Connection House bank' })).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Details' })).toHaveTextContent('"Bank"');
  });

  test('exports what its filter shows', async () => {
    show();

    expect(await screen.findByRole('link', { name: 'Export' })).toHaveAttribute('href', '/api/v1/audit-log/export?action=connection');
  });

  test('adds what is typed to the filter', async () => {
    const { filters } = show();

    await userEvent.type(await screen.findByLabelText('Who (part of the name)'), 'ann');

    await waitFor(() => expect(filters.at(-1)).toEqual({ action: 'connection', actor: 'ann' }));
  });

  test('says what was found, and what to do', async () => {
    show({ intact: false, entries: 9, head: { number: 9, hash }, findings: [{ number: 3, kind: 'missing', words: 'Entry 3 is missing.' }] });

    await userEvent.click(await screen.findByRole('button', { name: 'Verify' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Verify now' }));

    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('Entry 3 is missing.')).toBeInTheDocument();
    expect(alert).toHaveTextContent('Keep the database as it is');
  });

  test('compares with an end that was noted down, and refuses what is none', async () => {
    const { noted } = show({ intact: true, entries: 9, head: { number: 9, hash }, findings: [] });
    await userEvent.click(await screen.findByRole('button', { name: 'Verify' }));
    const field = await screen.findByLabelText('End noted down earlier');

    await userEvent.type(field, 'nonsense');
    expect(screen.getByRole('button', { name: 'Verify now' })).toBeDisabled();
    await userEvent.clear(field);
    await userEvent.type(field, `8:${hash}`);
    await userEvent.click(screen.getByRole('button', { name: 'Verify now' }));

    expect(await screen.findByText(`9:${hash}`)).toBeInTheDocument();
    expect(noted).toEqual([{ number: 8, hash }]);
  });
});
