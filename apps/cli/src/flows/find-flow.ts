import type { ApiClient } from '@penstock/api-client';
import type { FlowSummary } from '@penstock/contracts';
import { itemsOf } from '../api';
import { CliProblem } from '../command';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const allFlows = (api: ApiClient): Promise<FlowSummary[]> => itemsOf((position) => api.flows.list({ ...position }));

/** By id, or by its exact name when only one flow has it. @throws CliProblem FLOW_NOT_FOUND, FLOW_AMBIGUOUS */
export async function findFlow(api: ApiClient, word: string): Promise<FlowSummary> {
  if (uuid.test(word)) return api.flows.read(word);
  const [flow, another] = (await allFlows(api)).filter(({ name }) => name === word);
  if (!flow) throw new CliProblem('FLOW_NOT_FOUND', `No flow is called “${word}”. \`penstock flows list\` shows the names.`);
  if (another) throw new CliProblem('FLOW_AMBIGUOUS', `Several flows are called “${word}”. Give the id: \`penstock flows list\` shows them.`);
  return flow;
}
