import { Money } from '../../../shared/ui/values';
import type { Sum } from '../../../shared/lib/sums';
import { strings } from '../strings';

export function Sums({ sums, inline = false }: { readonly sums: readonly Sum[]; readonly inline?: boolean }) {
  if (sums.length === 0) return inline ? null : <span className="ps-dimmed">{strings.noAmount}</span>;
  return sums.map(({ amount, currency }) => (
    <span key={currency} className={inline ? 'ps-attention__sum' : 'ps-attention__sum ps-attention__sum--row'}>
      <Money amount={amount} currency={currency} />
    </span>
  ));
}
