import { parseJson } from '@penstock/kernel';
import type { MemoryDatabase, StoredRun } from '../memory-database';
import type { Findings } from './findings';
import type { Frame } from './flow-payload';
import type { FlowTree } from './flow-tree';
import { FlowWalk, type JournalOutcome } from './flow-walk';
import type { Deed, SimulatedRemote } from './simulated-remote';

export interface Evidence {
  readonly database: MemoryDatabase;
  readonly remote: SimulatedRemote;
  readonly findings: Findings;
  readonly treeOf: (flowId: string) => FlowTree;
  /** Deliveries by dedupe key: whether one was acknowledged, and how many flows listen. */
  readonly deliveries: ReadonlyMap<string, { isAcknowledged: boolean; readonly listeners: number }>;
  readonly givenKeys: ReadonlySet<string>;
  /** First answer that was counted, by run and key. */
  readonly answers: ReadonlyMap<string, string>;
}

const isSettled = ({ status }: StoredRun): boolean => status === 'succeeded' || status === 'cancelled';

/** The verdict after everything has come to rest: what the remote system did against what was asked. */
export function judge(evidence: Evidence): void {
  const { database, remote, findings } = evidence;
  for (const run of database.runs.values()) {
    if (!isSettled(run)) findings.add('STUCK', `run ${run.runId} is ${run.status} (${run.failure?.code ?? 'no failure'}), next wake-up ${run.queue?.readyAt ?? 'none'}, held ${run.held.join(' ')}`);
    if (run.status === 'succeeded') judgeSucceeded(run, evidence);
    if (run.status === 'cancelled') judgeCancelled(run, evidence);
    judgeWaits(run, evidence);
  }
  judgeDeliveries(evidence);
  judgeDeeds(evidence);
  judgeOrder(evidence);
  for (const deed of remote.deeds) if (deed.action !== 'unbook' && !evidence.givenKeys.has(deed.key)) findings.add('PHANTOM', `${deed.action} ${deed.key} belongs to no event`);
}

function outcomesOf(run: StoredRun): Map<string, JournalOutcome> {
  const finished = run.journal.filter(({ port }) => port !== null);
  return new Map(finished.map(({ stepId, port, output }) => [stepId, { port: port ?? '', output: output === null ? null : parseJson(output) }]));
}

const frameOfRun = (run: StoredRun): Frame => parseJson(run.event.payload) as unknown as Frame;

function judgeSucceeded(run: StoredRun, { database, remote, findings, treeOf }: Evidence): void {
  const { runId } = run;
  const effects = database.effects.filter((effect) => effect.runId === runId);
  const walk = new FlowWalk({
    runId,
    outcomes: outcomesOf(run),
    childrenOf: (key) => [...database.runs.values()].filter(({ parent }) => parent?.runId === runId && parent.key === key).map(({ status }) => status),
    isConfirmed: (key) => effects.some(({ stepId, state }) => stepId === key && (state === 'DONE' || state === 'COMPENSATED')),
    findings,
  });
  for (const key of walk.top(treeOf(run.flowId).blocks, frameOfRun(run))) findings.add('PHANTOM', `run ${runId} finished ${key}, where its flow does not lead`);
  for (const { action, key, amount } of walk.writes) {
    const deeds = remote.deeds.filter((deed) => deed.action === action && deed.key === key);
    if (deeds.length === 0) findings.add('LOST', `${action} ${key} of run ${runId} counts as done and never happened`);
    if (deeds.some((deed) => deed.amount !== amount)) findings.add('WRONG', `${action} ${key} of run ${runId} happened with another amount than ${amount}`);
  }
}

/** A cancelled run has undone what its flow lists, and nothing of it is left in doubt. */
function judgeCancelled(run: StoredRun, { database, remote, findings, treeOf }: Evidence): void {
  const effects = database.effects.filter(({ runId }) => runId === run.runId);
  for (const { stepId, state, businessKey, action } of effects) {
    if (['INTENT', 'UNKNOWN', 'NEEDS_HUMAN'].includes(state)) findings.add('L4', `run ${run.runId} ended with ${action} ${businessKey} in doubt (${state})`);
    if (treeOf(run.flowId).undo.includes(stepId) && state === 'DONE') findings.add('UNDO', `${stepId} of the cancelled run ${run.runId} was not undone`);
    if (state === 'COMPENSATED' && remote.standing(action, businessKey).length > 0) findings.add('UNDO', `${stepId} of run ${run.runId} counts as undone and stands`);
  }
}

function judgeWaits(run: StoredRun, { answers, findings }: Evidence): void {
  for (const { key, state, result } of run.waitpoints.values()) {
    const first = answers.get(`${run.runId}:${key}`);
    if (state === 'answered' && first !== undefined && first !== result) findings.add('WAIT', `${key} of run ${run.runId} was decided by a later answer`);
    if (state === 'expired' && first !== undefined) findings.add('WAIT', `${key} of run ${run.runId} ran out although an answer was counted`);
  }
}

function judgeDeliveries({ database, deliveries, findings }: Evidence): void {
  for (const [dedupeKey, { isAcknowledged, listeners }] of deliveries) {
    const runs = [...database.runs.values()].filter(({ event, parent }) => event.dedupeKey === dedupeKey && parent === null);
    if (isAcknowledged && runs.length < listeners) findings.add('LOST', `event ${dedupeKey} was acknowledged and has ${runs.length} of ${listeners} runs`);
    if (runs.length > listeners) findings.add('G2', `event ${dedupeKey} has ${runs.length} runs instead of ${listeners}`);
  }
}

/** What happened outside against what the ledger of effects says. */
function judgeDeeds({ database, remote, findings }: Evidence): void {
  const byKey = new Map<string, Deed[]>();
  for (const deed of remote.deeds) byKey.set(`${deed.action} ${deed.key}`, [...(byKey.get(`${deed.action} ${deed.key}`) ?? []), deed]);
  const confirmed = new Set(database.effects.filter(({ state }) => state === 'DONE' || state === 'COMPENSATED').map(({ action, businessKey }) => `${action} ${businessKey}`));
  for (const [key, deeds] of byKey) {
    if (deeds.length > 1) findings.add('DUP', `${key}: ${deeds.length} times`);
    if (!confirmed.has(key)) findings.add('PHANTOM', `${key} happened and no effect says so`);
  }
  for (const key of confirmed) if (!byKey.has(key)) findings.add('LOST', `${key} counts as done and never happened`);
}

/** In a lane that holds, all deeds of a run come before those of the next. */
function judgeOrder({ database, remote, findings, treeOf }: Evidence): void {
  const lanes = new Map<string, StoredRun[]>();
  for (const run of database.runs.values()) {
    if (run.parent !== null || treeOf(run.flowId).lane !== 'holds') continue;
    const lane = `${run.flowId}:${Object.values(run.event.lanes ?? {}).join()}`;
    lanes.set(lane, [...(lanes.get(lane) ?? []), run]);
  }
  for (const runs of lanes.values()) {
    let last = Number.NEGATIVE_INFINITY;
    for (const run of runs.sort((a, b) => (a.runId < b.runId ? -1 : 1))) {
      const own = database.effects.filter(({ runId, state }) => runId === run.runId && (state === 'DONE' || state === 'COMPENSATED'));
      const written = new Set(own.map(({ action, businessKey }) => `${action} ${businessKey}`));
      const times = remote.deeds.filter(({ action, key }) => written.has(`${action} ${key}`)).map(({ at }) => at);
      if (Math.min(...times) < last) findings.add('ORDER', `run ${run.runId} wrote before the run ahead of it in its lane had written`);
      last = Math.max(last, ...times);
    }
  }
}
