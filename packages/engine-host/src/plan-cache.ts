import { compilePlan, type ExecutionPlan, type PlanCache } from '@penstock/engine';
import { flowDocument } from '@penstock/flow-model';
import { PenstockError, type FlowVersionId } from '@penstock/kernel';
import type { Pool } from 'pg';
import type { ConnectorCatalog } from './connector-catalog';

export class PlanUnavailable extends PenstockError<'PLAN_UNAVAILABLE'> {}

/** Enough for every version with runs in flight; versions are immutable, so an entry is never stale. */
const MAX_PLANS = 500;

/** Compiled flow versions, loaded once per process. Concurrent askers share one load. */
export class DatabasePlanCache implements PlanCache {
  private readonly plans = new Map<FlowVersionId, Promise<ExecutionPlan>>();

  constructor(
    private readonly pool: Pool,
    private readonly catalog: ConnectorCatalog,
  ) {}

  planOf(flowVersionId: FlowVersionId): Promise<ExecutionPlan> {
    const known = this.plans.get(flowVersionId);
    if (known) return known;
    const loading = this.load(flowVersionId);
    this.plans.set(flowVersionId, loading);
    loading.catch(() => this.plans.delete(flowVersionId));
    const [oldest] = this.plans.keys();
    if (this.plans.size > MAX_PLANS && oldest) this.plans.delete(oldest);
    return loading;
  }

  private async load(flowVersionId: FlowVersionId): Promise<ExecutionPlan> {
    const { rows } = await this.pool.query<{ document: unknown }>({
      name: 'load_flow_version',
      text: 'select document from flow_version where id = $1',
      values: [flowVersionId],
    });
    const document = flowDocument.safeParse(rows[0]?.document);
    if (!document.success) throw new PlanUnavailable('PLAN_UNAVAILABLE', `Flow version ${flowVersionId} cannot be read.`);
    const used = Object.values(document.data.steps).flatMap((step) => (step.kind === 'action' ? [step.connector] : []));
    const plan = compilePlan(document.data, await this.catalog.lookUp(used));
    if (!plan.ok) throw new PlanUnavailable('PLAN_UNAVAILABLE', plan.error.message);
    return plan.value;
  }
}
