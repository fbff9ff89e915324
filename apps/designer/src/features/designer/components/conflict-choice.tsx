import { Button, Modal, Stack } from '@mantine/core';
import type { Draft } from '@penstock/contracts';
import { lazy, Suspense } from 'react';
import { formatClock } from '../../../shared/lib/format-time';
import { RowsSkeleton } from '../../../shared/ui/notices';
import { useEditor, useEditorState } from '../model/editor-context';
import { strings } from '../strings';

const VersionComparison = lazy(() =>
  import('../versions/version-comparison').then((module) => ({ default: module.VersionComparison })),
);

/** What somebody else stored beside one's own document, and the choice between them. */
export function ConflictChoice({ theirs }: { readonly theirs: Draft }) {
  const { store, autosave } = useEditor();
  const mine = useEditorState((state) => state.flow);
  const keepMine = (): void => {
    store.getState().rebase(theirs.revision);
    void autosave.saveNow();
  };
  return (
    <Modal
      opened
      title={strings.conflictTitle}
      onClose={() => undefined}
      size="92%"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <div>{strings.conflictBody(theirs.updatedBy, formatClock(theirs.updatedAt))}</div>
        <Suspense fallback={<RowsSkeleton rows={4} />}>
          <VersionComparison
            before={{ title: strings.theirs(theirs.updatedBy), document: theirs.document }}
            after={{ title: strings.mine, document: mine }}
          />
        </Suspense>
        <Choice
          label={strings.takeTheirs}
          help={strings.takeTheirsHelp}
          onClick={() => store.getState().load(theirs)}
        />
        <Choice label={strings.keepMine} help={strings.keepMineHelp} onClick={keepMine} />
      </Stack>
    </Modal>
  );
}

function Choice({ label, help, onClick }: { readonly label: string; readonly help: string; onClick(): void }) {
  return (
    <div>
      <Button variant="default" onClick={onClick}>
        {label}
      </Button>
      <div className="ps-meta">{help}</div>
    </div>
  );
}
