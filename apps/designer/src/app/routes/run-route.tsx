import '@xyflow/react/dist/style.css';
import '../../shared/canvas/canvas.css';
import '../../features/runs/runs.css';
import { getRouteApi } from '@tanstack/react-router';
import { RunPage } from '../../features/runs/components/run-page';

const route = getRouteApi('/runs/$runId');

export function RunRoute() {
  const { runId } = route.useParams();
  const { step } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <RunPage
      key={runId}
      runId={runId}
      stepId={step ?? null}
      onChooseStep={(stepId) =>
        void navigate({ to: '/runs/$runId', params: { runId }, search: { step: stepId }, replace: true })
      }
    />
  );
}
