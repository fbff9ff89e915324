import { Inject, Injectable } from '@nestjs/common';
import type { ChangeDeploymentRequest, DeploymentChange } from '@penstock/contracts';
import { DeploymentRow, FlowVersionRow, SubscriptionRow, UnitOfWork, type ChangeStore, type EnvironmentRow } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import { invariant } from '@penstock/kernel';
import { roleIn, type RequestContext } from '../../../platform/auth/request-context';
import { deploymentKeepers } from '../../../platform/auth/roles';
import { ENGINE_HOST } from '../../../platform/tokens';
import { requireEnvironmentById } from '../../environments/require-environment';
import { stepOfLife } from '../deployment-life';
import { DeploymentReads } from '../deployment-reads';
import { DeploymentTools } from '../deployment-tools';
import { DeploymentError } from '../deployments.errors';
import { IntakeDoors } from '../intake-doors';
import { planPolling, restPolls } from '../poll-plan';
import { dropUnusedSchedules, planSchedule } from '../schedule-plan';

/** An open run has a queue row until it is settled. */
const countOpenRuns = 'select count(*)::int as count from run_queue q join run r on r.id = q.run_id where r.organization_id = $1 and r.deployment_id = $2';
const countShelved = `
  select count(*)::int as count from event e
  where e.organization_id = $1 and e.state = 'unrouted'
    and e.intake_source_id in (select s.intake_source_id from subscription s where s.organization_id = $1 and s.deployment_id = $2)`;

/**
 * Pauses, drains, stops and activates what is live. From the commit on, events at its address go to the unrouted shelf
 * while it takes none: they are kept and can be replayed. Runs under way go on to their end in every case.
 */
@Injectable()
export class ChangeDeployment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: DeploymentReads,
    private readonly tools: DeploymentTools,
    private readonly doors: IntakeDoors,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** @throws DeploymentError DEPLOYMENT_NOT_FOUND, DEPLOYMENT_ENDED, DEPLOYMENT_HAS_OPEN_RUNS, INTAKE_PATH_TAKEN, ROLE_MAY_NOT_DEPLOY_HERE */
  async execute(ctx: RequestContext, id: string, request: ChangeDeploymentRequest): Promise<DeploymentChange> {
    await this.unitOfWork.run(ctx, (store) => this.change(store, ctx, { id, request }));
    await this.host.refreshRoutes();
    const store = this.unitOfWork.read(ctx);
    const count = async (sql: string): Promise<number> => (await store.query<{ count: number }>(sql, [id]))[0]?.count ?? 0;
    return { ...(await this.reads.one(ctx, id)), openRuns: await count(countOpenRuns), shelvedEvents: await count(countShelved) };
  }

  private async change(store: ChangeStore, ctx: RequestContext, { id, request }: { readonly id: string; readonly request: ChangeDeploymentRequest }): Promise<void> {
    const deployment = await store.repository(DeploymentRow).findOneForUpdate({ id });
    if (!deployment) throw notFound();
    const environment = await requireEnvironmentById(store, deployment.environmentId);
    assertMayChange(ctx, environment);
    const { status, reason } = request;
    const step = stepOfLife(deployment.status, status);
    if (step === 'ended') throw hasEnded();
    if (step === 'same') return store.recordNothing();
    if (status === 'stopped') await assertNoOpenRuns(store, id);
    await store.repository(DeploymentRow).update({ id }, { status, endedAt: status === 'stopped' ? new Date(this.tools.clock.now()) : null });
    await store.repository(SubscriptionRow).update({ deploymentId: id }, { active: status === 'active' });
    await this.replan(store, deployment, environment);
    store.record({
      action: `deployment.${status === 'active' ? 'activated' : status}`,
      object: { kind: 'deployment', id },
      details: { environment: environment.key, flowId: deployment.flowId, from: deployment.status, reason },
    });
  }

  /** Polls and schedules begin again where they were, or rest. */
  private async replan(store: ChangeStore, deployment: DeploymentRow, environment: EnvironmentRow): Promise<void> {
    const [subscription] = await store.repository(SubscriptionRow).find({ where: { deploymentId: deployment.id } });
    if (!subscription?.active) {
      await restPolls(store);
      await dropUnusedSchedules(store);
      return;
    }
    const version = await store.repository(FlowVersionRow).findOne({ id: deployment.flowVersionId });
    invariant(version, 'a deployment has its version');
    const live = { deploymentId: deployment.id, environment, version };
    // While it rested, another flow may have taken its address for events of another kind.
    await this.doors.open(store, live);
    const { shelf, clock } = this.tools;
    await planPolling(store, { sourceId: subscription.intakeSourceId, shelf }, live);
    await planSchedule(store, { sourceId: subscription.intakeSourceId, shelf, now: clock.now() }, live);
  }
}

async function assertNoOpenRuns(store: ChangeStore, id: string): Promise<void> {
  const [open] = await store.query<{ count: number }>(countOpenRuns, [id]);
  const count = open?.count ?? 0;
  if (count === 0) return;
  throw new DeploymentError(
    'DEPLOYMENT_HAS_OPEN_RUNS',
    `${count === 1 ? 'A run' : `${count} runs`} of it ${count === 1 ? 'is' : 'are'} not settled yet. Nothing was changed. Drain it: it takes nothing new and ends with its last run.`,
  );
}

/** Stopping the flow of money is an operator's business everywhere, an analyst's in the sandbox. */
function assertMayChange({ actor }: RequestContext, environment: EnvironmentRow): void {
  const role = roleIn(actor, environment.id);
  if (deploymentKeepers.includes(role) && (role !== 'analyst' || environment.kind === 'sandbox')) return;
  throw new DeploymentError(
    'ROLE_MAY_NOT_DEPLOY_HERE',
    `The role ${role} may not change deployments here. Nothing was changed. Ask an operator or an administrator for ${environment.name}.`,
  );
}

const notFound = (): DeploymentError =>
  new DeploymentError('DEPLOYMENT_NOT_FOUND', 'This deployment does not exist, or it belongs to somebody else. Nothing was changed. Choose one of the list.');

const hasEnded = (): DeploymentError =>
  new DeploymentError('DEPLOYMENT_ENDED', 'This deployment has ended; another one may be live. Nothing was changed. Deploy a version to begin again.');
