import type { LookUp } from '@penstock/contracts';
import { lookUpWords } from '../lib/look-up-words';
import { When } from './values';

/** Every question to the other side whether it happened, and its answer. */
export function LookUps({ lookUps, label }: { readonly lookUps: readonly LookUp[]; readonly label: string }) {
  return (
    <ol className="ps-look-ups" aria-label={label}>
      {lookUps.map(({ number, at, verdict, words }) => (
        <li key={number}>
          <span className="ps-dimmed">
            <When at={at} />
          </span>
          <span>
            <span className={`ps-status--${lookUpWords[verdict].tone}`} style={{ fontWeight: 500 }}>
              {lookUpWords[verdict].words}
            </span>
            {words !== '' && <span className="ps-dimmed"> · {words}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
