import { ApiProblem } from '@penstock/api-client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { AiSettingsPage } from './ai-settings-page';

const notSetUp = new ApiProblem({ type: 'about:blank', title: 'None', status: 404, code: 'AI_NOT_SET_UP', detail: 'None.', requestId: 'r' });
const stored = {
  address: 'https://ai.example.com/v1', model: 'parrot', apiKeySetAt: '2026-01-02T03:04:05Z', isOn: true,
  sendDescriptions: true, sendValues: false, timeoutSeconds: 30, updatedAt: '2026-01-02T03:04:05Z', updatedBy: 'ann@home.example',
};

function show(role = 'administrator', provider: () => Promise<unknown> = () => Promise.reject(notSetUp)) {
  const asked: unknown[] = [];
  renderPage(<AiSettingsPage />, {
    session: { current: async () => ({ user: { id: 'u', email: 'ann@home.example', name: 'Ann', role } }) },
    assist: { provider, saveProvider: async (body: unknown) => (asked.push(body), stored), testProvider: async () => ({ summary: 'ai.example.com answers with the model parrot.' }) },
  });
  return asked;
}

describe('the settings of the AI provider', () => {
  test('save a provider that is off and gets no values unless that is said', async () => {
    const asked = show();
    await userEvent.type(await screen.findByLabelText(/^Base address/), 'https://ai.example.com/v1');
    await userEvent.type(screen.getByLabelText(/^Model/), 'parrot');
    await userEvent.type(screen.getByLabelText(/^API key/), 'secret');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));

    expect(asked).toEqual([
      { address: 'https://ai.example.com/v1', model: 'parrot', apiKey: 'secret', isOn: false, sendDescriptions: true, sendValues: false, timeoutSeconds: 30 },
    ]);
  });

  test('keep the stored key unless another one is entered, and test what is stored', async () => {
    const asked = show('owner', async () => stored);
    await userEvent.click(await screen.findByLabelText('Sample values, masked'));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await userEvent.click(screen.getByRole('button', { name: 'Test' }));

    expect(asked).toEqual([expect.not.objectContaining({ apiKey: expect.anything() })]);
    expect(asked).toEqual([expect.objectContaining({ sendValues: true })]);
    expect(await screen.findByText('ai.example.com answers with the model parrot.')).toBeInTheDocument();
  });

  test('are shown to others, not changed', async () => {
    show('auditor', async () => stored);

    expect(await screen.findByText('Only an administrator can change this.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
  });
});
