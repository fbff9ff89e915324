import { ConnectorFailure, type AnyAction } from '@penstock/connector-sdk';
import { failureFrom, type FailureRecord } from '../core/failure';
import type { PlannedAction } from '../core/execution-plan';
import type { EffectRecord } from '../core/effect';
import type { ResolvedConnection } from '../ports/action-invoker';
import type { GateAnswer } from '../ports/connection-gate';
import type { ClaimedRun } from '../ports/run-store';
import type { ExecutionContext } from './execution-context';
import { connectionOf, type StepResult } from './step-result';

/**
 * Ways to a remote system: the connection, its gate, the call within its time. Reads take them in one go; effects
 * record an intent in between.
 */
export type Admission =
  | { readonly kind: 'admitted'; readonly connection: ResolvedConnection; readonly leave: Extract<GateAnswer, { kind: 'go' }>['leave'] }
  | { readonly kind: 'held'; readonly result: StepResult }
  | { readonly kind: 'failed'; readonly failure: FailureRecord };

export interface Destination {
  readonly step: PlannedAction;
  /** What it is about has gone there, or may have. */
  readonly sameAs?: EffectRecord | undefined;
}

export const scopeOf = (run: ClaimedRun, { fingerprint }: ResolvedConnection): string => `${run.organizationId}:${fingerprint}`;

/**
 * The connection a step goes to. What concerns an earlier effect goes where that one went, whatever the slot is bound to
 * by now: at another remote it would be absent, and so be done a second time. @throws ConnectorFailure class `config`
 */
export async function connectionFor({ connections }: ExecutionContext, run: ClaimedRun, { step, sameAs }: Destination): Promise<ResolvedConnection> {
  if (!sameAs) return connections.resolve(connectionOf(run, step));
  const connection = await connections.resolve({ ...connectionOf(run, step), connectionId: sameAs.connectionId });
  if (scopeOf(run, connection) !== sameAs.scope) throw elsewhere(step);
  return connection;
}

/** @param isRetry the same call has failed before. */
export async function admit(context: ExecutionContext, run: ClaimedRun, { isRetry, ...to }: Destination & { readonly isRetry: boolean }): Promise<Admission> {
  const { step } = to;
  let connection: ResolvedConnection;
  try {
    connection = await connectionFor(context, run, to);
  } catch (thrown) {
    return { kind: 'failed', failure: refusalFrom(thrown, step.id) };
  }
  const { connectionId } = connection;
  if (connectionId === null) return { kind: 'admitted', connection, leave: () => undefined };
  const answer = await context.gate.enter({ connectionId, organizationId: run.organizationId, isRetry });
  if (answer.kind === 'go') return { kind: 'admitted', connection, leave: answer.leave };
  return { kind: 'held', result: { kind: 'wait', delayMs: answer.waitMs, failure: null, blockedOn: connectionId } };
}

export type RemoteCall =
  | { readonly kind: 'answered'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly failure: FailureRecord }
  | { readonly kind: 'held'; readonly result: StepResult };

/** A call that may be repeated: nothing is recorded before it. */
export async function callRemote(
  context: ExecutionContext,
  run: ClaimedRun,
  { key, step, action, input, isRetry }: { readonly key: string; readonly step: PlannedAction; readonly action: AnyAction; readonly input: unknown; readonly isRetry: boolean },
): Promise<RemoteCall> {
  const admission = await admit(context, run, { step, isRetry });
  if (admission.kind !== 'admitted') return admission;
  try {
    const { connection } = admission;
    const output = await withinTime(context, step, () => context.invoker.invoke({ key, connector: step.connector.id, action, connection, input }));
    admission.leave(null);
    return { kind: 'answered', output };
  } catch (thrown) {
    const failure = failureFrom(thrown, step.id);
    admission.leave(failure);
    return { kind: 'failed', failure };
  }
}

/** @throws StepTimeout when the step's own limit is over; the call itself may still come to an end. */
export function withinTime<Output>(context: ExecutionContext, step: PlannedAction, call: () => Promise<Output>): Promise<Output> {
  const { timeoutMs } = step;
  if (timeoutMs === null) return call();
  return new Promise((resolve, reject) => {
    const cancel = context.scheduler.after(timeoutMs, () => reject(stepTimeout(step, timeoutMs)));
    call().then(resolve, reject).finally(cancel);
  });
}

/**
 * What kept a connection from being found, when the directory says so itself.
 * @throws what is no word of the directory (its database went away): nothing was sent, so the run is given back as it is.
 */
export function refusalFrom(thrown: unknown, stepId: string): FailureRecord {
  if (!(thrown instanceof ConnectorFailure)) throw thrown;
  return failureFrom(thrown, stepId);
}

const elsewhere = ({ name }: PlannedAction): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'REMOTE_CHANGED',
    message: `The connection by which “${name}” was sent leads to another remote system by now, which knows nothing of it. Nothing was asked or sent.`,
    remedy: 'Point the connection at the system it led to, then retry the run; or look there and say what became of it.',
  });

const stepTimeout = (step: PlannedAction, timeoutMs: number): ConnectorFailure =>
  new ConnectorFailure({
    class: 'ambiguous',
    code: 'STEP_TIMEOUT',
    message: `“${step.name}” took longer than its ${timeoutMs / 1_000} s. The remote system may have acted.`,
    remedy: 'Penstock looks at the remote system before anything is sent again.',
  });
