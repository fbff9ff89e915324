import type { FlowDocument, SubFlowStep } from '@penstock/flow-model';
import { aPayingFlow } from '../../testing/flow-documents';
import { aFlowWithVersion, connectBank, deploy } from '../../testing/live-flow';
import { startTestApi, type Answer, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await connectBank(api);
});
afterAll(() => api.close());

const position = { x: 0, y: 0 };
const contract = { input: { type: 'object' }, output: { type: 'object' } };
const aCalledFlow = (): FlowDocument => {
  const { path: _path, ...trigger } = aPayingFlow().trigger;
  return { ...aPayingFlow(), trigger: { ...trigger, connector: 'flow', trigger: 'called', settings: contract } };
};
const calling = (flowId: string, path: string, declared: SubFlowStep['contract'] = contract): FlowDocument => ({
  ...aPayingFlow({ path }),
  steps: { call: { kind: 'sub-flow', id: 'call', name: 'Call', flowId, input: { v: 1, rules: [], tables: {} }, wait: true, disabled: false, position, ...(declared && { contract: declared }) } },
  edges: [{ id: 'e1', from: 'trigger', port: 'default', to: 'call' }],
});
const issueCodes = ({ body }: Answer): string[] => (body.issues ?? []).map(({ code }: { code: string }) => code);

describe('deploying a flow that calls another one', () => {
  test('works when that one is live with the same contract', async () => {
    const called = await aFlowWithVersion(api, aCalledFlow());
    await deploy(api, called);

    const answer = await deploy(api, await aFlowWithVersion(api, calling(called, 'calls-well')));

    expect(answer.status).toBe(201);
  });

  test('is refused while that one is not live', async () => {
    const called = await aFlowWithVersion(api, aCalledFlow());

    const answer = await deploy(api, await aFlowWithVersion(api, calling(called, 'calls-nobody')));

    expect(issueCodes(answer)).toEqual(['SUB_FLOW_NOT_LIVE']);
  });

  test('is refused when that one takes something else by now', async () => {
    const called = await aFlowWithVersion(api, aCalledFlow());
    await deploy(api, called);

    const answer = await deploy(api, await aFlowWithVersion(api, calling(called, 'calls-old', { ...contract, input: { type: 'string' } })));

    expect(issueCodes(answer)).toEqual(['SUB_FLOW_CONTRACT_CHANGED']);
  });

  test('is refused when that one is not made to be called', async () => {
    const called = await aFlowWithVersion(api, aPayingFlow({ path: 'own-address' }));
    await deploy(api, called);

    const answer = await deploy(api, await aFlowWithVersion(api, calling(called, 'calls-wrong')));

    expect(issueCodes(answer)).toEqual(['SUB_FLOW_NOT_CALLABLE']);
  });
});
