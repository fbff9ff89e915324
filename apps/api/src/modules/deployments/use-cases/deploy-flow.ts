import { Inject, Injectable } from '@nestjs/common';
import type { DeployRequest, DeployResult } from '@penstock/contracts';
import { DeploymentRow, FlowRow, FlowVersionRow, UnitOfWork, type ChangeStore, type EnvironmentRow, type TenantStore } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import { In } from 'typeorm';
import { roleIn, type RequestContext } from '../../../platform/auth/request-context';
import { administrators } from '../../../platform/auth/roles';
import { ENGINE_HOST } from '../../../platform/tokens';
import { requireEnvironment } from '../../environments/require-environment';
import { issueFromProblem } from '../../flows/flow-views';
import { flowNotFound, flowVersionNotFound } from '../../flows/flows.errors';
import { DeploymentChecks } from '../deployment-checks';
import { DeploymentReads } from '../deployment-reads';
import { DeploymentError } from '../deployments.errors';
import { DeploymentTools } from '../deployment-tools';
import { IntakeDoors } from '../intake-doors';
import type { LiveDeployment } from '../live-deployment';
import { planPolling } from '../poll-plan';
import { planSchedule } from '../schedule-plan';

export type DeployInput = DeployRequest & {
  /** Given by the demo's seeding only: its simulators must know it beforehand. */
  readonly intakeSecret?: string;
  /** An approved promotion stands for the right to deploy. */
  readonly isPromoted?: boolean;
};

/** What became live; `intakeSecret` once, when its address is new. */
export interface MadeLive {
  readonly deploymentId: string;
  readonly intakeSecret: string | undefined;
}

@Injectable()
export class DeployFlow {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly doors: IntakeDoors,
    private readonly reads: DeploymentReads,
    private readonly tools: DeploymentTools,
    private readonly checks: DeploymentChecks,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  async execute(ctx: RequestContext, input: DeployInput): Promise<DeployResult> {
    const { deploymentId, intakeSecret } = await this.unitOfWork.run(ctx, (store) => this.makeLive(store, ctx, input));
    await this.host.refreshRoutes();
    const deployment = await this.reads.one(ctx, deploymentId);
    return { ...deployment, ...(intakeSecret !== undefined && { intakeSecret }) };
  }

  /**
   * Everything in one transaction, the caller's: an event either starts the former version or the new one, never both or
   * none. Whoever calls it reloads the routes after the commit.
   */
  async makeLive(store: ChangeStore, ctx: RequestContext, input: DeployInput): Promise<MadeLive> {
    const environment = await requireEnvironment(store, input.environment);
    if (!input.isPromoted) assertMayDeploy(ctx, environment);
    const version = await lockVersion(store, input);
    await this.assertCanRun(store, environment, version);

    const live = { deploymentId: this.tools.ids.next(), environment, version };
    await this.replaceFormer(store, ctx, live);
    const source = await this.doors.open(store, live);
    await this.doors.subscribe(store, source.id, live);
    await planPolling(store, { sourceId: source.id, shelf: this.tools.shelf }, live);
    await planSchedule(store, { sourceId: source.id, shelf: this.tools.shelf, now: this.tools.clock.now() }, live);
    const intakeSecret = await this.doors.ensureSecret(store, source, input);
    store.record({
      action: 'deployment.created',
      object: { kind: 'deployment', id: live.deploymentId, name: version.document.name },
      details: { flowId: version.flowId, versionNumber: version.number, hash: version.hash, environment: environment.key },
    });
    return { deploymentId: live.deploymentId, intakeSecret };
  }

  private async assertCanRun(store: TenantStore, environment: EnvironmentRow, version: FlowVersionRow): Promise<void> {
    const errors = await this.checks.problemsIn(store, environment, version);
    if (errors.length === 0) return;
    throw new DeploymentError(
      'FLOW_HAS_PROBLEMS',
      `Version ${version.number} cannot run in ${environment.name} yet. Nothing was deployed and what runs there goes on. ` +
        `Correct ${errors.length === 1 ? 'the problem' : `the ${errors.length} problems`} below and deploy again.`,
      { issues: errors.map(issueFromProblem) },
    );
  }

  private async replaceFormer(store: ChangeStore, ctx: RequestContext, live: LiveDeployment): Promise<void> {
    const { environment, version, deploymentId } = live;
    const now = new Date(this.tools.clock.now());
    const deployments = store.repository(DeploymentRow);
    const former = { environmentId: environment.id, flowId: version.flowId, status: In(['active', 'paused', 'draining']) };
    await deployments.update(former, { status: 'superseded', endedAt: now });
    await deployments.insert({
      id: deploymentId,
      environmentId: environment.id,
      flowId: version.flowId,
      flowVersionId: version.id,
      status: 'active',
      deployedAt: now,
      deployedBy: ctx.actor.name,
      endedAt: null,
    });
  }
}

/** Outside the sandbox real money moves; where promotion is demanded nobody deploys alone. */
function assertMayDeploy({ actor }: RequestContext, environment: EnvironmentRow): void {
  if (environment.demandsPromotion) {
    throw new DeploymentError(
      'PROMOTION_NEEDED',
      `Versions come to ${environment.name} by a promotion that somebody else approves. Nothing was deployed and what runs there goes on. ` +
        'Ask for a promotion of this version.',
    );
  }
  const role = roleIn(actor, environment.id);
  if (environment.kind === 'sandbox' || administrators.includes(role)) return;
  throw new DeploymentError(
    'ROLE_MAY_NOT_DEPLOY_HERE',
    `The role ${role} may deploy to the sandbox only. Nothing was deployed. Ask an administrator to deploy to ${environment.name}.`,
  );
}

/** The lock on the flow keeps two people from deploying it at the same moment. */
async function lockVersion(store: ChangeStore, { flowId, versionNumber }: DeployInput): Promise<FlowVersionRow> {
  if (!(await store.repository(FlowRow).findOneForUpdate({ id: flowId }))) throw flowNotFound();
  const version = await store.repository(FlowVersionRow).findOne({ flowId, number: versionNumber });
  if (!version) throw flowVersionNotFound(versionNumber);
  return version;
}
