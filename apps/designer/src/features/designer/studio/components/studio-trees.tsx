import { useCallback, useMemo } from 'react';
import type { FieldNode } from '../model/field-tree';
import type { FieldLink } from '../model/mapping-links';
import { keyOf } from '../model/field-tree';
import type { StudioModel } from '../model/studio-model';
import { useStudio, useStudioModel, useStudioState } from '../model/studio-context';
import type { SourceFilter } from '../model/studio-store';
import { useLineage } from '../model/use-lineage';
import { useShownRows } from '../model/use-shown-rows';
import type { MappedStep } from '../model/mapped-step';
import { hasValue, useTargetFilter, type Wanted } from '../model/use-target-filter';
import { strings } from '../strings';
import { LineLayer } from './line-layer';
import { SourcePane } from './source-pane';
import { TargetPane } from './target-pane';

/** Both trees with the lines between them. */
export function StudioTrees({ step }: { readonly step: Pick<MappedStep, 'id' | 'name'> }) {
  const model = useStudioModel();
  const { store } = useStudio();
  const { sources, targets, links, suggestionOf } = model;
  const source = useShownRows('source', sources, useSourceFilter(model));
  const target = useShownRows('target', targets, useTargetFilter(step.id, model));
  const picked = useStudioState((state) => state.picked);
  useLineage();
  const allLinks = useMemo(() => [...links, ...suggestedLinks(suggestionOf)], [links, suggestionOf]);
  return (
    <div className="ps-studio__trees">
      <SourcePane shown={source} stepId={step.id} />
      <LineLayer sourceRows={source.rows} targetRows={target.rows} links={allLinks} />
      <TargetPane shown={target} stepName={step.name} />
      {picked !== null && (
        <div className="ps-studio__picked">
          {strings.pickedShort(picked)}
          <button type="button" className="ps-plain-button" onClick={() => store.getState().set({ picked: null })}>
            {strings.cancel}
          </button>
        </div>
      )}
    </div>
  );
}

function suggestedLinks(suggestions: StudioModel['suggestionOf']): FieldLink[] {
  return [...suggestions.values()].map(({ source, target }) => ({
    id: `suggested ${target}`,
    source: keyOf(source),
    target: keyOf(target),
    state: 'suggested',
  }));
}

function useSourceFilter({ usedSources: used }: StudioModel): Wanted {
  const filter = useStudioState((state) => state.sourceFilter);
  const wanted = useCallback(
    ({ key, sample }: FieldNode): boolean => {
      const tests: Readonly<Record<SourceFilter, () => boolean>> = {
        all: () => true,
        used: () => used.has(key),
        unused: () => !used.has(key),
        sampled: () => hasValue(sample),
      };
      return tests[filter]();
    },
    [filter, used],
  );
  return filter === 'all' ? undefined : wanted;
}
