import { Button } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { schemaChecksQuery, schemaKeys } from '../../../shared/api/schema-queries';
import { useMayKeepSchemas } from '../../../shared/api/use-may-operate';
import { ProblemNotice } from '../../../shared/ui/notices';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';

interface OfEnvironment {
  readonly environment: string;
}

function useCheck(environment: string) {
  const { data } = useQuery(schemaChecksQuery(useApi()));
  return data?.items.find((check) => check.environment === environment);
}

export function CompareButton({ environment }: OfEnvironment) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isRequested = useCheck(environment)?.isRequested ?? false;
  const mayCompare = useMayKeepSchemas();
  const request = useMutation({
    mutationFn: () => api.schemas.check(environment),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: schemaKeys.all }),
  });
  if (!mayCompare) return null;
  return (
    <>
      {request.isError && <ProblemNotice error={request.error} />}
      <Button leftSection={<IconGitCompare size={16} />} loading={request.isPending} disabled={isRequested} onClick={() => request.mutate()}>
        {isRequested ? strings.comparing : strings.compare}
      </Button>
    </>
  );
}

/** When the schemas were compared, and what could not be looked at. */
export function CheckState({ environment }: OfEnvironment) {
  const queryClient = useQueryClient();
  const { error } = useQuery(schemaChecksQuery(useApi()));
  const check = useCheck(environment);
  const checkedAt = check?.checkedAt ?? null;
  // What was found comes with the end of a comparison.
  useEffect(() => void queryClient.invalidateQueries({ queryKey: [...schemaKeys.all, 'findings'] }), [queryClient, checkedAt]);
  if (error) return <ProblemNotice error={error} />;
  if (!check) return null;
  return (
    <>
      <div className="ps-meta" role="status">
        {check.isRequested && `${strings.comparing} `}
        {checkedAt === null && !check.isRequested && strings.never}
        {checkedAt !== null && (
          <>
            <When at={checkedAt} /> · {strings.compared(check.schemas)}
          </>
        )}
      </div>
      {check.problems.length > 0 && (
        <div className="ps-notice">
          <div className="ps-notice__title">{strings.problemsTitle}</div>
          <ul>
            {check.problems.map(({ title, message }, at) => (
              <li key={at}>
                {title}: {message}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
