import { useCallback, useMemo } from 'react';
import type { FieldNode } from '../model/field-tree';
import type { FieldLink } from '../model/mapping-links';
import { keyOf } from '../model/field-tree';
import type { StudioModel } from '../model/studio-model';
import { useStudio, useStudioModel, useStudioState } from '../model/studio-context';
import type { SourceFilter, TargetFilter } from '../model/studio-store';
import { useShownRows } from '../model/use-shown-rows';
import { strings } from '../strings';
import { LineLayer } from './line-layer';
import { SourcePane } from './source-pane';
import { TargetPane } from './target-pane';

/** Both trees with the lines between them. */
export function StudioTrees({ stepName }: { readonly stepName: string }) {
  const model = useStudioModel();
  const { store } = useStudio();
  const { sources, targets, links, suggestionOf } = model;
  const source = useShownRows('source', sources, useSourceFilter(model));
  const target = useShownRows('target', targets, useTargetFilter(model));
  const picked = useStudioState((state) => state.picked);
  const allLinks = useMemo(() => [...links, ...suggestedLinks(suggestionOf)], [links, suggestionOf]);
  return (
    <div className="ps-studio__trees">
      <SourcePane shown={source} />
      <LineLayer sourceRows={source.rows} targetRows={target.rows} links={allLinks} />
      <TargetPane shown={target} stepName={stepName} />
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

type Wanted = ((node: FieldNode, at: number) => boolean) | undefined;

function useTargetFilter({ states, placeOf, suggestionOf }: StudioModel): Wanted {
  const filter = useStudioState((state) => state.targetFilter);
  const wanted = useCallback(
    ({ key }: FieldNode, at: number): boolean => {
      const tests: Readonly<Record<TargetFilter, () => boolean>> = {
        all: () => true,
        mapped: () => placeOf.has(key),
        unmapped: () => !placeOf.has(key) && states.openBelow[at] === 0,
        required: () => states.open.includes(at),
        problems: () => states.states[at] === 'problem',
        suggested: () => suggestionOf.has(key),
      };
      return tests[filter]();
    },
    [filter, states, placeOf, suggestionOf],
  );
  return filter === 'all' ? undefined : wanted;
}

function useSourceFilter({ links }: StudioModel): Wanted {
  const filter = useStudioState((state) => state.sourceFilter);
  const used = useMemo(() => new Set(links.map(({ source }) => source)), [links]);
  const wanted = useCallback(
    ({ key, sample }: FieldNode): boolean => {
      const tests: Readonly<Record<SourceFilter, () => boolean>> = {
        all: () => true,
        used: () => used.has(key),
        unused: () => !used.has(key),
        sampled: () => sample !== undefined && sample !== null && sample !== '',
      };
      return tests[filter]();
    },
    [filter, used],
  );
  return filter === 'all' ? undefined : wanted;
}
