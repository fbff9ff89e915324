import type { ShadowedRun, ShadowRunRequest, ShadowRunResult } from '@penstock/contracts';
import '@testing-library/jest-dom';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDraft, aFlow } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import { ShadowRunPanel } from './shadow-run-panel';

const sum = (amount: string) => [{ kind: 'money' as const, currency: 'USD', count: 1, amount }];
const run: ShadowedRun = {
  runId: '0193a000-0000-7000-8000-000000000001',
  versionNumber: 1,
  createdAt: '2026-11-23T10:00:00.000Z',
  labels: { invoice: 'WEB-1001' },
  recordedStatus: 'succeeded',
  outcome: 'needs-attention',
  effects: [
    {
      change: 'changed',
      key: 'charge',
      connector: 'paytrace',
      action: 'sale',
      kind: 'money',
      businessKey: 'charge:WEB-1001',
      amountBefore: '9.60',
      amountAfter: '96.00',
      currency: 'USD',
      fields: [{ path: 'amount', before: '9.60', after: '96.00' }],
    },
  ],
  withoutRecording: [],
  problems: [{ key: null, stepId: null, field: null, code: 'X', message: 'The customer is not known.', remedy: null, isCaught: false }],
};
const result: ShadowRunResult = {
  flowId: '0193a000-0000-7000-8000-000000000002',
  version: 'draft',
  environment: 'sandbox',
  runs: [run],
  leftOut: [],
  summary: { compared: 3, identical: 2, different: 1, withoutRecording: 1, moneyBefore: sum('28.80'), moneyAfter: sum('115.20') },
};
const same: ShadowRunResult = {
  ...result,
  runs: [],
  summary: { compared: 3, identical: 3, different: 0, withoutRecording: 0, moneyBefore: sum('28.80'), moneyAfter: sum('28.80') },
};

async function panel(answer: ShadowRunResult, saveDraft?: () => Promise<unknown>) {
  const asked: Partial<ShadowRunRequest>[] = [];
  const store = renderEditor(<ShadowRunPanel onClose={() => undefined} />, {
    flow: aFlow(),
    api: {
      flows: {
        saveDraft: saveDraft ?? (async () => aDraft(store.getState().flow, 2)),
        versions: async () => ({ items: [{ number: 4, note: 'New limits' }], nextCursor: null }),
        shadowRun: async (_flowId: string, request: Partial<ShadowRunRequest>) => {
          asked.push(request);
          return answer;
        },
      },
    },
  });
  const choose = async (field: string, option: string): Promise<void> => {
    await userEvent.click(await screen.findByRole('combobox', { name: field }));
    await userEvent.click(await screen.findByRole('option', { name: option }));
  };
  const start = async () => userEvent.click(await screen.findByRole('button', { name: 'Compare' }));
  return { store, asked, choose, start };
}

describe('a shadow run', () => {
  test('tells how many events would be handled differently, by how much money, and each place', async () => {
    const { start } = await panel(result);

    await start();

    expect(await screen.findByText('1 of 3 events would be handled differently.')).toBeInTheDocument();
    expect(screen.getByText(/1 event needs an answer that was not recorded/)).toBeInTheDocument();
    expect(screen.getByRole('table', { name: 'Money that moves' })).toHaveTextContent('paymentsUSD 28.80USD 115.20');
    const rows = within(screen.getByRole('table', { name: 'What would be different: WEB-1001' })).getAllByRole('row');
    expect(rows.slice(1).map(({ textContent }) => textContent)).toEqual([
      'How it endsSucceededneeds attention: The customer is not known.',
      'charge:WEB-1001 (would differ)USD 9.60USD 96.00',
      'charge:WEB-1001 · amount9.6096.00',
    ]);
  });

  test('says when nothing would be different', async () => {
    const { start } = await panel(same);

    await start();

    expect(await screen.findByText('3 events compared: nothing would be different.')).toBeInTheDocument();
    expect(screen.getByText('The same money would move.')).toBeInTheDocument();
  });

  test('tries the chosen version on as many events as were chosen', async () => {
    const { asked, choose, start } = await panel(same);

    await choose('Version to try', 'Version 4: New limits');
    await choose('Events', 'The last 50');
    await start();

    await screen.findByRole('status');
    expect(asked).toEqual([{ version: 4, environment: 'sandbox', limit: 50 }]);
  });

  test('tries the draft that is on the screen and no other', async () => {
    const { store, asked, start } = await panel(same);
    store.getState().execute({ kind: 'rename-flow', name: 'Mine' });

    await start();

    await screen.findByRole('status');
    expect(asked).toEqual([{ version: 'draft', revision: 2, environment: 'sandbox', limit: 20 }]);
  });

  test('tries no draft that could not be saved', async () => {
    const { store, asked, start } = await panel(same, async () => {
      throw new Error('Not stored.');
    });
    store.getState().execute({ kind: 'rename-flow', name: 'Mine' });

    await start();

    expect(await screen.findByRole('alert')).toHaveTextContent('Not stored.');
    expect(asked).toEqual([]);
  });
});
