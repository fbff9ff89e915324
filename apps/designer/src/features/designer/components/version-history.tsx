import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { versionQuery, versionsQuery } from '../../../shared/api/flow-queries';
import { flowDiffQuery } from '../../../shared/api/promotion-queries';
import { ReadonlyCanvas } from '../../../shared/canvas/readonly-canvas';
import { DifferenceList } from '../../../shared/diff/difference-list';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { When } from '../../../shared/ui/values';
import { useEditor, useEditorState } from '../model/editor-context';
import { strings } from '../strings';

export function VersionHistory({ onClose }: { onClose(): void }) {
  const flowId = useEditorState((state) => state.flowId);
  const { data, error } = useQuery(versionsQuery(useApi(), flowId));
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Drawer opened onClose={onClose} position="right" size={shown === null ? 440 : '70%'} title={strings.history}>
      {error && <ProblemNotice error={error} />}
      {!data && !error && <RowsSkeleton />}
      {data?.items.length === 0 && <EmptyState title={strings.history}>{strings.noVersions}</EmptyState>}
      {shown !== null && <VersionPreview flowId={flowId} number={shown} />}
      {shown !== null && <SinceVersion flowId={flowId} number={shown} />}
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

function VersionPreview({ flowId, number }: { readonly flowId: string; readonly number: number }) {
  const { connectors } = useEditor();
  const { data, error } = useQuery(versionQuery(useApi(), flowId, number));
  return (
    <div className="ps-versions__preview">
      <span className="ps-chip">
        v{number} · {strings.readOnly}
      </span>
      {error && <ProblemNotice error={error} />}
      {data && <ReadonlyCanvas label={`Version ${number}`} flow={data.document} connectors={connectors} />}
    </div>
  );
}

/** What the draft, as it is saved, does otherwise than a version. */
function SinceVersion({ flowId, number }: { readonly flowId: string; readonly number: number }) {
  const { data, error } = useQuery({ ...flowDiffQuery(useApi(), flowId, { from: number, to: 'draft' }), staleTime: 0 });
  return (
    <section aria-label={strings.sinceVersion(number)}>
      <h3>{strings.sinceVersion(number)}</h3>
      {error && <ProblemNotice error={error} />}
      {data && <DifferenceList differences={data.differences} />}
    </section>
  );
}
