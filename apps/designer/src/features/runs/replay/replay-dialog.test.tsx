import { ApiProblem } from '@penstock/api-client';
import { parseJson } from '@penstock/kernel';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReplayPreview, Run } from '@penstock/contracts';
import { renderPage } from '../../../testing/render-page';
import { ReplayDialog } from './replay-dialog';

const run = { id: 'run-1', eventId: 'event-1', versionNumber: 3 } as Run;

const none = { count: 0, money: [] };
const nothing: ReplayPreview = { runs: 1, confirmed: none, unknown: none, fresh: none, conflicts: none, effects: [], wouldStop: [], refusals: [], isPartial: false };
const sale = { runId: 'run-1', stepId: 'charge', connector: 'paytrace', action: 'sale', kind: 'money', amount: '9.60', currency: 'USD' } as const;
const one = { count: 1, money: [{ kind: 'money' as const, currency: 'USD', count: 1, amount: '9.60' }] };
const planned: ReplayPreview = {
  ...nothing,
  confirmed: one,
  fresh: one,
  effects: [
    { ...sale, businessKey: 'charge:WEB-1', isAssumed: false, standing: 'confirmed' },
    { ...sale, stepId: 'receipt', action: 'post-receipt', kind: 'ledger', businessKey: 'receipt:WEB-1', isAssumed: true, standing: 'new' },
  ],
};

function show(previewReplay: (asked: unknown) => Promise<ReplayPreview> = async () => nothing) {
  const sent: unknown[] = [];
  const asked: unknown[] = [];
  const { history } = renderPage(<ReplayDialog run={run} steps={[]} onClose={() => undefined} />, {
    events: { exactPayload: async () => parseJson('{"total":98.50}') },
    runs: {
      previewReplay: (request: unknown) => {
        asked.push(request);
        return previewReplay(request);
      },
      replay: async (...request: unknown[]) => {
        sent.push(request);
        return { runId: 'run-2' };
      },
    },
  });
  return { sent, asked, history };
}

describe('a replay', () => {
  test('sends the edited payload as text, digit by digit, and goes to the new run', async () => {
    const { sent, asked, history } = show();
    await userEvent.click(await screen.findByRole('radio', { name: 'The newest that is live here' }));
    await userEvent.click(screen.getByRole('switch'));
    const payload = await screen.findByRole('textbox', { name: 'Payload' });
    expect(payload).toHaveValue('{\n  "total": 98.50\n}');

    fireEvent.change(payload, { target: { value: '{"total":12345678901234567.10}' } });
    await userEvent.type(screen.getByLabelText(/Reason/), 'The total was wrong');
    expect(screen.getByRole('button', { name: 'Replay' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Show what it would do' }));
    await screen.findByText('It would write nothing to the outside.');
    await userEvent.click(screen.getByRole('button', { name: 'Replay' }));

    expect(asked.at(-1)).toEqual({ runIds: ['run-1'], version: 'live', payloadText: '{"total":12345678901234567.10}' });
    expect(sent).toEqual([
      [
        'run-1',
        { version: 'live', reason: 'The total was wrong', payloadText: '{"total":12345678901234567.10}' },
        expect.any(String),
      ],
    ]);
    await waitFor(() => expect(history.location.pathname).toBe('/runs/run-2'));
  });

  test('waits for the preview before it instead of showing that one is under way', async () => {
    const busy = new ApiProblem({ type: 'about:blank', title: 'Rehearsals busy', status: 503, code: 'REHEARSALS_BUSY', detail: 'Another preview is under way.', requestId: 'r-1' });
    const answers = [() => Promise.reject(busy), async () => nothing];
    const { asked } = show(() => answers[Math.min(asked.length, answers.length) - 1]?.() as Promise<ReplayPreview>);

    expect(await screen.findByText('It would write nothing to the outside.', {}, { timeout: 3_000 })).toBeInTheDocument();
    expect([asked.length, screen.queryByText('Rehearsals busy')]).toEqual([2, null]);
  });

  test('does not send what is not JSON', async () => {
    show();
    await userEvent.click(await screen.findByRole('switch'));
    fireEvent.change(await screen.findByRole('textbox', { name: 'Payload' }), { target: { value: '{"total": ' } });
    await userEvent.type(screen.getByLabelText(/Reason/), 'The total was wrong');

    expect(screen.getByText(/not JSON/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Replay' })).toBeDisabled();
  });

  test('shows what is reused and what would be sent, with amounts, before it is started', async () => {
    show(async () => planned);

    const shown = await screen.findByRole('region', { name: 'What it would do' });
    expect(shown).toHaveTextContent('1 would be sent (payments USD 9.60)');
    expect(shown).toHaveTextContent('1 done already and reused, not sent again (payments USD 9.60)');
    expect(within(shown).getAllByRole('row').slice(1).map(({ textContent }) => textContent)).toEqual([
      'salecharge:WEB-1USD 9.60Done already, skipped',
      'post-receiptreceipt:WEB-1 (assumed)USD 9.60Would be sent',
    ]);
  });

  test('says why it would stop', async () => {
    show(async () => ({ ...nothing, wouldStop: [{ runId: 'run-1', code: 'X', message: 'The customer is not known.' }] }));

    expect(await screen.findByText('The customer is not known.')).toBeInTheDocument();
  });

  test('is not agreed to before it is known what it would do', async () => {
    show(() => new Promise(() => undefined));

    await userEvent.type(await screen.findByLabelText(/Reason/), 'The mapping is mended');

    expect(screen.getByRole('button', { name: 'Replay' })).toBeDisabled();
  });

  test('can be started when that cannot be told, and says what holds all the same', async () => {
    show(async () => {
      throw new Error('Too many rehearsals.');
    });

    await userEvent.type(await screen.findByLabelText(/Reason/), 'The mapping is mended');

    expect(await screen.findByText(/is not done again/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Replay' })).toBeEnabled();
  });

  test('leaves the payload as it is unless it is edited', async () => {
    const { sent } = show();

    await userEvent.type(await screen.findByLabelText(/Reason/), 'The mapping is mended');
    await screen.findByText('It would write nothing to the outside.');
    await userEvent.click(screen.getByRole('button', { name: 'Replay' }));

    expect(sent).toEqual([['run-1', { version: 'same', reason: 'The mapping is mended' }, expect.any(String)]]);
  });
});
