import type { Environment, PromotionPreview, SlotBinding } from '@penstock/contracts';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../../../testing/render-page';
import { RequestDialog } from './request-dialog';

const flowId = '0193a000-0000-7000-8000-00000000000f';
const production: Environment = {
  id: '0193a000-0000-7000-8000-000000000003',
  key: 'production',
  name: 'Production',
  kind: 'production',
  position: 2,
  demandsPromotion: true,
  changeWindow: null,
  freezes: [],
  shadowRules: { isRequired: false, mostMoney: null, mostDifferent: null },
};
const gateway: SlotBinding = { flowId, slot: 'gateway', connectionId: 'c', connectionName: 'Own account', connector: 'paytrace', fingerprint: 'merchant 7, live', source: 'flow' };
const erp: SlotBinding = { flowId, slot: 'erp', connectionId: null, connectionName: null, connector: null, fingerprint: null, source: 'none' };

function show(bindings: readonly SlotBinding[]): void {
  const content = { bindings, checks: [], differences: [], base: null } as unknown as PromotionPreview['package'];
  renderPage(<RequestDialog flowId={flowId} flowName="Orders" versionNumber={3} target={production} onClose={() => undefined} />, {
    promotions: { preview: async () => ({ package: content, packageHash: 'a'.repeat(64) }) },
  });
}

describe('asking for a promotion', () => {
  test('shows what fills each slot of the flow in the target, and which remote that is', async () => {
    show([gateway, erp]);
    const section = within(await screen.findByRole('region', { name: 'Connections in Production' }));
    const cells = section.getAllByRole('row').map((row) => within(row).queryAllByRole('cell').map((cell) => cell.textContent));

    expect(cells.slice(1)).toEqual([
      ['gateway', 'Own account', 'merchant 7, live', 'For this flow only'],
      ['erp', 'Nothing bound', '', ''],
    ]);
    expect(section.getByRole('link', { name: 'Change the connections of this flow' })).toHaveAttribute('href', expect.stringContaining(flowId));
  });

  test('says when the flow needs none', async () => {
    show([]);

    expect(await screen.findByText('This flow needs no connection.')).toBeInTheDocument();
  });
});
