import type { AnyAction, ConnectorDefinition } from '@penstock/connector-sdk';
import { containersAround, environmentNeeds, innerPortOf, topologicalOrder, TRIGGER_ID, type EnvironmentNeeds, type FlowDocument, type FlowStep, type Lane, type Port, type WaitFor } from '@penstock/flow-model';
import { err, ok, type Result } from '@penstock/kernel';
import { compileExplained, compileGetter, compileMapping, parsePath, type CompiledMapping, type ExplainedCondition, type Getter, type MappingDocument } from '@penstock/mapping';

/**
 * A flow version made ready to run: steps in topological order, mappings compiled, actions resolved to the pinned
 * connector versions. Pure and immutable; cached by flow version.
 */
export interface ExecutionPlan {
  readonly top: PlannedScope;
  readonly settings: PlanSettings;
  /** What it reads of the environment it runs in. */
  readonly needs: EnvironmentNeeds;
}

/** The steps that stand side by side: those at the top, or the body of a container. */
export interface PlannedScope {
  readonly steps: readonly PlannedStep[];
}

export interface PlanSettings {
  readonly deadlineMs: number | null;
  /** Steps at the top whose effects are undone, in this order, when the run is cancelled. */
  readonly undo: readonly string[];
  readonly lane: Lane | null;
  /** Steps that wait for a call from outside, with their keys; inside a loop a step has no address of its own. */
  readonly callbacks: readonly { readonly id: string; readonly key: string }[];
}

interface PlannedBase {
  readonly id: string;
  readonly name: string;
  readonly disabled: boolean;
  /** Edges from steps of the same scope; the trigger or the container around counts as `entry`. */
  readonly incoming: readonly { readonly from: string; readonly port: Port }[];
  readonly isEntry: boolean;
  /** A failure for good leaves by the exit `error` instead of failing what is around. */
  readonly catchesErrors: boolean;
  /** Nothing of the scope follows it. */
  readonly isLast: boolean;
}

export type PlannedStep = PlannedBase &
  (
    | {
        readonly kind: 'action';
        readonly connector: ConnectorDefinition;
        readonly action: AnyAction;
        /** Undoes the action; present when its contract names one. */
        readonly undoneBy: AnyAction | undefined;
        readonly slot: string | null;
        readonly input: CompiledMapping;
        readonly timeoutMs: number | null;
      }
    | { readonly kind: 'map'; readonly mapping: CompiledMapping }
    | { readonly kind: 'if'; readonly condition: ExplainedCondition }
    | { readonly kind: 'switch'; readonly cases: readonly { readonly port: Port; readonly condition: ExplainedCondition }[] }
    | { readonly kind: 'filter'; readonly condition: ExplainedCondition }
    | { readonly kind: 'for-each'; readonly items: Getter; readonly concurrency: number; readonly stopsOnError: boolean; readonly body: PlannedScope }
    | { readonly kind: 'try'; readonly undo: readonly string[]; readonly body: PlannedScope }
    | { readonly kind: 'sub-flow'; readonly flowId: string; readonly input: CompiledMapping; readonly waits: boolean }
    | { readonly kind: 'wait'; readonly wait: WaitFor; readonly until: Getter | undefined; readonly show: readonly { readonly path: string; readonly read: Getter }[] }
    | { readonly kind: 'respond'; readonly status: number; readonly body: CompiledMapping }
    | { readonly kind: 'stop'; readonly message: string }
  );
export type PlannedOf<Kind extends PlannedStep['kind']> = Extract<PlannedStep, { kind: Kind }>;
export type PlannedAction = PlannedOf<'action'>;
export type PlannedContainer = PlannedOf<'for-each'> | PlannedOf<'try'>;

export interface PlanProblem {
  readonly stepId: string | null;
  readonly message: string;
}

export type ConnectorLookup = (id: string) => ConnectorDefinition | undefined;

/** `isPart`: the document is a part of a flow that is only tried out, and may end anywhere. */
export function compilePlan(
  document: FlowDocument,
  connectorById: ConnectorLookup,
  { isPart = false }: { readonly isPart?: boolean } = {},
): Result<ExecutionPlan, PlanProblem> {
  const order = topologicalOrder(document);
  if (!order) return err({ stepId: null, message: 'The steps form a circle.' });
  try {
    const top = new PlanCompiler(document, connectorById, { order, isPart }).scope(undefined);
    return ok({ top, settings: settingsOf(document), needs: environmentNeeds(document) });
  } catch (thrown) {
    if (thrown instanceof PlanRefusal) return err(thrown.problem);
    throw thrown;
  }
}

/** Leaves the recursive compiler; never leaves this file. */
class PlanRefusal extends TypeError {
  constructor(readonly problem: PlanProblem) {
    super(problem.message);
  }
}

class PlanCompiler {
  constructor(
    private readonly document: FlowDocument,
    private readonly connectorById: ConnectorLookup,
    private readonly how: { readonly order: readonly string[]; readonly isPart: boolean },
  ) {}

  scope(parent: string | undefined): PlannedScope {
    const ids = this.how.order.filter((id) => this.document.steps[id]?.parent === parent);
    return { steps: ids.map((id) => this.step(this.document.steps[id] as FlowStep)) };
  }

  private step(step: FlowStep): PlannedStep {
    const base = this.base(step);
    switch (step.kind) {
      case 'stop':
        return { ...base, kind: 'stop', message: step.message };
      case 'if':
      case 'filter':
        return { ...base, kind: step.kind, condition: compileExplained(step.condition) };
      case 'switch':
        return { ...base, kind: 'switch', cases: step.cases.map(({ id, condition }) => ({ port: id, condition: compileExplained(condition) })) };
      case 'map':
        return { ...base, kind: 'map', mapping: this.mapping(step, step.mapping) };
      case 'for-each':
        return { ...base, kind: 'for-each', items: this.path(step, step.items), concurrency: step.concurrency, stopsOnError: step.onItemError === 'stop', body: this.scope(step.id) };
      case 'try':
        if (!base.catchesErrors && !step.disabled && !this.how.isPart) return refuse(step, 'Nothing follows its error exit.');
        return { ...base, kind: 'try', undo: step.undo, body: this.scope(step.id) };
      case 'sub-flow':
        return { ...base, kind: 'sub-flow', flowId: step.flowId, input: this.mapping(step, step.input), waits: step.wait };
      case 'wait':
        return this.wait(base, step);
      case 'respond':
        return { ...base, kind: 'respond', status: step.status, body: this.mapping(step, step.body) };
      case 'action':
        return this.action(base, step);
    }
  }

  private base(step: FlowStep): PlannedBase {
    const { edges, steps } = this.document;
    const from = step.parent ?? TRIGGER_ID;
    const into = edges.filter((edge) => edge.to === step.id);
    const inner = innerPortOf(steps[from]);
    const ports = edges.filter((edge) => edge.from === step.id && edge.port !== innerPortOf(step)).map(({ port }) => port);
    return {
      id: step.id,
      name: step.name,
      disabled: step.disabled,
      incoming: into.filter((edge) => steps[edge.from]?.parent === step.parent && edge.from !== from).map(({ from: source, port }) => ({ from: source, port })),
      isEntry: into.some((edge) => edge.from === from && (from === TRIGGER_ID || edge.port === inner)),
      catchesErrors: ports.includes('error'),
      isLast: !ports.some((port) => port !== 'error'),
    };
  }

  private action(base: PlannedBase, step: Extract<FlowStep, { kind: 'action' }>): PlannedStep {
    const connector = this.connectorById(step.connector);
    const action = connector?.actions.find(({ id, version }) => id === step.action && version === step.version);
    if (!connector || !action) return refuse(step, `The action ${step.connector}/${step.action} v${step.version} is not installed.`);
    const undo = action.contract.class === 'R' ? undefined : action.contract.compensate?.action;
    return {
      ...base,
      kind: 'action',
      connector,
      action,
      undoneBy: connector.actions.find(({ id }) => id === undo),
      slot: step.slot ?? null,
      input: this.mapping(step, step.input),
      timeoutMs: step.timeoutSeconds === undefined ? null : step.timeoutSeconds * 1_000,
    };
  }

  private wait(base: PlannedBase, step: Extract<FlowStep, { kind: 'wait' }>): PlannedStep {
    const { wait } = step;
    const until = wait.kind === 'until' ? this.path(step, wait.path) : undefined;
    const show = wait.kind === 'decision' ? wait.show.map((path) => ({ path, read: this.path(step, path) })) : [];
    return { ...base, kind: 'wait', wait, until, show };
  }

  private mapping(step: FlowStep, document: MappingDocument): CompiledMapping {
    const compiled = compileMapping(document);
    return compiled.ok ? compiled.value : refuse(step, 'Its mapping has problems.');
  }

  private path(step: FlowStep, path: string): Getter {
    const parsed = parsePath(path);
    return parsed.ok ? compileGetter(parsed.value) : refuse(step, `The path “${path}” cannot be read.`);
  }
}

function refuse(step: FlowStep, message: string): never {
  throw new PlanRefusal({ stepId: step.id, message });
}

function settingsOf(document: FlowDocument): PlanSettings {
  const { settings, steps } = document;
  const callbacks = Object.values(steps).filter((step) => step.kind === 'wait' && step.wait.kind === 'callback');
  return {
    deadlineMs: settings?.deadlineSeconds === undefined ? null : settings.deadlineSeconds * 1_000,
    undo: settings?.undo ?? [],
    lane: settings?.lane ?? null,
    callbacks: callbacks.flatMap(({ id }) => {
      const around = containersAround(steps, id);
      if (around.some((container) => steps[container]?.kind === 'for-each')) return [];
      return [{ id, key: [...around].reverse().concat(id).join('/') }];
    }),
  };
}

export { TRIGGER_ID };
