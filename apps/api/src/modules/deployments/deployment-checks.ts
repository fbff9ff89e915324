import { Injectable } from '@nestjs/common';
import type { EnvironmentRow, FlowVersionRow, TenantStore } from '@penstock/database';
import { checkFlow, type FlowProblem } from '@penstock/flow-model';
import { bindingsOf, slotsOf } from '../environments/flow-bindings';
import { DeploymentTools } from './deployment-tools';
import { scheduleProblems } from './schedule-plan';
import { subFlowProblems } from './sub-flow-problems';
import { triggerSettingProblems } from './trigger-setting-problems';

/** What keeps a version from running in an environment. */
@Injectable()
export class DeploymentChecks {
  constructor(private readonly tools: DeploymentTools) {}

  /** Errors only; empty when it can run. What the connectors refuse is looked at once the flow itself is sound. */
  async problemsIn(store: TenantStore, environment: EnvironmentRow, version: FlowVersionRow): Promise<readonly FlowProblem[]> {
    const { shelf } = this.tools;
    const { document, flowId } = version;
    const slots = slotsOf(document).map(({ slot }) => slot);
    const bindings = await bindingsOf(store, { environmentId: environment.id, flowId }, slots);
    const boundSlots = bindings.filter(({ connectionId }) => connectionId !== null).map(({ slot }) => slot);
    const found = checkFlow(document, shelf.descriptorsFor(store.organizationId), { boundSlots }).filter(({ severity }) => severity === 'error');
    if (found.length > 0) return found;
    return [...triggerSettingProblems(shelf, document.trigger), ...scheduleProblems(shelf, document.trigger), ...(await subFlowProblems(store, environment, version))];
  }
}
