import { Button, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import { columnPairs, type ColumnMode } from '../model/paste-columns';
import { useStudio, useStudioState } from '../model/studio-context';
import { strings } from '../strings';

/** A list of columns, read as suggestions for many targets at once. */
export function PasteColumnsDialog() {
  const { store } = useStudio();
  const pasting = useStudioState((state) => state.pasting);
  if (pasting === null) return null;
  return <Pasting start={pasting} onClose={() => store.getState().set({ pasting: null })} />;
}

function Pasting({ start, onClose }: { readonly start: string; onClose(): void }) {
  const { model, store } = useStudio();
  const { sources, targets, placeOf, suggestions } = model;
  const from = useStudioState((state) => state.active.target);
  const [text, setText] = useState(start);
  const [mode, setMode] = useState<ColumnMode>('meaning');
  const { pairs, left } = useMemo(
    () =>
      columnPairs({
        text,
        mode,
        sources,
        targets,
        from,
        candidates: suggestions.candidates,
        isFilled: (target) => placeOf.has(target),
      }),
    [text, mode, sources, targets, from, suggestions.candidates, placeOf],
  );
  const show = (): void => {
    store.getState().set({ pasted: pairs, pasting: null, dock: 'suggestions' });
  };
  return (
    <Modal opened onClose={onClose} title={strings.pasteTitle} size="lg">
      <Stack gap={10}>
        <Textarea
          data-autofocus
          label={strings.pasteText}
          description={strings.pasteHelp}
          autosize
          minRows={8}
          maxRows={14}
          styles={{ input: { fontFamily: 'var(--ps-mono)', fontSize: 12.5 } }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={strings.pasteMode}
          value={mode}
          onChange={(next) => setMode(next as ColumnMode)}
          data={Object.entries(strings.pasteModes).map(([value, label]) => ({ value, label }))}
        />
        <p className="ps-meta" role="status">
          {strings.pasteFound(pairs.length, left)}
        </p>
        <Button disabled={pairs.length === 0} onClick={show}>
          {strings.pasteShow}
        </Button>
      </Stack>
    </Modal>
  );
}
