import type { EnvironmentRow, FlowVersionRow, TenantStore } from '@penstock/database';
import { NO_FLOW, type FlowProblem, type FlowTrigger, type SubFlowStep } from '@penstock/flow-model';
import { canonicalJson, type Json } from '@penstock/kernel';

const selectLiveTriggers = `
  select d.flow_id, v.document->'trigger' as trigger
  from deployment d join flow_version v on v.id = d.flow_version_id
  where d.organization_id = $1 and d.environment_id = $2 and d.status = 'active' and d.flow_id = any($3::uuid[])`;

interface LiveTriggerRow {
  readonly flow_id: string;
  readonly trigger: FlowTrigger;
}

/** What keeps the called flows from being called: not live here, not made to be called, or another contract by now. */
export async function subFlowProblems(store: TenantStore, environment: EnvironmentRow, { document, flowId }: FlowVersionRow): Promise<readonly FlowProblem[]> {
  const calls = Object.values(document.steps).filter((step): step is SubFlowStep => step.kind === 'sub-flow' && !step.disabled && step.flowId !== NO_FLOW);
  if (calls.length === 0) return [];
  const rows = await store.query<LiveTriggerRow>(selectLiveTriggers, [environment.id, calls.map((step) => step.flowId)]);
  const triggers = new Map(rows.map((row) => [row.flow_id, row.trigger]));
  // A flow that calls itself is live once this deployment is.
  triggers.set(flowId, document.trigger);
  return calls.flatMap((step) => problemOf(step, triggers.get(step.flowId)));
}

function problemOf(step: SubFlowStep, trigger: FlowTrigger | undefined): FlowProblem[] {
  const said = (code: string, message: string, fix: string): FlowProblem[] => [{ code, severity: 'error', stepId: step.id, message, fix }];
  if (!trigger) return said('SUB_FLOW_NOT_LIVE', `The flow that “${step.name}” calls is not live in this environment.`, 'Deploy that flow here first.');
  if (trigger.connector !== 'flow') {
    return said('SUB_FLOW_NOT_CALLABLE', `The flow that “${step.name}” calls starts in another way.`, 'Give it the trigger “Called by another flow”, or choose another flow.');
  }
  const { input = {}, output = {} } = trigger.settings as { readonly input?: Json; readonly output?: Json };
  if (!step.contract || canonicalJson(step.contract as Json) === canonicalJson({ input, output })) return [];
  return said(
    'SUB_FLOW_CONTRACT_CHANGED',
    `The flow that “${step.name}” calls takes or gives something else by now.`,
    'Choose the flow again in the step, correct its mapping and save a version.',
  );
}
