import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import type { P21Context } from '../api';
import { checkService } from '../definition';
import { documentNames, mappedServices, type MappedService } from '../mapped-services';
import type { Prophet21Settings } from '../settings';

const checkInput = z.strictObject({});
const checkOutput = z.object({
  usable: z.boolean().meta({ title: 'Usable', description: 'Every name of the map is still there.' }),
  drifted: z.boolean().meta({ title: 'Changed', description: 'At least one window is not the one that was set up.' }),
  services: z.array(
    z.object({
      document: z.string(),
      service: z.string(),
      state: z.enum(['unchanged', 'changed', 'broken', 'unreadable']),
      missing: z.array(z.string()),
      digest: z.string(),
      meaning: z.string(),
    }),
  ),
});
type CheckOutput = z.infer<typeof checkOutput>;
type CheckedService = CheckOutput['services'][number];

export const checkServiceMap = defineAction<Prophet21Settings, z.infer<typeof checkInput>, CheckOutput>({
  id: 'check-service-map',
  version: 1,
  title: 'Check the service map',
  summary:
    'Compares the mapped windows with what the installation has now, e.g. every night and after an update of P21.',
  contract: { class: 'R' },
  input: checkInput,
  output: checkOutput,
  sample: {
    usable: true,
    drifted: false,
    services: [
      {
        document: 'AR receipts',
        service: 'CashReceipts',
        state: 'unchanged',
        missing: [],
        digest: '9f86d081884c7d65',
        meaning: 'As it was set up.',
      },
    ],
  },
  async run(context) {
    const services: CheckedService[] = [];
    for (const mapped of mappedServices(context.settings.serviceMap)) services.push(await checked(context, mapped));
    return {
      usable: services.every(({ state }) => state === 'unchanged' || state === 'changed'),
      drifted: services.some(({ state }) => state !== 'unchanged'),
      services,
    };
  },
});

/** A service that is gone is a finding, not a failure of the check; an outage is one. */
async function checked(context: P21Context, mapped: MappedService): Promise<CheckedService> {
  const document = documentNames[mapped.document];
  try {
    const { service, state, missing, digest } = await checkService(context, mapped);
    return { document, service, state, missing: [...missing], digest, meaning: meanings[state] };
  } catch (error) {
    if (!(error instanceof ConnectorFailure) || error.class !== 'config') throw error;
    const { service } = mapped;
    return { document, service, state: 'unreadable', missing: [], digest: '', meaning: error.message };
  }
}

const meanings = {
  unchanged: 'As it was set up.',
  changed:
    'Every mapped field is still there, but the window has changed: post one document in the test company, then set it up again.',
  broken: 'Mapped names are gone: postings of this kind are refused until the map is corrected.',
} as const;
