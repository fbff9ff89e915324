import '@testing-library/jest-dom';
import type { FlowPresenceRequest, PresentTab } from '@penstock/contracts';
import { screen, waitFor } from '@testing-library/react';
import { aFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { PresenceBar } from './presence-bar';
import { AlsoEditing, PresenceProvider } from './presence-context';

const tabId = '0193aaaa-0000-4000-8000-000000000001';
const tab = (changes: Partial<PresentTab>): PresentTab => ({ tabId: '0193aaaa-0000-4000-8000-000000000002', name: 'Ann Bell', isYou: false, stepId: null, ...changes });

function show(tabs: readonly PresentTab[], stepId: string | null = null): FlowPresenceRequest[] {
  const told: FlowPresenceRequest[] = [];
  const announce = async (_flowId: string, request: FlowPresenceRequest) => {
    told.push(request);
    return { tabs: [...tabs] };
  };
  renderEditor(
    <PresenceProvider flowId="flow-1" tabId={tabId} stepId={stepId}>
      <PresenceBar />
      <AlsoEditing stepId="charge" />
    </PresenceProvider>,
    { flow: aFlow(), api: { flows: { announce, saveDraft: () => new Promise(() => undefined), list: async () => ({ items: [], nextCursor: null }) } } },
  );
  return told;
}

describe('others in the same flow', () => {
  test('are shown by their initials, with the step they have open', async () => {
    show([tab({ stepId: 'charge' }), tab({ tabId: '0193aaaa-0000-4000-8000-000000000003', name: 'bob@penstock.example' })]);

    expect(await screen.findByRole('img', { name: 'Ann Bell is editing Charge the card' })).toHaveTextContent('AB');
    expect(screen.getByRole('img', { name: 'bob@penstock.example has this flow open' })).toHaveTextContent('BO');
    expect(screen.getByRole('status')).toHaveTextContent('Ann Bell is editing this step too');
  });

  test('are not made of one’s own other tabs', async () => {
    show([tab({ isYou: true, stepId: 'charge' })]);

    expect(await screen.findByText('Also open in another tab')).toBeInTheDocument();
    expect(screen.queryByRole('status')).toBeNull();
  });

  test('are told where this tab is, and that it closes', async () => {
    const told = show([], 'charge');
    await waitFor(() => expect(told).toEqual([{ tabId, stepId: 'charge' }]));

    window.dispatchEvent(new Event('pagehide'));

    expect(told.at(-1)).toEqual({ tabId, stepId: null, isOpen: false });
  });
});
