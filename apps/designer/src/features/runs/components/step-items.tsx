import { Switch } from '@mantine/core';
import type { RunStepItem } from '@penstock/contracts';
import { itemWords } from '@penstock/flow-model';
import { useState } from 'react';
import { durationBetween, formatDuration } from '../../../shared/lib/format-time';
import { stepStatusLooks } from '../../../shared/ui/status';
import { strings } from '../strings';

interface StepItemsProps {
  readonly items: readonly RunStepItem[];
  /** Of all, not only of those given. */
  readonly count: number;
  readonly failed: number;
  readonly chosen: string;
  onChoose(key: string): void;
}

/** The items of a step in a loop: how each went; a chosen one shows its data. */
export function StepItems({ items, count, failed, chosen, onChoose }: StepItemsProps) {
  const [onlyFailed, setOnlyFailed] = useState(false);
  const shown = onlyFailed ? items.filter(({ status }) => status === 'failed') : items;
  return (
    <div className="ps-items">
      <div className="ps-items__head">
        <span className="ps-meta">{strings.itemCount(count, failed)}</span>
        {failed > 0 && failed < count && (
          <Switch
            label={strings.onlyFailed}
            checked={onlyFailed}
            onChange={(event) => setOnlyFailed(event.currentTarget.checked)}
          />
        )}
      </div>
      <ol className="ps-items__list" aria-label={strings.items}>
        {shown.map((item) => (
          <li key={item.key}>
            <ItemRow item={item} isChosen={item.key === chosen} onChoose={() => onChoose(item.key)} />
          </li>
        ))}
      </ol>
      {items.length < count && <div className="ps-meta">{strings.notAllShown(items.length, count)}</div>}
    </div>
  );
}

interface ItemRowProps {
  readonly item: RunStepItem;
  readonly isChosen: boolean;
  onChoose(): void;
}

function ItemRow({ item, isChosen, onChoose }: ItemRowProps) {
  const { icon: StatusIcon, tone, word } = stepStatusLooks[item.status];
  const took = durationBetween(item.startedAt, item.finishedAt);
  const name = strings.itemName(itemWords(item.items));
  return (
    <button
      type="button"
      className="ps-run__step"
      aria-current={isChosen ? 'true' : undefined}
      aria-label={strings.itemState(name, word)}
      onClick={onChoose}
    >
      <span className={`ps-status ps-status--${tone}`} title={word}>
        <StatusIcon size={15} stroke={2} aria-hidden className={item.status === 'running' ? 'ps-turning' : undefined} />
      </span>
      <span className="ps-items__text">
        {name}
        {item.attempts > 1 && <span className="ps-meta"> · {item.attempts} attempts</span>}
        {item.failure && (
          <span className="ps-items__failure ps-ellipsis" title={item.failure.message}>
            {item.failure.message}
          </span>
        )}
      </span>
      <span className="ps-number ps-dimmed">{took === null ? '' : formatDuration(took)}</span>
    </button>
  );
}
