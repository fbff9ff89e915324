import { Button } from '@mantine/core';
import { IconAlertTriangle, IconHelpCircle, IconMessageQuestion } from '@tabler/icons-react';
import type { Run } from '@penstock/contracts';
import { useMayOperate } from '../../../shared/api/use-may-operate';
import { When } from '../../../shared/ui/values';
import type { AttentionItem } from '../model/attention-items';
import type { CauseGroup } from '../model/group-by-cause';
import { strings } from '../strings';
import { AttentionTable } from './attention-table';
import { Sums } from './sums';

const icons = {
  effect: IconHelpCircle,
  decision: IconMessageQuestion,
  run: IconAlertTriangle,
} as const satisfies Record<AttentionItem['kind'], unknown>;

interface CauseSectionProps {
  readonly group: CauseGroup;
  readonly openCase: string | null;
  /** More may have this cause than are shown. */
  readonly isPartial: boolean;
  onRetry(runs: readonly Run[]): void;
}

export function CauseSection({ group, openCase, isPartial, onRetry }: CauseSectionProps) {
  const { cause, items, atRisk, oldestAt } = group;
  const mayOperate = useMayOperate();
  const runs = items.flatMap(({ run }) => run ?? []);
  const KindIcon = icons[items[0]?.kind ?? 'run'];
  return (
    <section className="ps-panel" aria-label={cause.title}>
      <div className="ps-cause">
        <KindIcon size={20} className="ps-status--attention" aria-hidden />
        <div className="ps-cause__words">
          <h2>{cause.title}</h2>
          {cause.remedy !== null && <div>{cause.remedy}</div>}
          {cause.code !== null && <span className="ps-meta ps-mono">{cause.code}</span>}
        </div>
        <dl className="ps-cause__figures">
          <div>
            <dt>{isPartial ? strings.itemsShown : strings.items}</dt>
            <dd>{items.length}</dd>
          </div>
          <div>
            <dt>{isPartial ? strings.atRiskShown : strings.atRisk}</dt>
            <dd>
              <Sums sums={atRisk} />
            </dd>
          </div>
          <div>
            <dt>{strings.oldest}</dt>
            <dd>
              <When at={oldestAt} />
            </dd>
          </div>
        </dl>
        {runs.length > 0 && mayOperate && (
          <Button variant="default" onClick={() => onRetry(runs)}>
            {strings.retryGroup(runs.length, isPartial)}
          </Button>
        )}
      </div>
      <AttentionTable items={items} openCase={openCase} label={cause.title} />
    </section>
  );
}
