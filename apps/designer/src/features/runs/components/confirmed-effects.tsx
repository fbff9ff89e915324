import type { Effect } from '@penstock/contracts';
import { movesValue } from '../../../shared/lib/effect-words';
import { formatMoney } from '../../../shared/lib/format-money';
import { strings } from '../strings';

/** What was confirmed outside, and that it is not done again. */
export function ConfirmedEffects({ effects }: { readonly effects: readonly Effect[] }) {
  const confirmed = effects.filter((effect) => effect.status === 'confirmed' && movesValue(effect));
  return (
    <>
      {confirmed.length > 0 && (
        <ul className="ps-run__list">
          {confirmed.map(({ id, businessKey, amount, currency, remoteId }) => (
            <li key={id}>
              <span className="ps-mono">{businessKey}</span>
              {amount !== null && ` · ${formatMoney(amount, currency)}`}
              {remoteId !== null && ` · ${remoteId}`}
            </li>
          ))}
        </ul>
      )}
      <div>{strings.neverRepeated}</div>
    </>
  );
}
