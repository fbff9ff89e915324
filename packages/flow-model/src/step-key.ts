import type { StepId } from './document';

/**
 * A key names one execution of a step within a run: `charge`, in the fourth item of a loop `lines[3]/charge`, in a try
 * `guard/charge`; what undoes it is `charge~undo`. Journals and effects carry it.
 */
export interface StepKey {
  readonly stepId: StepId;
  /** Which item of each loop around, from the outside in, counted from 0; empty outside of loops. */
  readonly items: readonly number[];
  /** It undoes what the step did. */
  readonly isUndo: boolean;
}

const undoEnd = '~undo';

export function parseStepKey(key: string): StepKey {
  const parts = key.split('/');
  const last = parts.at(-1) ?? key;
  const isUndo = last.endsWith(undoEnd);
  const items = parts.slice(0, -1).flatMap((part) => {
    const index = /\[(\d+)\]$/.exec(part)?.[1];
    return index === undefined ? [] : [Number(index)];
  });
  return { stepId: isUndo ? last.slice(0, -undoEnd.length) : last, items, isUndo };
}

/** "item 4", "item 1.3" of a loop in a loop; counted from 1, as people do. Empty outside of loops. */
export const itemWords = (items: readonly number[]): string =>
  items.length === 0 ? '' : `item ${items.map((index) => index + 1).join('.')}`;
