import { Button, Group, Modal, Stack } from '@mantine/core';
import type { Draft } from '@penstock/contracts';
import { mergeFlows, type FlowDocument, type MergeChoices } from '@penstock/flow-model';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { sessionQuery } from '../../../shared/api/session-queries';
import { formatClock } from '../../../shared/lib/format-time';
import { useEditor, useEditorState } from '../model/editor-context';
import { strings } from '../strings';
import { MergeView } from './merge-view';

/** What somebody else stored beside one's own document, what both make together, and what both changed to choose from. */
export function ConflictChoice({ theirs }: { readonly theirs: Draft }) {
  const { store, autosave } = useEditor();
  const { data: session } = useQuery(sessionQuery(useApi()));
  const mine = useEditorState((state) => state.flow);
  const base = useEditorState((state) => state.stored);
  const [choices, setChoices] = useState<MergeChoices>({});
  const sides = useMemo(() => ({ base, mine, theirs: theirs.document }), [base, mine, theirs]);
  const { flow: merged, conflicts } = useMemo(() => mergeFlows(sides, choices), [sides, choices]);
  const undecided = conflicts.filter(({ key }) => !(key in choices)).length;
  const settle = (flow: FlowDocument): void => {
    store.getState().settleConflict(theirs, flow);
    void autosave.saveNow();
  };
  return (
    <Modal
      opened
      title={strings.conflictTitle(session?.user.email === theirs.updatedBy)}
      onClose={() => undefined}
      size="94%"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <div>{strings.conflictBody(theirs.updatedBy, formatClock(theirs.updatedAt))}</div>
        <MergeView
          sides={sides}
          merged={merged}
          conflicts={conflicts}
          choices={choices}
          theirTitle={strings.theirs(theirs.updatedBy)}
          onChoose={(key, side) => setChoices({ ...choices, [key]: side })}
        />
        <Group justify="flex-end">
          <span className="ps-meta">{undecided > 0 ? strings.undecided(undecided) : strings.onlyOneHelp}</span>
          <Button variant="default" onClick={() => settle(theirs.document)}>
            {strings.onlyTheirs}
          </Button>
          <Button variant="default" onClick={() => settle(mine)}>
            {strings.onlyMine}
          </Button>
          <Button disabled={undecided > 0} onClick={() => settle(merged)}>
            {strings.saveMerged}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
