import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

interface ProviderButtonProps {
  readonly name: string;
  /** Leaves the page. */
  readonly go?: (address: string) => void;
}

/** Sends the browser to the organisation's own sign-in service, and from there back to the page that was asked for. */
export function ProviderButton({ name, go = (address) => window.location.assign(address) }: ProviderButtonProps) {
  const api = useApi();
  const { pathname, search } = window.location;
  const start = useMutation({
    mutationFn: () => api.signIn.start({ returnTo: pathname.startsWith('/sign-in') ? '/' : `${pathname}${search}` }),
    onSuccess: ({ authorizationUrl }) => go(authorizationUrl),
  });
  return (
    <>
      <Button type="button" variant="default" size="sm" loading={start.isPending} onClick={() => start.mutate()}>
        {strings.withProvider(name)}
      </Button>
      {start.isError && <ProblemNotice error={start.error} />}
    </>
  );
}
