import type { ConnectionWeather } from '@penstock/contracts';
import { Money } from '../../../shared/ui/values';
import { strings } from '../strings';

/** `2 runs wait · USD 19.20`: what waits for a connection. */
export function HeldWork({ held }: Pick<ConnectionWeather, 'held'>) {
  return (
    <>
      {strings.runsWait(held.runs)}
      {held.money.map(({ currency, amount }) => (
        <span key={currency}>
          {' · '}
          <Money amount={amount} currency={currency} />
        </span>
      ))}
    </>
  );
}
