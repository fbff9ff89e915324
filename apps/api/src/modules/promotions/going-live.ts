import { Inject, Injectable } from '@nestjs/common';
import type { PreflightCheck, PromotionPackage } from '@penstock/contracts';
import { FlowBindingRow, PromotionRow, type ChangeStore } from '@penstock/database';
import { invariant, type Clock } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { CLOCK } from '../../platform/tokens';
import { DeployFlow } from '../deployments/use-cases/deploy-flow';
import { candidateOf, type Candidate } from './candidate';
import { PackageBuilder } from './package-builder';
import { packageFrom } from './promotion-views';
import { checksFailed, PromotionError } from './promotions.errors';

/** Makes a promoted version live with the connections that were approved with it; inside the deciding transaction. */
@Injectable()
export class GoingLive {
  constructor(
    private readonly deployFlow: DeployFlow,
    private readonly builder: PackageBuilder,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What was looked at must still be so: the version that runs, the connections, the checks.
   * @throws PromotionError PROMOTION_STALE with both versions, PROMOTION_CHECKS_FAILED
   */
  async assertStillSo(store: ChangeStore, row: PromotionRow): Promise<void> {
    const approved = packageFrom(row.package);
    const candidate = await this.candidateAgain(store, row, approved);
    if ((candidate.base?.id ?? null) !== row.baseVersionId) throw baseChanged(candidate, approved);
    const now = await this.builder.build(store, candidate, { shadow: approved.shadow, tests: testsIn(approved) });
    const moved = now.bindings.filter((binding, at) => binding.connectionId !== approved.bindings[at]?.connectionId || binding.fingerprint !== approved.bindings[at]?.fingerprint);
    if (moved.length > 0) throw bindingsChanged(moved.map(({ slot }) => slot));
    if (now.checks.some(({ status }) => status === 'failed')) throw checksFailed(now.checks, approved.target.name);
  }

  /** @returns the signing secret of its address when that is new. */
  async deploy(store: ChangeStore, ctx: RequestContext, row: PromotionRow): Promise<string | undefined> {
    const { flow, version, target, bindings } = packageFrom(row.package);
    const rows = store.repository(FlowBindingRow);
    for (const { slot, connectionId } of bindings) {
      await rows.delete({ environmentId: row.environmentId, flowId: flow.id, slot });
      if (connectionId !== null) await rows.insert({ environmentId: row.environmentId, flowId: flow.id, slot, connectionId });
    }
    const { deploymentId, intakeSecret } = await this.deployFlow.makeLive(store, ctx, { flowId: flow.id, versionNumber: version.number, environment: target.key, isPromoted: true });
    await store.repository(PromotionRow).update({ id: row.id }, { status: 'deployed', deploymentId, deployedAt: new Date(this.clock.now()) });
    store.record({
      action: `promotion.${row.kind === 'rollback' ? 'rolled-back' : 'deployed'}`,
      object: { kind: 'promotion', id: row.id, name: flow.name },
      details: { environment: target.key, versionNumber: version.number, packageHash: row.packageHash, deploymentId },
    });
    return intakeSecret;
  }

  private candidateAgain(store: ChangeStore, row: PromotionRow, { flow, version, target }: PromotionPackage): Promise<Candidate> {
    return candidateOf(store, { flowId: flow.id, versionNumber: version.number, environment: target.key }, row.kind);
  }
}

/** A version does not change, and so neither does what its tests said. */
function testsIn({ checks }: PromotionPackage): PreflightCheck {
  const tests = checks.find(({ code }) => code === 'TESTS');
  invariant(tests, 'every package says what its tests said');
  return tests;
}

const baseChanged = ({ base, target }: Candidate, approved: PromotionPackage): PromotionError => {
  const name = (number: number | undefined): string => (number === undefined ? 'no version' : `version ${number}`);
  return new PromotionError(
    'PROMOTION_STALE',
    `This promotion was asked for against ${name(approved.base?.number)}, and by now ${name(base?.number)} runs in ${target.name}: the differences you looked at are others. ` +
      'Nothing was changed. Reject it and have it asked for again.',
    { current: { requestedAgainst: approved.base, runningNow: base && { number: base.number, hash: base.hash, note: base.note, createdAt: base.createdAt.toISOString(), createdBy: base.createdBy } } },
  );
};

const bindingsChanged = (slots: readonly string[]): PromotionError =>
  new PromotionError(
    'PROMOTION_STALE',
    `The connection of ${slots.join(', ')} is another one by now, or leads to another remote. Nothing was changed. Reject the promotion and have it asked for again.`,
  );
