import { emptyMapping, type MappingDocument } from '@penstock/mapping';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { versionQuery } from '../../../../shared/api/flow-queries';
import { valueAt } from '../../mapping/model/sample-values';
import { useEditorState } from '../../model/editor-context';
import { changedTargets } from './changed-targets';
import type { FieldNode } from './field-tree';
import { useStudioState } from './studio-context';
import type { StudioModel } from './studio-model';
import type { TargetFilter } from './studio-store';
import { isMapped, mappingOf } from './mapped-step';

export type Wanted = ((node: FieldNode, at: number) => boolean) | undefined;

/** What the filter of the targets leaves; undefined: everything. */
export function useTargetFilter(stepId: string, model: StudioModel): Wanted {
  const filter = useStudioState((state) => state.targetFilter);
  const changed = useChangedSince(stepId, versionIn(filter), model.mapping);
  const { states, placeOf, suggestionOf, output } = model;
  const wanted = useCallback(
    ({ key }: FieldNode, at: number): boolean => {
      switch (filter) {
        case 'all':
          return true;
        case 'mapped':
          return placeOf.has(key);
        case 'unmapped':
          return !placeOf.has(key) && states.openBelow[at] === 0;
        case 'required':
          return states.open.includes(at);
        case 'problems':
          return states.states[at] === 'problem';
        case 'suggested':
          return suggestionOf.has(key);
        case 'filled':
          return hasValue(valueAt(output, key.replaceAll('[]', '[0]')));
        default:
          return changed.has(key);
      }
    },
    [filter, states, placeOf, suggestionOf, output, changed],
  );
  return filter === 'all' ? undefined : wanted;
}

export const hasValue = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function versionIn(filter: TargetFilter): number | null {
  const [, number] = /^since-(\d+)$/.exec(filter) ?? [];
  return number === undefined ? null : Number(number);
}

const none: ReadonlySet<string> = new Set();

/** A step the version did not have was filled by nothing then. */
function useChangedSince(stepId: string, version: number | null, mapping: MappingDocument): ReadonlySet<string> {
  const flowId = useEditorState((state) => state.flowId);
  const { data } = useQuery({ ...versionQuery(useApi(), flowId, version ?? 0), enabled: version !== null });
  return useMemo(() => {
    if (version === null || !data) return none;
    const step = data.document.steps[stepId];
    return changedTargets(isMapped(step) ? mappingOf(step) : emptyMapping, mapping);
  }, [version, data, stepId, mapping]);
}
