import { readFlowFile, writeFlowFile } from '@penstock/flow-model/files';
import { demoFlows } from '.';

describe('the flows of the demo company', () => {
  test.each(demoFlows.map((flow) => [flow.name, flow] as const))('%s comes back from its file as it was', (_, flow) => {
    expect(readFlowFile(writeFlowFile(flow))).toEqual({ ok: true, value: flow });
  });
});
