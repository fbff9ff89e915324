import { Injectable } from '@nestjs/common';
import type { FlowTestsResult, RunFlowTestsRequest } from '@penstock/contracts';
import { mappingTestsOf } from '@penstock/flow-model';
import type { RequestContext } from '../../../platform/auth/request-context';
import { Candidates } from '../../rehearsals/candidates';
import { RehearsedEvents } from '../../rehearsals/rehearsed-events';
import { FlowTestRuns } from '../flow-test-runs';
import { FlowTestError, refuseCardDataInTests } from '../flow-tests.errors';

@Injectable()
export class RunFlowTests {
  constructor(
    private readonly events: RehearsedEvents,
    private readonly candidates: Candidates,
    private readonly runs: FlowTestRuns,
  ) {}

  /** @throws FlowError; EnvironmentError; FlowTestError FLOW_TEST_NOT_FOUND, FLOW_TEST_HAS_CARD_DATA; RehearsalError */
  async execute(ctx: RequestContext, flowId: string, { document: given, tests, ...request }: RunFlowTestsRequest): Promise<FlowTestsResult> {
    const environment = await this.events.environment(ctx, { key: request.environment });
    const stored = await this.candidates.of(ctx, { flowId, environmentId: environment.id, version: given ? 'draft' : request.version, revision: request.revision });
    const document = given ?? stored.document;
    refuseCardDataInTests(document);
    const known = new Set([...Object.keys(document.tests ?? {}), ...mappingTestsOf(document).map(({ id }) => id)]);
    const unknown = tests?.filter((id) => !known.has(id)) ?? [];
    if (unknown.length > 0) throw new FlowTestError('FLOW_TEST_NOT_FOUND', `This flow has no test ${unknown.join(', ')}. Nothing was run. Name its tests as the document does.`);
    const results = await this.runs.of(ctx, { flowId, document, environmentId: environment.id, tests });
    const passed = results.length > 0 && results.every((result) => result.passed);
    return { flowId, version: given ? 'given' : stored.version, environment: environment.key, passed, results };
  }
}
