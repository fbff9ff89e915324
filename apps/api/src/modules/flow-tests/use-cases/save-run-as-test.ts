import { Inject, Injectable } from '@nestjs/common';
import type { SaveAsTestRequest, SavedTest } from '@penstock/contracts';
import { FlowDraftRow, FlowRow, UnitOfWork } from '@penstock/database';
import { flowTest, freshTestId, mostFlowTests, type FlowTest } from '@penstock/flow-model';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK } from '../../../platform/tokens';
import { flowNotFound } from '../../flows/flows.errors';
import { Recordings } from '../../rehearsals/recordings';
import { contentErased } from '../../rehearsals/rehearsals.errors';
import { runNotFound } from '../../runs/runs.errors';
import { FlowTestError, refuseCardDataInTests } from '../flow-tests.errors';
import { testOfRecording } from '../test-of-recording';

@Injectable()
export class SaveRunAsTest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recordings: Recordings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Puts a test made of the run into the draft of its flow.
   * @throws RunError RUN_NOT_FOUND; RehearsalError EVENT_CONTENT_ERASED, RUN_TOO_LARGE; FlowTestError
   */
  async execute(ctx: RequestContext, { runId, name, note }: SaveAsTestRequest & { readonly runId: string }): Promise<SavedTest> {
    const recording = await this.recordings.ofRun(ctx, runId);
    if (!recording) throw runNotFound();
    if (recording.payload === undefined) throw contentErased();
    const test = flowTest.safeParse({ ...testOfRecording({ ...recording, payload: recording.payload }), name, ...(note !== undefined && { note }) });
    if (!test.success) throw notTestable();
    return this.keep(ctx, recording.flowId, test.data);
  }

  private keep(ctx: RequestContext, flowId: string, test: FlowTest): Promise<SavedTest> {
    return this.unitOfWork.run(ctx, async (store) => {
      const draft = await store.repository(FlowDraftRow).findOneForUpdate({ flowId });
      if (!draft) throw flowNotFound();
      const known = draft.document.tests ?? {};
      if (Object.keys(known).length >= mostFlowTests) throw full();
      const testId = freshTestId(known, test.name);
      const document = { ...draft.document, tests: { ...known, [testId]: test } };
      refuseCardDataInTests(document);
      const [revision, updatedAt] = [draft.revision + 1, new Date(this.clock.now())];
      await store.repository(FlowDraftRow).update({ flowId }, { document, revision, updatedAt, updatedBy: ctx.actor.name });
      await store.repository(FlowRow).update({ id: flowId }, { updatedAt });
      store.record({ action: 'flow.test-saved', object: { kind: 'flow', id: flowId, name: document.name }, details: { test: testId } });
      return { flowId, testId, revision, test };
    });
  }
}

const notTestable = (): FlowTestError =>
  new FlowTestError('RUN_NOT_TESTABLE', 'The record of this run is larger than a test may be (256 kB a value, 200 effects). Nothing was saved. Take a run with less in it.');

const full = (): FlowTestError => new FlowTestError('FLOW_TESTS_FULL', `This flow has ${mostFlowTests} tests, as many as one may have. Nothing was saved. Delete one that no longer tells anything.`);
