import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { apiOf, itemsOf } from '../api';
import { CliProblem, needed, onlyWord, UsageError, type Command } from '../command';
import { findFlow } from '../flows/find-flow';

export const runsStart: Command = {
  name: 'runs start',
  takes: '<flow>',
  summary: 'starts a flow that is live with a payload; the same key starts it once, for ever',
  options: {
    in: { takes: 'environment', says: 'where it is live, e.g. sandbox' },
    payload: { takes: 'file', says: 'JSON of the shape its trigger hands on; amounts as texts' },
    key: { takes: 'text', says: 'the business key of this start, e.g. an order number' },
  },
  async run(call) {
    const environment = needed(call, 'in');
    const payload = jsonIn(resolve(call.surroundings.folder, needed(call, 'payload')));
    const api = apiOf(call.surroundings);
    const flow = await findFlow(api, onlyWord(call, 'flow'));
    const [live] = (await itemsOf((position) => api.deployments.list({ flowId: flow.id, environment, ...position }))).filter(({ status }) => status === 'active');
    if (!live) throw new CliProblem('FLOW_NOT_LIVE', `“${flow.name}” is not live in ${environment}. Nothing was started. \`penstock deploy\` makes it live.`);
    const key = call.text('key');
    const started = await api.deployments.start(live.id, { payload, ...(key !== undefined && { key }) });
    const words = started.status === 'duplicate' ? 'This key has started it before: nothing was started again.' : 'Started.';
    return { data: started, lines: [words, ...started.runIds.map((id) => `run ${id}`)] };
  },
};

function jsonIn(path: string): never {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as never;
  } catch (error) {
    throw new UsageError(`${path} cannot be read as JSON: ${(error as Error).message}`);
  }
}
