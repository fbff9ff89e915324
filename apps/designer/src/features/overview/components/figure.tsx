import type { ReactNode } from 'react';

interface FigureProps {
  readonly label: string;
  readonly hint: string;
  readonly value: ReactNode;
  /** Something to act on. */
  readonly raised?: boolean;
}

export function Figure({ label, hint, value, raised = false }: FigureProps) {
  const shown = typeof value === 'number' ? new Intl.NumberFormat().format(value) : value;
  return (
    <dl className={raised ? 'ps-figure ps-figure--raised' : 'ps-figure'} title={hint}>
      <dt>{label}</dt>
      <dd>{shown}</dd>
    </dl>
  );
}
