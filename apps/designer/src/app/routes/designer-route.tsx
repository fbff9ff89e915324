import '@xyflow/react/dist/style.css';
import '../../shared/canvas/canvas.css';
import '../../features/designer/designer.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useMatch, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect } from 'react';
import { FlowEditor } from '../../features/designer/components/flow-editor';
import { useApi } from '../../shared/api/api-context';
import { connectorsQuery, draftQuery } from '../../shared/api/flow-queries';
import { ProblemNotice, RowsSkeleton } from '../../shared/ui/notices';

// Most flows are looked at without a mapping being opened; from a step's panel it is one click away.
const loadStudio = () => import('./studio-page');
const StudioPage = lazy(loadStudio);

const route = getRouteApi('/flows/$flowId');

export function DesignerRoute() {
  const api = useApi();
  const { flowId } = route.useParams();
  const { step, field, run } = route.useSearch();
  const navigate = route.useNavigate();
  const anywhere = useNavigate();
  const isStepOpen = step !== undefined;
  useEffect(() => {
    if (isStepOpen) void loadStudio();
  }, [isStepOpen]);
  const draft = useQuery(draftQuery(api, flowId));
  const connectors = useQuery(connectorsQuery(api));
  const openStep = useCallback(
    (stepId: string | null, fieldName?: string) =>
      void navigate({
        search: ({ run: shown }) => ({
          ...(shown !== undefined && { run: shown }),
          ...(stepId !== null && { step: stepId }),
          ...(stepId !== null && fieldName !== undefined && { field: fieldName }),
        }),
        replace: true,
      }),
    [navigate],
  );
  const showRun = useCallback(
    (runId: string | null) =>
      void navigate({ search: ({ run: _before, ...rest }) => ({ ...rest, ...(runId !== null && { run: runId }) }), replace: true }),
    [navigate],
  );
  const studio = useMatch({ from: '/flows/$flowId/steps/$stepId/mapping', shouldThrow: false });
  const studioStep = studio?.params.stepId;
  const showField = useCallback(
    (target: string | null) => {
      if (studioStep === undefined) return;
      void anywhere({
        to: '/flows/$flowId/steps/$stepId/mapping',
        params: { flowId, stepId: studioStep },
        search: target === null ? {} : { target },
        replace: true,
      });
    },
    [anywhere, flowId, studioStep],
  );
  const error = draft.error ?? connectors.error;
  if (error) {
    return (
      <div className="ps-page">
        <ProblemNotice error={error} retry={() => void Promise.all([draft.refetch(), connectors.refetch()])} />
      </div>
    );
  }
  if (!draft.data || !connectors.data) return <RowsSkeleton rows={8} />;
  return (
    <FlowEditor
      key={flowId}
      draft={draft.data}
      connectors={connectors.data}
      openStepId={step ?? null}
      openField={field ?? null}
      onOpenStep={openStep}
      shownRunId={run ?? null}
      presentAt={studioStep ?? step ?? null}
      onShowRun={showRun}
    >
      {studio && (
        <Suspense fallback={<RowsSkeleton rows={12} />}>
          <StudioPage stepId={studio.params.stepId} field={studio.search.target ?? null} onField={showField} />
        </Suspense>
      )}
    </FlowEditor>
  );
}
