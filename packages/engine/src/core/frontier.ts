import type { Json, JsonObject } from '@penstock/kernel';
import type { ExecutionPlan, PlannedContainer, PlannedOf, PlannedStep } from './execution-plan';
import type { FailureRecord } from './failure';
import { FAILED, mappingScope, topScope, undoKeyOf, type Conclusion, type Instance, type InstanceScope, type RunState } from './run-state';

/**
 * What a run can do next, given its plan and the outcomes it has. Pure: the same state gives the same answer.
 *
 * P2 A step is ready when every edge into it is decided and at least one was taken; when none was, it is skipped.
 * P3 Where a step of a body failed for good, nothing new starts in that body; what may have happened outside is settled
 *    first, then the undo list runs in its order, one after the other, then the container is left.
 * P4 A run that is to stop (cancelled) treats every open body that way, the innermost first.
 *    What people have left unknown is settled for that: it is neither looked up nor undone any more.
 * P5 At most `concurrency` items of a loop are under way; with 1 the items keep their order.
 */
export interface Frontier {
  readonly ready: readonly Instance[];
  /** Something waits for a person. */
  readonly isHeld: boolean;
  /** Nothing is left to do, now or later. */
  readonly isDone: boolean;
}

/** More would be a mistake in the path, and a journal nobody can read. */
const MAX_ITEMS = 10_000;

/** Remembers which items of which loops are done: outcomes only grow while a run is being executed. */
export class Frontiers {
  private readonly loops = new Map<string, LoopMemory>();

  constructor(private readonly plan: ExecutionPlan) {}

  of(state: RunState, { isStopping }: { readonly isStopping: boolean }): Frontier {
    return new FrontierWalk(state, this.loops, isStopping).from(this.plan);
  }
}

interface LoopMemory {
  readonly items: readonly Json[];
  readonly done: boolean[];
  /** All items before it are done. */
  first: number;
  /** Not looked through yet in this execution: anything may have happened to any item in an earlier one. */
  isFresh: boolean;
}

interface ScopeEnd {
  /** Nothing of the scope is under way or can start. */
  readonly isComplete: boolean;
  /** Output of the step that failed for good. */
  readonly failed: Json | undefined;
}

class FrontierWalk {
  private readonly ready: Instance[] = [];
  private isHeld = false;

  constructor(
    private readonly state: RunState,
    private readonly loops: Map<string, LoopMemory>,
    private readonly isStopping: boolean,
  ) {}

  from(plan: ExecutionPlan): Frontier {
    const top = topScope(plan);
    const { isComplete } = this.scope(top, this.isStopping);
    const isDone = isComplete && (!this.isStopping || this.isUndone(plan.settings.undo, top));
    return { ready: this.ready, isHeld: this.isHeld, isDone };
  }

  private scope(at: InstanceScope, isStopping: boolean): ScopeEnd {
    const failed = this.failureIn(at);
    const isClosing = isStopping || failed !== undefined;
    const ports = new Map<string, string | undefined>();
    let isOpen = false;
    for (const step of at.planned.steps) {
      const outcome = this.state.outcomes.get(at.prefix + step.id);
      if (outcome) ports.set(step.id, outcome.port);
      else {
        const arrival = arrivalAt(step, ports);
        if (arrival === 'skipped') ports.set(step.id, undefined);
        // A step behind an open one can only start later; in a body that is being closed it never does.
        else if (arrival === 'open') isOpen ||= !isClosing;
        else if (this.visit(step, { at, isClosing })) isOpen = true;
      }
    }
    return { isComplete: !isOpen, failed };
  }

  private failureIn({ planned, prefix, container }: InstanceScope): Json | undefined {
    if (!container) return undefined;
    for (const { id } of planned.steps) {
      const outcome = this.state.outcomes.get(prefix + id);
      if (outcome?.port === FAILED) return outcome.output;
    }
    return undefined;
  }

  /** @returns whether the step is, or will be, under way. */
  private visit(step: PlannedStep, { at, isClosing }: Visit): boolean {
    const key = at.prefix + step.id;
    if ((step.kind === 'try' || step.kind === 'for-each') && !step.disabled) return this.container(step, { key, at, isClosing });
    if (this.state.isActive(key)) return true;
    if (isClosing && (!this.state.isUnsettled(key) || this.endsWithout(key))) return false;
    this.offer(isClosing ? { key, step, scope: at, isClosing } : { key, step, scope: at });
    return true;
  }

  private container(step: PlannedContainer, where: ContainerVisit): boolean {
    return step.kind === 'try' ? this.tryBody(step, where) : this.loop(step, where);
  }

  private tryBody(step: PlannedOf<'try'>, { key, at, isClosing }: ContainerVisit): boolean {
    const inside: InstanceScope = { planned: step.body, prefix: `${key}/`, around: at, container: step, item: null };
    const { isComplete, failed } = this.scope(inside, isClosing);
    if (!isComplete) return true;
    if ((isClosing || failed !== undefined) && !this.isUndone(step.undo, inside)) return true;
    if (isClosing) return false;
    const outcome = failed === undefined ? { port: 'default', output: this.outputOf(inside) } : { port: 'error', output: failed };
    return this.conclude({ key, step, scope: at, conclusion: { kind: 'outcome', outcome } });
  }

  private loop(step: PlannedOf<'for-each'>, { key, at, isClosing }: ContainerVisit): boolean {
    const memory = this.memoryOf(step, { key, at });
    if (!memory) return !isClosing && this.conclude({ key, step, scope: at, conclusion: failure(notAList(step)) });
    const scopes = (index: number): InstanceScope => ({
      planned: step.body,
      prefix: `${key}[${index}]/`,
      around: at,
      container: step,
      item: { item: memory.items[index] ?? null, index, count: memory.items.length },
    });
    const failed = step.stopsOnError ? this.failedItem(step, { memory, scopes }) : undefined;
    const isUnderWay = this.items(step, { memory, scopes, isClosing: isClosing || failed !== undefined });
    if (isUnderWay) return true;
    if (isClosing) return false;
    return this.conclude({ key, step, scope: at, conclusion: this.loopEnd({ memory, scopes, failed }) });
  }

  /** Looks at the items that are or may get under way, and at no more. */
  private items(step: PlannedOf<'for-each'>, { memory, scopes, isClosing }: ItemVisit): boolean {
    let underWay = 0;
    for (let index = memory.first; index < memory.items.length; index += 1) {
      if (memory.done[index]) continue;
      if (!isClosing && underWay >= step.concurrency) break;
      const { isComplete } = this.scope(scopes(index), isClosing);
      if (!isComplete) underWay += 1;
      else if (!isClosing) memory.done[index] = true;
    }
    while (memory.done[memory.first]) memory.first += 1;
    memory.isFresh = false;
    return underWay > 0;
  }

  private failedItem(step: PlannedOf<'for-each'>, { memory, scopes }: Pick<ItemVisit, 'memory' | 'scopes'>): Json | undefined {
    // Items start in order, so beyond the window nothing can have failed.
    const end = memory.isFresh ? memory.items.length : Math.max(memory.first, memory.done.length) + step.concurrency;
    for (let index = memory.first; index < Math.min(end, memory.items.length); index += 1) {
      const failed = this.failureIn(scopes(index));
      if (failed !== undefined) return failed;
    }
    return undefined;
  }

  private loopEnd({ memory, scopes, failed }: LoopEnd): Conclusion {
    if (failed !== undefined) return failure(failureOf(failed));
    const results = memory.items.map((_item, index): JsonObject => {
      const scope = scopes(index);
      const error = this.failureIn(scope);
      return error === undefined ? { ok: true, output: this.outputOf(scope) } : { ok: false, ...(error as JsonObject) };
    });
    const wrong = results.filter(({ ok }) => !ok).length;
    const output = { total: results.length, succeeded: results.length - wrong, failed: wrong, results };
    return { kind: 'outcome', outcome: { port: 'default', output } };
  }

  private memoryOf(step: PlannedOf<'for-each'>, { key, at }: { readonly key: string; readonly at: InstanceScope }): LoopMemory | undefined {
    const known = this.loops.get(key);
    if (known) return known;
    const items = step.items(mappingScope(this.state, at));
    if (!Array.isArray(items) || items.length > MAX_ITEMS) return undefined;
    const memory: LoopMemory = { items: items as Json[], done: [], first: 0, isFresh: true };
    this.loops.set(key, memory);
    return memory;
  }

  /** P3: offers the next step of the list that is not undone yet. */
  private isUndone(undo: readonly string[], at: InstanceScope): boolean {
    for (const stepId of undo) {
      const undoes = at.prefix + stepId;
      const step = at.planned.steps.find(({ id }) => id === stepId);
      const key = undoKeyOf(undoes);
      if (!step || !this.state.isConfirmed(undoes) || this.state.outcomes.has(key) || this.endsWithout(key)) continue;
      if (!this.state.isActive(key)) this.offer({ key, step, scope: at, undoes });
      return false;
    }
    return true;
  }

  private endsWithout(key: string): boolean {
    return this.isStopping && this.state.isLeft(key);
  }

  private offer(instance: Instance): void {
    if (this.state.isHeld(instance.key)) this.isHeld = true;
    else this.ready.push(instance);
  }

  private conclude(instance: Instance): true {
    this.offer(instance);
    return true;
  }

  /** Of a body: what its last step made; of several last steps, what each made, by id. */
  private outputOf({ planned, prefix }: InstanceScope): Json {
    const last = planned.steps.filter(({ id, isLast }) => isLast && this.state.outcomes.has(prefix + id));
    const outputs = last.map(({ id }) => [id, this.state.outcomes.get(prefix + id)?.output ?? null] as const);
    return outputs.length === 1 ? (outputs[0]?.[1] ?? null) : Object.fromEntries(outputs);
  }
}

interface Visit {
  readonly at: InstanceScope;
  readonly isClosing: boolean;
}
interface ContainerVisit extends Visit {
  readonly key: string;
}
interface ItemVisit {
  readonly memory: LoopMemory;
  readonly scopes: (index: number) => InstanceScope;
  readonly isClosing: boolean;
}
interface LoopEnd {
  readonly memory: LoopMemory;
  readonly scopes: (index: number) => InstanceScope;
  readonly failed: Json | undefined;
}

/** `ports` holds decided steps only: the exit they took, or undefined when they were skipped. */
function arrivalAt({ isEntry, incoming }: PlannedStep, ports: ReadonlyMap<string, string | undefined>): 'reached' | 'skipped' | 'open' {
  let isTaken = isEntry;
  for (const { from, port } of incoming) {
    if (!ports.has(from)) return 'open';
    isTaken ||= ports.get(from) === port;
  }
  return isTaken ? 'reached' : 'skipped';
}

const failure = (record: FailureRecord): Conclusion => ({ kind: 'failure', failure: record });
const failureOf = (output: Json): FailureRecord => (output as unknown as { error: FailureRecord }).error;

const notAList = (step: PlannedOf<'for-each'>): FailureRecord => ({
  class: 'config',
  code: 'LOOP_WITHOUT_LIST',
  message: `“${step.name}” has no list to go through, or one of more than ${MAX_ITEMS} items.`,
  remedy: 'Nothing of the loop was sent. Correct the list or its path, deploy, then retry the run.',
  stepId: step.id,
});
