import { Button, Drawer } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { changeBetween } from '@penstock/flow-model';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { versionQuery, versionsQuery } from '../../../shared/api/flow-queries';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { When } from '../../../shared/ui/values';
import { useEditor, useEditorState } from '../model/editor-context';
import { strings } from '../strings';
import { VersionComparison } from './version-comparison';

/** Every version of the flow: looked at beside the draft, with what differs, and brought back as a draft. */
export function VersionHistory({ onClose }: { onClose(): void }) {
  const flowId = useEditorState((state) => state.flowId);
  const { data, error } = useQuery(versionsQuery(useApi(), flowId));
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Drawer opened onClose={onClose} position="right" size={shown === null ? 440 : '96%'} title={strings.history}>
      {error && <ProblemNotice error={error} />}
      {!data && !error && <RowsSkeleton />}
      {data?.items.length === 0 && <EmptyState title={strings.history}>{strings.noVersions}</EmptyState>}
      {shown !== null && <ShownVersion flowId={flowId} number={shown} onRestored={onClose} />}
      <ol className="ps-versions">
        {data?.items.map(({ number, note, createdAt, createdBy, hash }) => (
          <li key={number} aria-current={number === shown ? 'true' : undefined}>
            <div>
              <strong>v{number}</strong> {note}
              <div className="ps-meta">
                <When at={createdAt} /> {strings.by(createdBy)} · <span className="ps-mono">{hash.slice(0, 10)}</span>
              </div>
            </div>
            <Button
              variant="default"
              size="compact-xs"
              onClick={() => setShown(number)}
              aria-label={`${strings.viewVersion} v${number}`}
            >
              {strings.viewVersion}
            </Button>
          </li>
        ))}
      </ol>
    </Drawer>
  );
}

interface ShownVersionProps {
  readonly flowId: string;
  readonly number: number;
  onRestored(): void;
}

function ShownVersion({ flowId, number, onRestored }: ShownVersionProps) {
  const { store } = useEditor();
  const draft = useEditorState((state) => state.flow);
  const { data, error } = useQuery(versionQuery(useApi(), flowId, number));
  const restore = (): void => {
    if (!data) return;
    const { flow, execute } = store.getState();
    const label = strings.restoreLabel(number);
    execute({ kind: 'apply-change', change: changeBetween(flow, data.document), label });
    notifications.show({ message: strings.restoredVersion(number) });
    onRestored();
  };
  return (
    <div className="ps-versions__preview">
      <div className="ps-versions__head">
        <span className="ps-chip">
          v{number} · {strings.readOnly}
        </span>
        <Button variant="default" size="compact-sm" disabled={!data} onClick={restore}>
          {strings.restore(number)}
        </Button>
      </div>
      {error && <ProblemNotice error={error} />}
      {data && (
        <VersionComparison
          before={{ title: `v${number}`, document: data.document }}
          after={{ title: strings.draft, document: draft }}
        />
      )}
    </div>
  );
}
