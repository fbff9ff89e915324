import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core';
import { prettyJson, type Json } from '@penstock/kernel';
import { formatMoney } from '../lib/format-money';
import { formatExact, formatWhen } from '../lib/format-time';
import { useNow } from '../lib/use-now';

/** Relative for the last hour, else absolute; the exact time with its zone on hover. */
export function When({ at }: { readonly at: string | null }) {
  const now = useNow();
  if (at === null) return <span className="ps-dimmed">–</span>;
  return (
    <time className="ps-nowrap" dateTime={at} title={formatExact(at)}>
      {formatWhen(at, now)}
    </time>
  );
}

export function Money({ amount, currency }: { readonly amount: string; readonly currency?: string | null }) {
  return <span className="ps-number">{formatMoney(amount, currency)}</span>;
}

/** Shown short or whole, copied on click, never wrapped in the middle. */
export function Identifier({ value, short = false }: { readonly value: string; readonly short?: boolean }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : `Copy ${value}`}>
          <UnstyledButton
            className="ps-mono ps-nowrap ps-identifier"
            aria-label={`Copy ${value}`}
            onClick={copy}
            fz={12.5}
            c="inherit"
          >
            {short ? shortened(value) : value}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** UUIDv7s of one day share their first half: the end tells them apart. */
export const shortened = (id: string): string => (id.length > 12 ? `…${id.slice(-8)}` : id);

/** Recorded JSON with every digit of every number. */
export function JsonBlock({ value, label }: { readonly value: unknown; readonly label: string }) {
  return (
    <pre className="ps-json" tabIndex={0} role="region" aria-label={label}>
      {value === undefined ? '' : prettyJson(value as Json)}
    </pre>
  );
}
