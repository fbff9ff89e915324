import { Inject, Injectable } from '@nestjs/common';
import type { FlowTestFindingView, FlowTestResult } from '@penstock/contracts';
import { judgeFlowTest, recordedOf, type FlowTestFinding, type Rehearsal } from '@penstock/engine';
import type { FlowDocument, FlowTest } from '@penstock/flow-model';
import { parseJson, type Clock, type EnvironmentId, type Json } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { maskOneTimeTokens } from '../../platform/one-time-tokens';
import { CLOCK } from '../../platform/tokens';
import { BulkRehearsals } from '../rehearsals/bulk-rehearsals';
import { RehearsalRoom } from '../rehearsals/rehearsal-room';
import { problemView } from '../rehearsals/rehearsal-views';
import { RehearsalError } from '../rehearsals/rehearsals.errors';

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
    const wanted = Object.entries(flow.document.tests ?? {}).filter(([id]) => flow.tests?.includes(id) ?? true);
    return this.bulk.alone(async (turn) => {
      const results: FlowTestResult[] = [];
      for (const [id, test] of wanted.sort(([a], [b]) => (a < b ? -1 : 1))) {
        results.push((await turn.next()) ? await this.result(ctx, flow, { id, test }) : refused({ id, test }, 'The time of one request was over before its turn came. Run fewer tests at once.'));
      }
      return results;
    });
  }

  private async result(ctx: RequestContext, flow: TestedFlow, named: NamedTest): Promise<FlowTestResult> {
    try {
      return judged(named, await this.rehearse(ctx, flow, named.test));
    } catch (thrown) {
      if (thrown instanceof RehearsalError && thrown.code === 'FLOW_NOT_RUNNABLE') return refused(named, thrown.message);
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

interface NamedTest {
  readonly id: string;
  readonly test: FlowTest;
}

function judged({ id, test }: NamedTest, rehearsal: Rehearsal): FlowTestResult {
  const findings = judgeFlowTest(test, rehearsal).map(findingView);
  const standIns = rehearsal.steps.filter(({ answeredFrom }) => answeredFrom === 'sample' || answeredFrom === 'assumption').map(({ key }) => key);
  return { id, name: test.name, passed: findings.length === 0, findings, standIns, problems: rehearsal.problems.map(problemView) };
}

const refused = ({ id, test }: NamedTest, message: string): FlowTestResult => ({
  id,
  name: test.name,
  passed: false,
  findings: [{ kind: 'not-runnable', step: null, path: null, message }],
  standIns: [],
  problems: [],
});

/** Values pass as they are but for one-time tokens, exact decimals included, which the view's type does not know. */
const shown = (value: Json, path: string | null): never => maskOneTimeTokens(value, path?.split('.').at(-1)) as never;

const findingView = ({ expected, actual, ...finding }: FlowTestFinding): FlowTestFindingView => ({
  ...finding,
  ...(expected !== undefined && { expected: shown(expected, finding.path) }),
  ...(actual !== undefined && { actual: shown(actual, finding.path) }),
});
