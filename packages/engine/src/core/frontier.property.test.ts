import fc from 'fast-check';
import type { Json } from '@penstock/kernel';
import { documentOf } from '../testing/simulation/flow-document';
import { frameOf } from '../testing/simulation/flow-payload';
import { FlowGenerator, type FlowTree } from '../testing/simulation/flow-tree';
import { SeededChoices } from '../testing/simulation/seeded-choices';
import { simulatedConnector } from '../testing/simulation/simulated-connector';
import { compilePlan, type ExecutionPlan } from './execution-plan';
import type { FailureRecord } from './failure';
import { Frontiers, type Frontier } from './frontier';
import { FAILED, failedOutput, isCaughtAround, type Instance, type RunState, type StepOutcome } from './run-state';

/** What must hold of any flow, whatever its steps come to and in whatever order they come to it. */
const connector = simulatedConnector(undefined as never, undefined as never, { asksRemote: true });
const aFailure: FailureRecord = { class: 'business', code: 'REFUSED', message: 'No.' };
/** More steps than any generated flow has. */
const MANY = 2_000;

interface Generated {
  readonly plan: ExecutionPlan;
  readonly payload: Json;
}

function generated(seed: number): Generated {
  const generator = new FlowGenerator(new SeededChoices(seed, 5));
  const trees: FlowTree[] = [generator.flow(true), generator.flow(false)];
  const plan = compilePlan(documentOf(trees[1]!), () => connector);
  if (!plan.ok) throw new TypeError(plan.error.message);
  const payload = frameOf(trees[1]!.blocks, { flows: trees, choices: new SeededChoices(seed, 6), prefix: 'E', onKey: () => undefined });
  return { plan: plan.value, payload: payload as unknown as Json };
}

function stateOf(payload: Json, outcomes: ReadonlyMap<string, StepOutcome>): RunState {
  const nobody = () => false;
  return { payload, about: {}, outcomes, isUnsettled: nobody, isLeft: nobody, isConfirmed: (key) => outcomes.get(key)?.port === 'default', isHeld: nobody, isActive: nobody };
}

/** What a step comes to depends on its key and the seed alone, not on when it is executed. */
function outcomeOf({ key, step, scope, conclusion, undoes }: Instance, { seed, fails }: { readonly seed: number; readonly fails: boolean }): StepOutcome {
  const chance = new SeededChoices(seed + [...key].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7), 9);
  const failed = (failure: FailureRecord): StepOutcome => ({ port: step.catchesErrors ? 'error' : FAILED, output: failedOutput(failure) });
  if (conclusion) return conclusion.kind === 'outcome' ? conclusion.outcome : failed(conclusion.failure);
  const mayFail = fails && !undoes && (step.catchesErrors || isCaughtAround(scope));
  if (step.kind === 'action' && mayFail && chance.happens(0.3)) return failed(aFailure);
  const ports = { if: ['yes', 'no'], filter: ['default', 'filtered'], switch: ['c0', 'c1', 'default'], wait: ['default', 'yes', 'no', 'timeout'] } as const;
  const port = chance.oneOf(ports[step.kind as keyof typeof ports] ?? ['default']);
  return { port, output: { key } };
}

const keysOf = ({ ready }: Frontier): string[] => ready.map(({ key }) => key).sort();

interface Journey {
  readonly outcomes: Map<string, StepOutcome>;
  readonly steps: number;
  readonly isDone: boolean;
}

/** Executes a whole run in a seeded order; `look` sees every state on the way. */
function travel({ plan, payload }: Generated, how: { readonly seed: number; readonly order: number; readonly fails: boolean; readonly stopsAfter?: number }, look: (at: { frontier: Frontier; outcomes: Map<string, StepOutcome>; isStopping: boolean }) => void = () => undefined): Journey {
  const outcomes = new Map<string, StepOutcome>();
  const frontiers = new Frontiers(plan);
  const order = new SeededChoices(how.order, 1);
  for (let steps = 0; steps < MANY; steps += 1) {
    const isStopping = steps >= (how.stopsAfter ?? MANY);
    const frontier = frontiers.of(stateOf(payload, outcomes), { isStopping });
    look({ frontier, outcomes, isStopping });
    if (frontier.ready.length === 0) return { outcomes, steps, isDone: frontier.isDone };
    const instance = order.oneOf(frontier.ready);
    outcomes.set(instance.key, outcomeOf(instance, how));
  }
  return { outcomes, steps: MANY, isDone: false };
}

const anyRun = { seed: fc.nat(100_000), order: fc.nat(1_000), fails: fc.boolean() };
const shuffled = <Item>(items: readonly Item[], choices: SeededChoices): Item[] => items.map((item) => ({ item, at: choices.next() })).sort((a, b) => a.at - b.at).map(({ item }) => item);

test('the frontier does not depend on the order in which outcomes arrived, nor on what was asked before', () => {
  fc.assert(
    fc.property(fc.record(anyRun), (how) => {
      const flow = generated(how.seed);
      const choices = new SeededChoices(how.order, 2);
      travel(flow, how, ({ frontier, outcomes }) => {
        const others = new Map(shuffled([...outcomes], choices));
        const again = new Frontiers(flow.plan).of(stateOf(flow.payload, others), { isStopping: false });
        expect([keysOf(again), again.isDone]).toEqual([keysOf(frontier), frontier.isDone]);
      });
    }),
    { numRuns: 150 },
  );
});

test('P1: a finished step is never ready again, and no step is ready twice at once', () => {
  fc.assert(
    fc.property(fc.record(anyRun), (how) => {
      travel(generated(how.seed), how, ({ frontier, outcomes }) => {
        const keys = keysOf(frontier);
        expect(keys.filter((key) => outcomes.has(key))).toEqual([]);
        expect(new Set(keys).size).toBe(keys.length);
      });
    }),
    { numRuns: 150 },
  );
});

test('every run ends: something is ready until nothing is left', () => {
  fc.assert(
    fc.property(fc.record(anyRun), (how) => {
      const { isDone, steps } = travel(generated(how.seed), how);
      expect([isDone, steps < MANY]).toEqual([true, true]);
    }),
    { numRuns: 150 },
  );
});

test('without failures, the order in which steps come to their end decides nothing', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(1_000), fc.nat(1_000), (seed, one, other) => {
      const flow = generated(seed);
      const [first, second] = [one, other].map((order) => travel(flow, { seed, order, fails: false }).outcomes);
      expect([...second!].sort()).toEqual([...first!].sort());
    }),
    { numRuns: 150 },
  );
});

test('P4: a run that is to stop begins nothing but what undoes, and ends', () => {
  fc.assert(
    fc.property(fc.record({ ...anyRun, stopsAfter: fc.nat(20) }), (how) => {
      const { isDone } = travel(generated(how.seed), how, ({ frontier, isStopping }) => {
        const begun = isStopping ? frontier.ready.filter(({ undoes }) => undoes === undefined) : [];
        expect(begun.map(({ key }) => key)).toEqual([]);
      });
      expect(isDone).toBe(true);
    }),
    { numRuns: 150 },
  );
});
