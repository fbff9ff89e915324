import { Button, Modal, Stack } from '@mantine/core';
import { waysToAdd, type ListReduction, type OnFilled } from '../model/map-field';
import { nodeOf } from '../model/field-tree';
import { useStudio, useStudioState } from '../model/studio-context';
import { useMapGestures } from '../model/use-map-gestures';
import { strings } from '../strings';

const reductions: readonly ListReduction[] = ['first', 'last', 'sum', 'join'];

/** Asks what must not be guessed: what happens with a filled target, which of many values one takes. */
export function QuestionDialog() {
  const { model, store } = useStudio();
  const gestures = useMapGestures();
  const question = useStudioState((state) => state.question);
  if (!question) return null;
  const close = (): void => store.getState().set({ question: null });
  const { source, target, kind, onFilled, reduction } = question;
  const rule = model.placeOf.get(target)?.rule;
  const targetName = nodeOf(model.targets, target)?.title ?? target;
  const answer = (choice: { onFilled?: OnFilled; reduction?: ListReduction }): void => {
    close();
    gestures.map(source, target, { ...(onFilled && { onFilled }), ...(reduction && { reduction }), ...choice });
  };
  const isList = kind === 'ask-list';
  return (
    <Modal
      opened
      onClose={close}
      title={isList ? strings.listToValue(source, targetName) : strings.alreadyFilled(targetName)}
    >
      <Stack gap={8}>
        <p className="ps-meta">{isList ? strings.listToValueHelp : strings.alreadyFilledHelp(source)}</p>
        {isList
          ? reductions.map((way) => (
              <Choice key={way} {...strings.reductions[way]} onChoose={() => answer({ reduction: way })} />
            ))
          : rule &&
            waysToAdd(rule).map((way) => (
              <Choice key={way} {...strings.ways[way]} onChoose={() => answer({ onFilled: way })} />
            ))}
        <Button variant="subtle" color="gray" onClick={close}>
          {strings.cancel}
        </Button>
      </Stack>
    </Modal>
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly help: string;
  onChoose(): void;
}

const Choice = ({ title, help, onChoose }: ChoiceProps) => (
  <button type="button" className="ps-choice" onClick={onChoose}>
    <strong>{title}</strong>
    <span className="ps-meta">{help}</span>
  </button>
);
