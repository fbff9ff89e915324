import '@testing-library/jest-dom';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { DeployRequest } from '@penstock/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { DeployDialog } from './deploy-dialog';

/** A shop that dictates the secret it signs with. */
const shop: ConnectorDescriptor = {
  id: 'shop',
  title: 'Shop',
  summary: '',
  category: 'general',
  mark: '',
  apiRevision: '1',
  actions: [],
  triggers: [
    {
      id: 'event',
      version: 1,
      title: 'Shop event',
      summary: '',
      settingsSchema: {},
      eventSchema: {},
      sample: {},
      polls: false,
      channels: [{ id: '', title: 'Shop', scheme: 'hmac-sha256', contentType: 'application/json' }],
    },
  ],
};
const signed = { ...aFlow(), trigger: { ...aFlow().trigger, connector: 'shop', trigger: 'event' } };

function show(document = signed): DeployRequest[] {
  const deployed: DeployRequest[] = [];
  const flows = {
    versions: async () => ({ items: [{ number: 3, note: '' }], nextCursor: null }),
    version: async () => ({ number: 3, document }),
  };
  const deploy = async (request: DeployRequest) => {
    deployed.push(request);
    return { versionNumber: 3, environment: 'sandbox', intakes: [] };
  };
  renderEditor(<DeployDialog onClose={() => undefined} />, {
    flow: aFlow(),
    more: [shop],
    api: { flows, deployments: { deploy } },
  });
  return deployed;
}
const button = () => screen.findByRole('button', { name: 'Deploy v3' });

describe('deploying a flow whose sender signs with its own secret', () => {
  test('asks for the secret and hands it over', async () => {
    const deployed = show();

    await userEvent.type(await screen.findByLabelText(/Signing secret of the sender/), 'shpss_0123456789');
    await userEvent.click(await button());

    expect(deployed).toEqual([expect.objectContaining({ versionNumber: 3, senderSecret: 'shpss_0123456789' })]);
  });

  test('keeps what is stored when it is left empty', async () => {
    const deployed = show();
    await screen.findByLabelText(/Signing secret of the sender/);

    await userEvent.click(await button());

    expect(deployed[0]).not.toHaveProperty('senderSecret');
  });

  test('does not send one that is too short', async () => {
    show();

    await userEvent.type(await screen.findByLabelText(/Signing secret of the sender/), 'short');

    expect(await button()).toBeDisabled();
    expect(screen.getByText('A signing secret has at least 8 characters.')).toBeInTheDocument();
  });
});

test('a flow whose secret is made here asks for none', async () => {
  show(aFlow());

  await button();

  expect(screen.queryByLabelText(/Signing secret/)).not.toBeInTheDocument();
});
