import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { formatDuration } from '../../../shared/lib/format-time';
import { problemOf } from '../../../shared/lib/problem-of';
import { strings } from '../strings';

/** A harmless read on the other side; the answer stays below the buttons, as long as it may be. */
export function TestButton({ connectionId, name }: { readonly connectionId: string; readonly name: string }) {
  const api = useApi();
  const test = useMutation({ mutationFn: () => api.connections.test(connectionId) });
  const outcome = test.isError ? { ok: false, message: problemOf(test.error).detail, durationMs: 0 } : test.data;
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        loading={test.isPending}
        aria-label={`${strings.test} ${name}`}
        title={strings.testHelp}
        onClick={() => test.mutate()}
      >
        {strings.test}
      </Button>
      {outcome && (
        <span
          role="status"
          className={`ps-connection__outcome ps-status ps-status--${outcome.ok ? 'succeeded' : 'failed'}`}
          title={outcome.ok ? strings.tested(formatDuration(outcome.durationMs)) : ''}
        >
          {outcome.ok ? <IconCircleCheck size={15} aria-hidden /> : <IconCircleX size={15} aria-hidden />}
          {outcome.message}
        </span>
      )}
    </>
  );
}
