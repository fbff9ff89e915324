import { Button } from '@mantine/core';
import type { Promotion, PromotionShadow } from '@penstock/contracts';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { promotionQuery, verificationQuery } from '../../../shared/api/promotion-queries';
import { useMayTakeEvidence } from '../../../shared/api/use-may-operate';
import { DifferenceList } from '../../../shared/diff/difference-list';
import { moneyRows } from '../../../shared/lib/difference-rows';
import { DifferenceTable } from '../../../shared/ui/difference-table';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page, Panel } from '../../../shared/ui/page';
import { Identifier } from '../../../shared/ui/values';
import { strings } from '../strings';
import { DecisionPanel } from './decision-panel';
import { PackageBindings } from './package-bindings';
import { ChecksList, PromotionState } from './promotion-state';

/** A package: what is decided about, and what was decided. */
export function PromotionPage({ id }: { readonly id: string }) {
  const { data, error } = useQuery(promotionQuery(useApi(), id));
  if (error) return <ProblemNotice error={error} />;
  if (!data) return <RowsSkeleton />;
  return <LoadedPromotion promotion={data} />;
}

function LoadedPromotion({ promotion }: { readonly promotion: Promotion }) {
  const { environments } = useCurrentEnvironment();
  const { package: content, status, kind, environment: key } = promotion;
  const environment = environments.find((each) => each.key === key);
  return (
    <Page
      title={`${strings.kinds[kind]}: ${content.flow.name} ${strings.versionChange(content.base?.number ?? null, content.version.number)}`}
      state={
        <>
          <EnvironmentBadge kind={environment?.kind ?? 'production'} name={content.target.name} />
          <PromotionState status={status} />
        </>
      }
      actions={
        <Link className="ps-row-link" to="/flows/$flowId" params={{ flowId: content.flow.id }}>
          {strings.openDesigner}
        </Link>
      }
    >
      <DecisionPanel promotion={promotion} />
      <Panel title={strings.checks}>
        <ChecksList checks={content.checks} />
      </Panel>
      <Panel title={strings.differences}>
        <div className="ps-panel__body">
          <div className="ps-dimmed">{strings.against(content.base?.number ?? null)}</div>
          <DifferenceList differences={content.differences} />
        </div>
      </Panel>
      <Panel title={strings.connections}>
        <PackageBindings bindings={content.bindings} />
      </Panel>
      <ShadowPanel shadow={content.shadow} />
      <EvidencePanel promotion={promotion} />
    </Page>
  );
}

function ShadowPanel({ shadow }: { readonly shadow: PromotionShadow | null }) {
  if (!shadow)
    return (
      <Panel title={strings.shadow}>
        <div className="ps-panel__body ps-dimmed">{strings.noShadow}</div>
      </Panel>
    );
  const money = moneyRows(shadow.moneyBefore, shadow.moneyAfter);
  return (
    <Panel title={strings.shadow}>
      <div className="ps-panel__body">
        <div>{strings.shadowSummary(shadow.compared, shadow.identical, shadow.different)}</div>
        {money.length > 0 && (
          <DifferenceTable label={strings.money} columns={{ place: strings.money, before: strings.recorded, after: strings.candidate }} rows={money} />
        )}
        <ul>
          {shadow.examples.map(({ runId, changes }) => (
            <li key={runId}>
              <Identifier value={runId} short /> {changes.join('; ')}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function EvidencePanel({ promotion }: { readonly promotion: Promotion }) {
  const api = useApi();
  const mayTake = useMayTakeEvidence();
  const { data } = useQuery(verificationQuery(api, promotion.id));
  return (
    <Panel title={strings.evidence}>
      <div className="ps-panel__body">
        <div>
          {strings.hash}: <Identifier value={promotion.packageHash} />
        </div>
        {data && <div className={data.isValid ? 'ps-dimmed' : 'ps-notice ps-notice--failed'}>{data.isValid ? strings.valid : strings.notValid}</div>}
        {mayTake && (
          <>
            <div className="ps-dimmed">{strings.evidenceHelp}</div>
            <div className="ps-filters">
              {(['json', 'pdf'] as const).map((kind) => (
                <Button
                  key={kind}
                  component="a"
                  variant="default"
                  href={api.promotions.evidenceUrl(promotion.id, kind)}
                  download={`promotion-${promotion.id}.${kind}`}
                  leftSection={<IconDownload size={16} />}
                >
                  {kind === 'json' ? strings.downloadJson : strings.downloadPdf}
                </Button>
              ))}
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}
