import { Button } from '@mantine/core';
import { IconMathFunction, IconQuote, IconSearch } from '@tabler/icons-react';
import { withSuggestions } from '../../mapping/model/accept-suggestions';
import type { FieldNode } from '../model/field-tree';
import { useStudio } from '../model/studio-context';
import { useMapGestures } from '../model/use-map-gestures';
import { keyOf } from '../model/field-tree';
import { strings } from '../strings';

/** What can be done with a field nothing fills: its likeliest sources, and the ways to start by hand. */
export function StartHere({ node }: { readonly node: FieldNode }) {
  const { model, store } = useStudio();
  const gestures = useMapGestures();
  const suggestion = model.suggestionOf.get(node.key);
  const candidates = (model.suggestions.candidates[node.key] ?? []).filter(
    ({ source }) => source !== suggestion?.source,
  );
  const type = (start: string): void => store.getState().set({ typing: { target: node.key, start } });
  return (
    <div className="ps-detail__body">
      <p className="ps-detail__hint">{strings.noRule}</p>
      {suggestion && (
        <section className="ps-detail__section" aria-label={strings.bestSuggestion}>
          <div className="ps-detail__label">{strings.bestSuggestion}</div>
          <div className="ps-suggested">
            <span className="ps-mono">{keyOf(suggestion.source)}</span>
            <span className="ps-chip">{strings.sure(suggestion.confidence)}</span>
          </div>
          <p className="ps-meta">{suggestion.reason}</p>
          {suggestion.transform && <p className="ps-meta">{suggestion.transform.summary}</p>}
          <Button
            size="compact-sm"
            onClick={() => model.edit(withSuggestions(model.mapping, [suggestion]), strings.acceptLabel(1))}
          >
            {strings.accept}
          </Button>
        </section>
      )}
      {candidates.length > 0 && (
        <section className="ps-detail__section" aria-label={strings.otherSources}>
          <div className="ps-detail__label">{strings.otherSources}</div>
          {candidates.map(({ source, confidence }) => (
            <button
              key={source}
              type="button"
              className="ps-candidate"
              onClick={() => gestures.map(keyOf(source), node.key)}
            >
              <span className="ps-mono ps-ellipsis">{keyOf(source)}</span>
              <span className="ps-number ps-dimmed">{strings.sure(confidence)}</span>
            </button>
          ))}
        </section>
      )}
      <div className="ps-detail__ways">
        <Button variant="default" size="compact-sm" leftSection={<IconQuote size={14} />} onClick={() => type('')}>
          {strings.fixedValue}
        </Button>
        <Button variant="default" size="compact-sm" leftSection={<IconSearch size={14} />} onClick={() => type('/')}>
          {strings.findField}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconMathFunction size={14} />}
          onClick={() => type('=')}
        >
          {strings.formula}
        </Button>
      </div>
    </div>
  );
}
