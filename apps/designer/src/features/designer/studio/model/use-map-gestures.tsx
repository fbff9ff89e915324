import { notifications } from '@mantine/notifications';
import { UndoToast } from '../components/undo-toast';
import { strings } from '../strings';
import { nodeOf } from './field-tree';
import { mapField, type ListReduction, type OnFilled } from './map-field';
import { withoutPlacedRule } from './placed-rules';
import { useStudio } from './studio-context';

export interface MapChoice {
  readonly onFilled?: OnFilled;
  readonly reduction?: ListReduction;
}

export interface MapGestures {
  /** Maps a source to a target by their keys, or asks what has to be known first. */
  map(source: string, target: string, choice?: MapChoice): void;
  unmap(target: string): void;
  /** Makes the source the one the next Enter on a target maps; the same again, or null, lets it go. */
  pick(source: string | null): void;
}

/** What drops and keys mean, with what is said about it. */
export function useMapGestures(): MapGestures {
  const { model, store } = useStudio();
  const say = (said: string): void => store.getState().set({ said });
  const map = (sourceKey: string, targetKey: string, choice: MapChoice = {}): void => {
    const [source, target] = [nodeOf(model.sources, sourceKey), nodeOf(model.targets, targetKey)];
    if (!source || !target) return say(strings.fieldGone);
    const answer = mapField({ ...model, source, target, ...choice });
    switch (answer.kind) {
      case 'refused':
        notifications.show({ message: answer.reason, color: 'yellow' });
        return say(answer.reason);
      case 'propose':
        return store
          .getState()
          .set({ dock: 'suggestions', proposed: { source: sourceKey, target: targetKey }, picked: null });
      case 'ask-filled':
      case 'ask-list':
        return store
          .getState()
          .set({ question: { kind: answer.kind, source: sourceKey, target: targetKey, ...choice } });
      case 'mapped':
        model.edit(answer.mapping, answer.label);
        store.getState().set({ picked: null, question: null });
        store.getState().activate('target', targetKey);
        say([strings.mapped(source.key, target.name), answer.told].filter(Boolean).join(' '));
        if (answer.told !== undefined)
          notifications.show({ message: <UndoToast told={answer.told} onUndo={model.undo} /> });
    }
  };
  const unmap = (targetKey: string): void => {
    const place = model.placeOf.get(targetKey);
    if (!place) return say(strings.nothingToClear(targetKey));
    model.edit(withoutPlacedRule(model.mapping, place), strings.unmapLabel(targetKey));
    say(strings.cleared(targetKey));
  };
  const pick = (sourceKey: string | null): void => {
    const next = sourceKey === store.getState().picked ? null : sourceKey;
    store.getState().set({ picked: next, said: next === null ? strings.unpicked : strings.picked(next) });
  };
  return { map, unmap, pick };
}
