import { parseJson } from '@penstock/kernel';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Run } from '@penstock/contracts';
import { renderPage } from '../../../testing/render-page';
import type { KnownEffects } from './known-effects';
import { ReplayDialog } from './replay-dialog';

const run = { id: 'run-1', eventId: 'event-1', versionNumber: 3 } as Run;

const none = { effects: [], error: null, retry: () => undefined };

function show(effects: KnownEffects = none) {
  const sent: unknown[] = [];
  const { history } = renderPage(<ReplayDialog run={run} effects={effects} onClose={() => undefined} />, {
    events: { exactPayload: async () => parseJson('{"total":98.50}') },
    runs: {
      replay: async (...request: unknown[]) => {
        sent.push(request);
        return { runId: 'run-2' };
      },
    },
  });
  return { sent, history };
}

describe('a replay', () => {
  test('sends the edited payload as text, digit by digit, and goes to the new run', async () => {
    const { sent, history } = show();
    await userEvent.click(await screen.findByRole('radio', { name: 'The newest that is live here' }));
    await userEvent.click(screen.getByRole('switch'));
    const payload = await screen.findByRole('textbox', { name: 'Payload' });
    expect(payload).toHaveValue('{\n  "total": 98.50\n}');

    fireEvent.change(payload, { target: { value: '{"total":12345678901234567.10}' } });
    await userEvent.type(screen.getByLabelText(/Reason/), 'The total was wrong');
    await userEvent.click(screen.getByRole('button', { name: 'Replay' }));

    expect(sent).toEqual([
      [
        'run-1',
        { version: 'live', reason: 'The total was wrong', payloadText: '{"total":12345678901234567.10}' },
        expect.any(String),
      ],
    ]);
    await waitFor(() => expect(history.location.pathname).toBe('/runs/run-2'));
  });

  test('does not send what is not JSON', async () => {
    show();
    await userEvent.click(await screen.findByRole('switch'));
    fireEvent.change(await screen.findByRole('textbox', { name: 'Payload' }), { target: { value: '{"total": ' } });
    await userEvent.type(screen.getByLabelText(/Reason/), 'The total was wrong');

    expect(screen.getByText(/not JSON/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Replay' })).toBeDisabled();
  });

  test('is not agreed to before it is known what was sent', async () => {
    show({ ...none, effects: undefined });

    await userEvent.type(await screen.findByLabelText(/Reason/), 'The mapping is mended');

    expect(screen.getByRole('button', { name: 'Replay' })).toBeDisabled();
  });

  test('leaves the payload as it is unless it is edited', async () => {
    const { sent } = show();

    await userEvent.type(await screen.findByLabelText(/Reason/), 'The mapping is mended');
    await userEvent.click(screen.getByRole('button', { name: 'Replay' }));

    expect(sent).toEqual([['run-1', { version: 'same', reason: 'The mapping is mended' }, expect.any(String)]]);
  });
});
