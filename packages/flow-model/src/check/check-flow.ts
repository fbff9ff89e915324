import type { ConnectorDescriptor, JsonSchema } from '@penstock/connector-sdk';
import { checkMapping, type Condition, type MappingDocument, type MappingProblem } from '@penstock/mapping';
import { NO_FLOW, TRIGGER_ID, type ActionStep, type FlowDocument, type FlowProblem, type FlowStep, type ForEachStep, type WaitFor } from '../document';
import { checkAnnotations } from './check-annotations';
import { checkConnections } from './check-connections';
import { checkConstructs } from './check-constructs';
import { checkSettings } from './check-settings';
import { checkSlot, problem, type BoundEnvironment } from './check-slot';
import { checkTrigger } from './check-trigger';
import { reachableSteps } from './graph';
import { mayBeList, sourceSchemas, type ReadableSchemas } from './source-schemas';

/**
 * Everything that can be said about a flow without running it, in words for the person who builds it. Deploying is
 * refused while there is an error; warnings are shown.
 */
export function checkFlow(
  document: FlowDocument,
  connectors: readonly ConnectorDescriptor[],
  environment?: BoundEnvironment,
): readonly FlowProblem[] {
  const check: Check = { document, connectors, environment, sourcesOf: sourceSchemas({ document, connectors }), reachable: reachableSteps(document) };
  return [
    ...checkTrigger(document.trigger, connectors, environment),
    ...checkConnections(document),
    ...checkConstructs(document, connectors),
    ...checkAnnotations(document),
    ...checkSettings(document, check.sourcesOf(TRIGGER_ID)),
    ...Object.values(document.steps).flatMap((step) => checkStep(step, check)),
  ];
}

interface Check {
  readonly document: FlowDocument;
  readonly connectors: readonly ConnectorDescriptor[];
  readonly environment: BoundEnvironment | undefined;
  readonly sourcesOf: (stepId: string) => ReadableSchemas;
  readonly reachable: ReadonlySet<string>;
}

function checkStep(step: FlowStep, check: Check): FlowProblem[] {
  if (step.disabled) return [];
  const problems = problemsOf(step, check);
  if (check.reachable.has(step.id)) return problems;
  return [
    ...problems,
    {
      code: 'STEP_NOT_REACHED',
      severity: 'warning',
      stepId: step.id,
      message: `“${step.name}” is not connected, so it never runs.`,
      fix: 'Connect it, disable it or delete it.',
    },
  ];
}

function problemsOf(step: FlowStep, check: Check): FlowProblem[] {
  switch (step.kind) {
    case 'action':
      return checkAction(step, check);
    case 'map':
      return checkStepMapping(step, { mapping: step.mapping, check });
    case 'if':
      return [...checkCondition(step, { condition: step.condition, check, field: 'condition' }), ...checkBranches(step, check.document)];
    case 'switch':
      return [...step.cases.flatMap(({ id, condition }) => checkCondition(step, { condition, check, field: `cases.${id}` })), ...checkBranches(step, check.document)];
    case 'filter':
      return checkCondition(step, { condition: step.condition, check, field: 'condition' });
    case 'for-each':
      return [...checkPaths(step, { paths: [step.items], check, field: 'items' }), ...checkList(step, check)];
    case 'sub-flow':
      if (step.flowId === NO_FLOW) return [noFlowChosen(step)];
      return checkStepMapping(step, { mapping: step.input, check, ...(step.contract && { target: step.contract.input }) });
    case 'wait':
      return checkPaths(step, { paths: waitPaths(step.wait), check, field: 'wait' });
    case 'respond':
      return checkStepMapping(step, { mapping: step.body, check });
    case 'try':
    case 'stop':
      return [];
  }
}

const noFlowChosen = (step: FlowStep): FlowProblem =>
  problem(step, { code: 'FLOW_NOT_CHOSEN', field: 'flowId', message: `“${step.name}” does not say which flow it calls.`, fix: 'Choose a flow.' });

function checkList(step: ForEachStep, check: Check): FlowProblem[] {
  if (mayBeList(step.items, check.sourcesOf(step.id))) return [];
  return [problem(step, { code: 'LOOP_WITHOUT_LIST', field: 'items', message: `“${step.name}” goes over “${step.items}”, which is not a list.`, fix: 'Choose a list of the event or of an earlier step.' })];
}

function waitPaths(wait: WaitFor): readonly string[] {
  if (wait.kind === 'until') return [wait.path];
  return wait.kind === 'decision' ? wait.show : [];
}

function checkAction(step: ActionStep, check: Check): FlowProblem[] {
  const connector = check.connectors.find(({ id }) => id === step.connector);
  const action = connector?.actions.find(({ id, version }) => id === step.action && version === step.version);
  if (!connector || !action) {
    return [
      problem(step, {
        code: 'ACTION_NOT_INSTALLED',
        message: `“${step.name}” uses ${step.connector} / ${step.action} version ${step.version}, which is not installed.`,
        fix: 'Choose another action, or ask an administrator to install the connector.',
      }),
    ];
  }
  const { effect } = action;
  // Class L means "can be looked up"; money and ledger must be, whatever their class, unless every doubt goes to a person.
  const unverifiable =
    effect.class !== 'R' && effect.class !== 'H' && !effect.verifies && (effect.class === 'L' || effect.kind === 'money' || effect.kind === 'ledger');
  return [
    ...(connector.connection ? checkSlot(step, step.slot, check.environment) : []),
    ...(unverifiable
      ? [problem(step, { code: 'EFFECT_NOT_VERIFIABLE', message: `“${step.name}” moves money or posts to a ledger and cannot be looked up afterwards.`, fix: 'Use an action that can be verified.' })]
      : []),
    ...checkStepMapping(step, { mapping: step.input, check, target: action.inputSchema }),
  ];
}

interface StepMapping {
  readonly mapping: MappingDocument;
  readonly check: Check;
  readonly target?: JsonSchema;
}

function checkStepMapping(step: FlowStep, { mapping, check, target }: StepMapping): FlowProblem[] {
  const found = checkMapping(mapping, { sources: check.sourcesOf(step.id), ...(target && { target }) });
  return found.map((mappingProblem) => problemFromMapping(step, mappingProblem));
}

function problemFromMapping(step: FlowStep, found: MappingProblem): FlowProblem {
  const { code, severity, path, message, fix } = found;
  const place = { stepId: step.id, ...(path !== undefined && { field: path }), ...formulaPlace(found) };
  return { code, severity, ...place, message: `“${step.name}”: ${message}`, ...(fix !== undefined && { fix }) };
}

function formulaPlace({ ruleId, place, range }: MappingProblem): Pick<FlowProblem, 'formula'> {
  if (place === undefined || !range) return {};
  return { formula: { ...(ruleId !== undefined && { ruleId }), place, ...range } };
}

interface ReadPaths {
  readonly paths: readonly string[];
  readonly check: Check;
  readonly field: string;
}

/** Paths outside of mappings are held to the same rules. */
function checkPaths(step: FlowStep, { paths, check, field }: ReadPaths): FlowProblem[] {
  const rules = paths.map((path, index) => ({
    kind: 'copy' as const,
    id: `path-${index}`,
    target: `value${index}`,
    from: { path },
    onError: 'fail' as const,
    origin: 'user' as const,
  }));
  return checkStepMapping(step, { mapping: { v: 1, rules, tables: {} }, check }).map((found) => ({ ...found, field }));
}

interface AskedCondition {
  readonly condition: Condition;
  readonly check: Check;
  readonly field: string;
}

/** Conditions outside of mappings are held to the same rules, their formulas included. */
function checkCondition(step: FlowStep, { condition, check, field }: AskedCondition): FlowProblem[] {
  const rule = { kind: 'const' as const, id: 'condition', target: 'value', value: true, when: condition, onError: 'fail' as const, origin: 'user' as const };
  return checkStepMapping(step, { mapping: { v: 1, rules: [rule], tables: {} }, check })
    .filter(({ code }) => code !== 'RULE_NEVER_APPLIES')
    .map((found) => ({ ...found, field }));
}

function checkBranches(step: FlowStep, { edges }: FlowDocument): FlowProblem[] {
  if (edges.some(({ from }) => from === step.id)) return [];
  return [
    {
      code: 'BRANCH_LEADS_NOWHERE',
      severity: 'warning',
      stepId: step.id,
      message: `Nothing follows “${step.name}”, whatever its answer.`,
      fix: 'Connect its yes or no to a step.',
    },
  ];
}
