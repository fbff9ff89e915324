import { conditionPaths, formatPath, mappingReadings, mappingTargets, parsePath, plainPath, type KnownValues, type MappingDocument, type MappingReading } from '@penstock/mapping';
import { TRIGGER_ID, type ActionStep, type FlowDocument, type FlowStep, type StepId } from '../document';

/** A place of a flow that reads a field of its event or of what an earlier step gave. */
export interface FieldUse {
  /** `trigger`, or the step whose output is read. */
  readonly source: StepId;
  /** Within the source, without positions; empty: all of it. */
  readonly path: string;
  /** The step that reads; `trigger` for the settings of the flow. */
  readonly stepId: StepId;
  readonly ruleId?: string;
  /** The target field of the rule. */
  readonly target?: string;
  /** Outside of mappings: which setting of the step it is. */
  readonly setting?: string;
  /** What is missing or empty has been thought of. */
  readonly isTolerant: boolean;
  readonly known?: KnownValues;
}

/** Everything a flow reads of the world outside of it, by its mappings, conditions and settings. Disabled steps read nothing. */
export function fieldUses(document: FlowDocument): readonly FieldUse[] {
  const { settings, steps } = document;
  const lane = settings?.lane ? [placed(settings.lane.path, { stepId: TRIGGER_ID, setting: 'lane' })] : [];
  const all = [...lane, ...Object.values(steps).filter(({ disabled }) => !disabled).flatMap(readingsOfStep)];
  return all.flatMap(({ path, ...reading }) => {
    const found = sourceOf(path, document);
    return found ? [{ ...found, ...reading }] : [];
  });
}

/** What the mapping of a step fills in of the step's input, without positions. */
export const writtenFields = ({ input }: ActionStep): readonly string[] => mappingTargets(input);

interface Reading extends Omit<FieldUse, 'source'> {
  /** From the root of the record. */
  readonly path: string;
}

const placed = (path: string, place: Pick<FieldUse, 'stepId' | 'setting'>): Reading => ({ ...place, path: plainPath(path), isTolerant: false });

function readingsOfStep(step: FlowStep): readonly Reading[] {
  const stepId = step.id;
  const ofMapping = (mapping: MappingDocument): readonly Reading[] => mappingReadings(mapping).map((reading: MappingReading) => ({ ...reading, stepId }));
  const paths = (all: readonly string[], setting: string): readonly Reading[] => all.map((path) => placed(path, { stepId, setting }));
  switch (step.kind) {
    case 'action':
    case 'sub-flow':
      return ofMapping(step.input);
    case 'map':
      return ofMapping(step.mapping);
    case 'respond':
      return ofMapping(step.body);
    case 'if':
    case 'filter':
      return paths(conditionPaths(step.condition), 'condition');
    case 'switch':
      return step.cases.flatMap(({ condition, name }) => paths(conditionPaths(condition), name));
    case 'for-each':
      return paths([step.items], 'items');
    case 'wait':
      return step.wait.kind === 'until' ? paths([step.wait.path], 'wait') : step.wait.kind === 'decision' ? paths(step.wait.show, 'question') : [];
    case 'try':
    case 'stop':
      return [];
  }
}

/** Loops in loops; more can only be a circle, which the checker names. */
const mostLoops = 20;

function sourceOf(path: string, { steps }: FlowDocument): Pick<FieldUse, 'source' | 'path'> | undefined {
  let segments = segmentsOf(path);
  for (let loops = 0; segments[0] === 'loop' && loops < mostLoops; loops += 1) {
    const [, id = '', item, ...rest] = segments;
    const loop = Object.hasOwn(steps, id) ? steps[id] : undefined;
    if (loop?.kind !== 'for-each' || item !== 'item') return undefined;
    segments = [...segmentsOf(plainPath(loop.items)), ...rest];
  }
  const [root, id = '', ...rest] = segments;
  if (root === TRIGGER_ID) return { source: TRIGGER_ID, path: formatPath(segments.slice(1)) };
  return root === 'steps' && Object.hasOwn(steps, id) ? { source: id, path: formatPath(rest) } : undefined;
}

function segmentsOf(path: string): readonly string[] {
  const parsed = parsePath(path);
  return parsed.ok ? parsed.value.map(String) : [];
}
