import { randomUUID } from 'node:crypto';
import type { ApiClient } from '@penstock/api-client';
import type { FlowSummary } from '@penstock/contracts';
import { apiOf } from '../api';
import { needed, onlyWord, wholeNumber, type Command } from '../command';
import { findFlow } from '../flows/find-flow';

export const deploy: Command = {
  name: 'deploy',
  takes: '<flow>',
  summary: 'makes a version of a flow live in an environment; without a number: of its draft',
  options: {
    to: { takes: 'environment', says: 'where it is to be live, e.g. sandbox' },
    version: { takes: 'number', says: 'a version that exists' },
    note: { takes: 'text', says: 'what is new, for the version made of the draft' },
  },
  async run(call) {
    const environment = needed(call, 'to');
    const given = wholeNumber(call, 'version');
    const api = apiOf(call.surroundings);
    const flow = await findFlow(api, onlyWord(call, 'flow'));
    const versionNumber = given ?? (await freeze(api, flow, call.text('note')));
    const live = await api.deployments.deploy({ flowId: flow.id, versionNumber, environment }, randomUUID());
    const secret = live.intakeSecret === undefined ? [] : [`Its signing secret, shown only now: ${live.intakeSecret}`];
    return {
      data: live,
      lines: [`Version ${live.versionNumber} of “${live.flowName}” is live in ${live.environment}.`, ...live.intakes.map(({ path, title }) => `  ${title}: POST ${path}`), ...secret],
    };
  },
};

async function freeze(api: ApiClient, { id }: FlowSummary, note: string | undefined): Promise<number> {
  const { revision } = await api.flows.draft(id);
  return (await api.flows.createVersion(id, { revision, note: note ?? '' }, randomUUID())).number;
}
