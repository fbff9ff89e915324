import { Inject, Injectable } from '@nestjs/common';
import type { FlowTestResult } from '@penstock/contracts';
import { judgeFlowTest, recordedOf, type Rehearsal } from '@penstock/engine';
import { mappingTestsOf, type FlowDocument, type FlowTest } from '@penstock/flow-model';
import { parseJson, type Clock, type EnvironmentId } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { CLOCK } from '../../platform/tokens';
import { BulkRehearsals, type BulkTurn } from '../rehearsals/bulk-rehearsals';
import { RehearsalRoom } from '../rehearsals/rehearsal-room';
import { problemView } from '../rehearsals/rehearsal-views';
import { RehearsalError } from '../rehearsals/rehearsals.errors';
import { findingView } from './finding-view';
import { mappingTestResult } from './mapping-test-result';

export interface TestedFlow {
  readonly flowId: string;
  readonly document: FlowDocument;
  readonly environmentId: string;
  /** Only these, by id; default: all the document carries. */
  readonly tests?: readonly string[] | undefined;
}

/** Runs the tests that a flow document carries: the engine's own code, recorded answers, nothing sent, nothing written. */
@Injectable()
export class FlowTestRuns {
  constructor(
    private readonly room: RehearsalRoom,
    private readonly bulk: BulkRehearsals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One result per test, by id. @throws RehearsalError REHEARSALS_BUSY */
  async of(ctx: RequestContext, flow: TestedFlow): Promise<FlowTestResult[]> {
    const isWanted = ({ id }: { readonly id: string }): boolean => flow.tests?.includes(id) ?? true;
    const ofFlow = Object.entries(flow.document.tests ?? {}).map(([id, test]) => ({ id, name: test.name, result: () => this.result(ctx, flow, { id, test }) }));
    const ofMappings = mappingTestsOf(flow.document).map((tested) => ({ id: tested.id, name: tested.test.name, mappingOf: tested.stepId, result: () => mappingTestResult(tested) }));
    return this.bulk.alone((turn) => resultsOf([...ofFlow.sort(byId), ...ofMappings].filter(isWanted), turn));
  }

  private async result(ctx: RequestContext, flow: TestedFlow, named: NamedTest): Promise<FlowTestResult> {
    try {
      return judged(named, await this.rehearse(ctx, flow, named.test));
    } catch (thrown) {
      if (thrown instanceof RehearsalError && thrown.code === 'FLOW_NOT_RUNNABLE') return refused({ id: named.id, name: named.test.name }, thrown.message);
      throw thrown;
    }
  }

  private rehearse(ctx: RequestContext, { flowId, document, environmentId }: TestedFlow, test: FlowTest): Promise<Rehearsal> {
    return this.room.rehearse(ctx, {
      environmentId: environmentId as EnvironmentId,
      flowId,
      document,
      payload: parseJson(test.event),
      now: test.at === undefined ? this.clock.now() : Date.parse(test.at),
      recorded: recordedOf(test),
      choices: test.choices,
      reads: 'stand-in',
      // What real runs did is no matter of a test: it must come out the same tomorrow.
      meetsRealEffects: false,
    });
  }
}

interface WaitingTest {
  readonly id: string;
  readonly name: string;
  readonly mappingOf?: string;
  result(): FlowTestResult | Promise<FlowTestResult>;
}

const byId = (a: WaitingTest, b: WaitingTest): number => (a.id < b.id ? -1 : 1);

async function resultsOf(tests: readonly WaitingTest[], turn: BulkTurn): Promise<FlowTestResult[]> {
  const results: FlowTestResult[] = [];
  for (const test of tests) {
    results.push((await turn.next()) ? await test.result() : refused(test, 'The time of one request was over before its turn came. Run fewer tests at once.'));
  }
  return results;
}

interface NamedTest {
  readonly id: string;
  readonly test: FlowTest;
}

function judged({ id, test }: NamedTest, rehearsal: Rehearsal): FlowTestResult {
  const findings = judgeFlowTest(test, rehearsal).map(findingView);
  const standIns = rehearsal.steps.filter(({ answeredFrom }) => answeredFrom === 'sample' || answeredFrom === 'assumption').map(({ key }) => key);
  return { id, mappingOf: null, name: test.name, passed: findings.length === 0, findings, standIns, problems: rehearsal.problems.map(problemView) };
}

const refused = ({ id, name, mappingOf = null }: Pick<WaitingTest, 'id' | 'name'> & { readonly mappingOf?: string | null }, message: string): FlowTestResult => ({
  id,
  mappingOf,
  name,
  passed: false,
  findings: [{ kind: 'not-runnable', step: null, path: null, message }],
  standIns: [],
  problems: [],
});
