import type { MappingDocument } from '@penstock/mapping';
import { isSame } from '../diff/difference-of';
import type { FlowDocument, FlowStep, StepId } from '../document';
import { mergeMappings } from './merge-mappings';
import { mergeValue, own, type Arbiter, type Parts, type Sides } from './three-way';

type Steps = FlowDocument['steps'];

/** Every step by its members, mappings by their rules and names; a step that one side removed and the other changed is one question. */
export function mergeSteps({ base, mine, theirs }: Sides<Steps>, arbiter: Arbiter): Steps {
  const ids = new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(base)]);
  return Object.fromEntries(
    [...ids].flatMap((id): [StepId, FlowStep][] => {
      const merged = mergeStep({ base: base[id], mine: mine[id], theirs: theirs[id] }, `steps/${id}`, arbiter);
      return merged ? [[id, merged]] : [];
    }),
  );
}

function mergeStep(sides: Sides<FlowStep | undefined>, key: string, arbiter: Arbiter): FlowStep | undefined {
  const { base, mine, theirs } = sides;
  if (!base || !mine || !theirs || mine.kind !== theirs.kind || mine.kind !== base.kind) {
    // Somebody's dragging a card is no change that its removal would have to be asked about.
    if (base && isSame(unplaced(base), unplaced(mine ?? theirs)) && (!mine || !theirs)) return undefined;
    return mergeValue(sides, key, arbiter);
  }
  return mergeMembers({ base, mine, theirs }, key, arbiter) as unknown as FlowStep;
}

const unplaced = (step: FlowStep | undefined): unknown => step && { ...step, position: null };

function mergeMembers({ base, mine, theirs }: Sides<Parts>, key: string, arbiter: Arbiter): Record<string, unknown> {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const value = mergeMember({ base: own(base, name), mine: own(mine, name), theirs: own(theirs, name) }, `${key}/${name}`, arbiter);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function mergeMember(sides: Sides<unknown>, key: string, arbiter: Arbiter): unknown {
  const { base, mine, theirs } = sides;
  // Where a card stands is not worth a question.
  if (key.endsWith('/position')) return mergeValue(sides, key, () => 'mine');
  if (isMapping(base) && isMapping(mine) && isMapping(theirs)) return mergeMappings({ base, mine, theirs }, key, arbiter);
  return mergeValue(sides, key, arbiter);
}

const isMapping = (value: unknown): value is MappingDocument =>
  typeof value === 'object' && value !== null && Array.isArray((value as Partial<MappingDocument>).rules) && 'tables' in value;
