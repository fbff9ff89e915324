import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

/** Asks for a link to the address that was typed; the answer is the same whether it has an account or not. */
export function ForgotPassword({ email }: { readonly email: string }) {
  const api = useApi();
  const ask = useMutation({ mutationFn: () => api.passwordResets.ask({ email }) });
  if (ask.isSuccess) return <div className="ps-notice" role="status">{strings.resetAsked}</div>;
  const isAddress = email.includes('@');
  return (
    <div>
      {ask.isError && <ProblemNotice error={ask.error} />}
      <Button variant="subtle" size="compact-sm" loading={ask.isPending} disabled={!isAddress} onClick={() => ask.mutate()}>
        {strings.forgot}
      </Button>
      {!isAddress && <div className="ps-meta">{strings.forgotHelp}</div>}
    </div>
  );
}
