import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** Beside the title: what state the thing is in. */
  readonly state?: ReactNode;
  readonly actions?: ReactNode;
  /** The content scrolls inside instead of the page. */
  readonly fixed?: boolean;
  readonly children: ReactNode;
}

/** Title row, then content: the frame of every page. */
export function Page({ title, state, actions, fixed = false, children }: PageProps) {
  return (
    <div className={fixed ? 'ps-page ps-page--fixed' : 'ps-page'}>
      <header className="ps-page__title">
        <div className="ps-page__actions">
          <Title order={1}>{title}</Title>
          {state}
        </div>
        {actions && <div className="ps-page__actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Panel({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="ps-panel" aria-label={title}>
      <div className="ps-panel__title">
        <Title order={2} size="h3">
          {title}
        </Title>
        {actions}
      </div>
      {children}
    </section>
  );
}
