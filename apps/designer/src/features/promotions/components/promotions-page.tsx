import type { PromotionSummary } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { flowsQuery } from '../../../shared/api/flow-queries';
import { promotionsQuery } from '../../../shared/api/promotion-queries';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page, Panel } from '../../../shared/ui/page';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { PipelineTable } from './pipeline-table';
import { RequestDialog } from './request-dialog';
import { PromotionState } from './promotion-state';

interface PromotionsPageProps {
  /** A promotion somebody came here to ask for. */
  readonly asked: { readonly flowId: string; readonly versionNumber: number; readonly environment: string } | null;
  onAskClosed(): void;
}

export function PromotionsPage({ asked, onAskClosed }: PromotionsPageProps) {
  const { environments } = useCurrentEnvironment();
  const api = useApi();
  const flows = useQuery(flowsQuery(api));
  const promotions = useQuery(promotionsQuery(api));
  const error = flows.error ?? promotions.error;
  const versioned = flows.data?.items.filter(({ latestVersion }) => latestVersion !== null) ?? [];
  const target = environments.find(({ key }) => key === asked?.environment);
  const flow = versioned.find(({ id }) => id === asked?.flowId);
  return (
    <Page title={strings.title}>
      <div className="ps-dimmed">{strings.lead}</div>
      {error && <ProblemNotice error={error} />}
      <Panel title={strings.pipeline}>
        {!flows.data && !error && <RowsSkeleton rows={3} />}
        {flows.data && versioned.length === 0 && <div className="ps-panel__body ps-dimmed">{strings.noFlows}</div>}
        {versioned.length > 0 && <PipelineTable flows={versioned} />}
      </Panel>
      <Panel title={strings.history}>
        {!promotions.data && !error && <RowsSkeleton rows={3} />}
        {promotions.data?.items.length === 0 && <EmptyState title={strings.emptyTitle}>{strings.empty}</EmptyState>}
        {promotions.data && promotions.data.items.length > 0 && <PromotionsTable promotions={promotions.data.items} />}
      </Panel>
      {asked && target && flow && (
        <RequestDialog flowId={flow.id} flowName={flow.name} versionNumber={asked.versionNumber} target={target} onClose={onAskClosed} />
      )}
    </Page>
  );
}

function PromotionsTable({ promotions }: { readonly promotions: readonly PromotionSummary[] }) {
  return (
    <div style={{ overflow: 'auto' }}>
      <table className="ps-table" aria-label={strings.history}>
        <thead>
          <tr>
            <th scope="col">{strings.flow}</th>
            <th scope="col">{strings.version}</th>
            <th scope="col">{strings.environment}</th>
            <th scope="col">{strings.status}</th>
            <th scope="col">{strings.askedBy}</th>
            <th scope="col">{strings.decidedBy}</th>
            <th scope="col">{strings.when}</th>
          </tr>
        </thead>
        <tbody>
          {promotions.map((promotion) => (
            <PromotionRow key={promotion.id} promotion={promotion} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PromotionRow({ promotion }: { readonly promotion: PromotionSummary }) {
  const { environments } = useCurrentEnvironment();
  const { id, kind, flowName, environment: key, baseNumber, versionNumber, status, requestedBy, decidedBy, requestedAt } = promotion;
  const environment = environments.find((each) => each.key === key);
  return (
    <tr>
      <td className="ps-table__main">
        <Link className="ps-row-link" to="/promotions/$promotionId" params={{ promotionId: id }}>
          {flowName}
        </Link>
        {kind === 'rollback' && <div className="ps-meta">{strings.kinds.rollback}</div>}
      </td>
      <td className="ps-nowrap">{strings.versionChange(baseNumber, versionNumber)}</td>
      <td>
        <EnvironmentBadge kind={environment?.kind ?? 'production'} name={environment?.name ?? key} />
      </td>
      <td>
        <PromotionState status={status} />
      </td>
      <td>{requestedBy}</td>
      <td>{decidedBy ?? <span className="ps-dimmed">–</span>}</td>
      <td>
        <When at={requestedAt} />
      </td>
    </tr>
  );
}
