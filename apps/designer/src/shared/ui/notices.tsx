import { Button, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemOf } from '../lib/problem-of';

/** What happened, what it means, what to do; technical detail folded. */
export function ProblemNotice({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { title, detail, issues, requestId } = problemOf(error);
  return (
    <div className="ps-notice ps-notice--failed" role="alert">
      <div className="ps-notice__title">{title}</div>
      <div>{detail}</div>
      {issues.length > 0 && (
        <ul>
          {issues.map((item, index) => (
            <li key={index}>
              {item.message} {item.fix}
            </li>
          ))}
        </ul>
      )}
      {requestId !== null && <div className="ps-meta">Request {requestId}</div>}
      {retry && (
        <div>
          <Button variant="default" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}

export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="ps-empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** The shape of what is coming, never a spinner on a blank page. */
export function RowsSkeleton({ rows = 6 }: { readonly rows?: number }) {
  return (
    <Stack gap={8} p="md" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={20} width={`${94 - ((index * 7) % 30)}%`} />
      ))}
    </Stack>
  );
}
