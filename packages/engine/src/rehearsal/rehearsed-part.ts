import { ancestorsOf, containersAround, innerPortOf, stepsReadBy, TRIGGER_ID, type FlowDocument, type FlowStep, type Port, type StepId } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import type { ExecutionPlan, PlannedScope } from '../core/execution-plan';
import { failedOutput } from '../core/run-state';
import type { RecordedAnswer } from './rehearsal';

/** The step that a rehearsal is about; without one it is about the whole flow. */
export interface RehearsalTarget {
  readonly stepId: StepId;
  /** `until`: everything on the way to it as well. `only`: it alone, on the outputs that are known or assumed. */
  readonly reach: 'only' | 'until';
}

/** How a step was left that is not executed: what it gave is known, or does not matter. */
export interface Standing {
  readonly port: Port;
  readonly output: Json;
}

/** A part of a flow that can be run by itself. */
export interface RehearsedPart {
  readonly document: FlowDocument;
  /** By key: steps that are passed over. What is given for one of them takes the place of its output, not of its exit. */
  readonly passed: ReadonlyMap<string, Standing>;
  /** Loops around the target: their first item stands for all. */
  readonly loops: ReadonlySet<StepId>;
}

/**
 * What of a flow is executed to try a step out. Whatever comes after it, beside it, or not before it is left out, so that
 * a draft can be tried long before it is whole.
 *
 * `known` are steps whose outputs are given: nothing is executed for their sake.
 */
export function partFor(document: FlowDocument, target: RehearsalTarget, known: ReadonlySet<StepId>): RehearsedPart {
  const part = withReadsAwaited(leadingTo(document, target.stepId));
  const loops = new Set(containersAround(document.steps, target.stepId).filter((id) => document.steps[id]?.kind === 'for-each'));
  if (target.reach === 'until') return { document: part, passed: new Map(), loops };
  return { document: withWayTo(part, target.stepId), passed: passedOver(part, target.stepId, known), loops };
}

/** The key of a step's execution in the first item of every loop around it: `lines[0]/guard/charge`. */
export function firstKeyOf({ steps }: Pick<FlowDocument, 'steps'>, stepId: StepId): string {
  const around = [...containersAround(steps, stepId)].reverse();
  return [...around.map((id) => (steps[id]?.kind === 'for-each' ? `${id}[0]` : id)), stepId].join('/');
}

/** The target is tried anew: what it was answered in the recorded run does not count. */
export function recordedBeside(
  target: RehearsalTarget | undefined,
  recorded: ReadonlyMap<string, RecordedAnswer> = new Map(),
): ReadonlyMap<string, RecordedAnswer> {
  return target ? new Map([...recorded].filter(([key]) => !isWithin(key, target.stepId))) : recorded;
}

/** Whether the answer to this step may be asked for outside. */
export const isAsked = (target: RehearsalTarget | undefined, key: string): boolean =>
  target?.reach !== 'only' || isWithin(key, target.stepId);

/** The step itself, or one in its body. */
const isWithin = (key: string, stepId: StepId): boolean =>
  key.split('/').some((part) => part.replace(/(\[\d+\]|~undo)$/, '') === stepId);

/** The plan in which these loops go through the first item of their lists only. */
export function withFirstItems(plan: ExecutionPlan, loops: ReadonlySet<StepId>): ExecutionPlan {
  return loops.size === 0 ? plan : { ...plan, top: firstItemsIn(plan.top, loops) };
}

function firstItemsIn({ steps }: PlannedScope, loops: ReadonlySet<StepId>): PlannedScope {
  return {
    steps: steps.map((step) => {
      if (step.kind === 'try') return { ...step, body: firstItemsIn(step.body, loops) };
      if (step.kind !== 'for-each') return step;
      const body = firstItemsIn(step.body, loops);
      return loops.has(step.id) ? { ...step, body, items: (scope) => firstOf(step.items(scope)) } : { ...step, body };
    }),
  };
}

const firstOf = (list: Json | undefined): Json | undefined => (Array.isArray(list) ? (list.slice(0, 1) as readonly Json[] as Json) : list);

/** The step, what leads to it, the containers around, and the bodies of containers before it. It is tried out also while it is disabled. */
function leadingTo(document: FlowDocument, stepId: StepId): FlowDocument {
  const { steps } = document;
  const around = containersAround(steps, stepId);
  const onTheWay = new Set([stepId, ...around, ...[stepId, ...around].flatMap((id) => [...ancestorsOf(document, id)])]);
  const isWhole = (id: StepId): boolean => onTheWay.has(id) && !around.includes(id);
  const isKept = (id: StepId): boolean => onTheWay.has(id) || containersAround(steps, id).some(isWhole);
  const kept = Object.entries(steps).filter(([id]) => isKept(id));
  const { settings: _settings, tests: _tests, ...rest } = document;
  return {
    ...rest,
    steps: Object.fromEntries(kept.map(([id, step]) => [id, id === stepId ? ({ ...step, disabled: false } as FlowStep) : step])),
    edges: document.edges.filter(({ from, to }) => (from === TRIGGER_ID || isKept(from)) && isKept(to)),
  };
}

/** No step has an exit of this name: who waits for it is not started by it. */
const AWAITED: Port = 'awaited';

/** Given and passed steps are finished from the start: a step behind them still waits for everything that it reads. */
function withReadsAwaited(part: FlowDocument): FlowDocument {
  const edges = Object.keys(part.steps).flatMap((id) =>
    [...stepsReadBy(part, id)].flatMap((from) => {
      const to = [id, ...containersAround(part.steps, id)].find((reader) => part.steps[reader]?.parent === part.steps[from]?.parent);
      // What a draft reads too early is not waited for: that would be a circle.
      return to === undefined || !ancestorsOf(part, to).has(from) ? [] : [{ id: `${from}-read-by-${id}`, from, port: AWAITED, to }];
    }),
  );
  return { ...part, edges: [...part.edges, ...edges] };
}

/** A step that nothing leads to yet, or a container around it, is begun with. */
function withWayTo(part: FlowDocument, stepId: StepId): FlowDocument {
  const loose = [stepId, ...containersAround(part.steps, stepId)].filter((id) => !part.edges.some(({ to, port }) => to === id && port !== AWAITED));
  const added = loose.map((to) => {
    const from = part.steps[to]?.parent ?? TRIGGER_ID;
    return { id: `to-${to}`, from, port: innerPortOf(part.steps[from]) ?? 'default', to };
  });
  return { ...part, edges: [...part.edges, ...added] };
}

/** Steps on the way that need not or cannot be executed: they are taken to have been left towards the target. */
function passedOver(part: FlowDocument, stepId: StepId, known: ReadonlySet<StepId>): ReadonlyMap<string, Standing> {
  const around = containersAround(part.steps, stepId);
  const needed = neededFor(part, stepId, known);
  const standings = Object.values(part.steps).flatMap((step): [string, Standing][] => {
    const { id } = step;
    if (id === stepId || around.includes(id) || containersAround(part.steps, id).some((outer) => !around.includes(outer))) return [];
    const port = wayOut(part, step);
    if (needed.has(id) && !known.has(id) && port === 'default' && !isBranching(step)) return [];
    return [[firstKeyOf(part, id), { port, output: needed.has(id) ? outputLeftBy(port) : null }]];
  });
  return new Map(standings);
}

const isBranching = ({ kind }: FlowStep): boolean => kind === 'if' || kind === 'switch' || kind === 'filter';

/** Every edge of the part leads to the target. */
function wayOut({ edges }: FlowDocument, step: FlowStep): Port {
  const inner = innerPortOf(step);
  return edges.find(({ from, port }) => from === step.id && port !== inner && port !== AWAITED)?.port ?? 'default';
}

function outputLeftBy(port: Port): Json {
  return port === 'error' ? failedOutput({ class: 'business', code: 'SAMPLE', message: 'A failure stands in: the step was not tried.' }) : { choice: port };
}

/** What the target reads, and what that is made of; nothing is looked at behind a known output. */
function neededFor(part: FlowDocument, stepId: StepId, known: ReadonlySet<StepId>): ReadonlySet<StepId> {
  const needed = new Set<StepId>();
  const open = [...stepsReadBy(part, stepId)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    if (!known.has(id)) open.push(...stepsReadBy(part, id));
  }
  return needed;
}
