import type { PlannedEffectView } from '@penstock/contracts';
import type { ReactNode } from 'react';
import { standingLooks } from '../lib/effect-standing';
import { Money } from './values';

const words = {
  step: 'Step',
  key: 'Business key',
  amount: 'Amount',
  standing: 'What would happen',
};

/** What a table of writes that would happen is called, for whoever does not see it. */
export const plannedEffectsLabel = words.standing;

/** Writes that would happen, a row each: step, business key, amount, standing. */
export function PlannedEffectsTable({ children }: { readonly children: ReactNode }) {
  return (
    <table className="ps-table">
      <thead>
        <tr>
          <th scope="col">{words.step}</th>
          <th scope="col">{words.key}</th>
          <th scope="col" className="ps-number">
            {words.amount}
          </th>
          <th scope="col">{words.standing}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

type Planned = Pick<PlannedEffectView, 'amount' | 'currency' | 'standing'>;

/** The last two cells of a row; `children` stand below the standing. */
export function PlannedEffectCells({ effect, children }: { readonly effect: Planned; readonly children?: ReactNode }) {
  const { tone, words: standing } = standingLooks[effect.standing];
  return (
    <>
      <td className="ps-number">
        {effect.amount === null ? '–' : <Money amount={effect.amount} currency={effect.currency} />}
      </td>
      <td>
        <span className={`ps-status ps-status--${tone}`} style={{ whiteSpace: 'normal' }}>
          {standing}
        </span>
        {children}
      </td>
    </>
  );
}
