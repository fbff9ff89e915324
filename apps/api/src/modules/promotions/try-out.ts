import { Injectable } from '@nestjs/common';
import type { PreflightCheck, PreviewPromotionRequest } from '@penstock/contracts';
import type { RequestContext } from '../../platform/auth/request-context';
import { FlowTestRuns } from '../flow-tests/flow-test-runs';
import { ShadowRun } from '../rehearsals/use-cases/shadow-run';
import type { Candidate } from './candidate';
import type { Trials } from './package-builder';
import { checkOf } from './preflight/check-result';
import { shadowView } from './preflight/judge-shadow';

/** Tries a version before it is promoted: its own tests, and the target's recorded runs. Nothing is sent. */
@Injectable()
export class TryOut {
  constructor(
    private readonly flowTests: FlowTestRuns,
    private readonly shadowRun: ShadowRun,
  ) {}

  async all(ctx: RequestContext, candidate: Candidate, shadow: PreviewPromotionRequest['shadow']): Promise<Trials> {
    const { flow, version, target } = candidate;
    const tests = await this.tests(ctx, candidate);
    if (!shadow) return { shadow: null, tests };
    return { shadow: shadowView(await this.shadowRun.execute(ctx, flow.id, { version: version.number, environment: target.key, ...shadow })), tests };
  }

  async tests(ctx: RequestContext, { flow, version, target }: Candidate): Promise<PreflightCheck> {
    const results = await this.flowTests.of(ctx, { flowId: flow.id, document: version.document, environmentId: target.id });
    const good = results.length === 0 ? 'The flow carries no tests.' : `All ${results.length} tests of the flow pass.`;
    const failed = results.filter(({ passed }) => !passed);
    return checkOf(
      { code: 'TESTS', title: 'Tests of the flow', good, bad: `${failed.length} of ${results.length} tests of the flow fail.` },
      failed.map(({ name, findings }) => ({ message: `“${name}” fails${findings[0] ? `: ${findings[0].message}` : ''}.`.replace(/\.\.$/, '.'), fix: 'Open the test in the flow, and mend the flow or what the test expects.' })),
    );
  }
}
