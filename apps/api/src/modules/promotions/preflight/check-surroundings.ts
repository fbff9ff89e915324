import type { PreflightCheck, SlotBinding } from '@penstock/contracts';
import type { EnvironmentRow, TenantStore } from '@penstock/database';
import type { FlowProblem } from '@penstock/flow-model';
import type { NeededSlot } from '../../environments/flow-bindings';
import { goingLive } from '../../environments/change-window';
import type { Candidate } from '../candidate';
import { checkOf } from './check-result';

const selectHasRun = `select 1 from deployment where organization_id = $1 and environment_id = $2 and flow_version_id = $3 limit 1`;
const countOpenCases = `select count(*)::int as count from run where organization_id = $1 and flow_id = $2 and environment_id = $3 and status = 'needs-attention'`;

/** A version goes the whole way: it was live in the environment before. A rollback goes where the version was before. */
export async function checkSource(store: TenantStore, { kind, version, source, target }: Candidate): Promise<PreflightCheck> {
  const from = kind === 'rollback' ? target : source;
  const words = {
    code: 'SOURCE' as const,
    title: kind === 'rollback' ? 'Was live here before' : 'Was live before',
    good: from ? `Version ${version.number} is or was live in ${from.name}.` : `${target.name} is the first environment of the pipeline.`,
    bad: 'A version goes through every environment of the pipeline.',
  };
  if (!from || (await store.query(selectHasRun, [from.id, version.id])).length > 0) return checkOf(words, []);
  return checkOf(words, [{ message: `Version ${version.number} was never live in ${from.name}.`, fix: `Deploy it to ${from.name} first.` }]);
}

export const checkProblems = (problems: readonly FlowProblem[], target: EnvironmentRow): PreflightCheck =>
  checkOf(
    { code: 'FLOW', title: 'Problems of the flow', good: `The flow has no problem that keeps it from running in ${target.name}.`, bad: `It cannot run in ${target.name}.` },
    problems.filter(({ code }) => code !== 'SLOT_NOT_BOUND').map(({ stepId, message, fix }) => ({ ...(stepId !== undefined && { stepId }), message, ...(fix !== undefined && { fix }) })),
  );

export function checkBindings(slots: readonly NeededSlot[], bindings: readonly SlotBinding[], target: EnvironmentRow): PreflightCheck {
  const items = slots.flatMap(({ slot, connector, stepId }) => {
    const bound = bindings.find((binding) => binding.slot === slot);
    if (!bound?.connectionId) return [{ stepId, message: `The slot ${slot} has no connection in ${target.name}.`, fix: `Create a ${connector} connection for ${target.name}, or bind one of its connections.` }];
    if (bound.connector !== connector) return [{ stepId, message: `The slot ${slot} needs a ${connector} connection and has one of ${bound.connector}.`, fix: 'Bind another connection.' }];
    return [];
  });
  return checkOf({ code: 'BINDINGS', title: 'Connections', good: slots.length === 0 ? 'The version needs no connection.' : `Each of its ${slots.length} slots has a connection of ${target.name}.`, bad: 'No other environment’s connection is used.' }, items);
}

export async function checkOpenCases(store: TenantStore, { flow, target }: Candidate): Promise<PreflightCheck> {
  const [open] = await store.query<{ count: number }>(countOpenCases, [flow.id, target.id]);
  const count = open?.count ?? 0;
  return checkOf(
    { code: 'OPEN_CASES', title: 'Open cases', good: `No run of the flow needs attention in ${target.name}.`, bad: 'They stay with the version they started with.' },
    count === 0 ? [] : [{ message: `${count} ${count === 1 ? 'run of the flow needs' : 'runs of the flow need'} attention in ${target.name}.`, fix: 'Settle them first, if the new version is meant to mend them.' }],
    'warning',
  );
}

/** Tells, and stops nothing: whoever approves outside the window approves for later. A rollback waits for nothing. */
export function checkWindow({ kind, target }: Candidate, now: number): PreflightCheck {
  const open = kind === 'rollback' ? { isOpen: true as const } : goingLive(target, now);
  return checkOf({ code: 'CHANGE_WINDOW', title: 'Change window', good: 'It can go live now.', bad: 'An approval now takes effect when the window opens.' }, open.isOpen ? [] : [{ message: open.reason }], 'warning');
}
