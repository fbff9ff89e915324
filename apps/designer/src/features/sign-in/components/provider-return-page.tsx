import { Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import type { CompletedOidc } from '@penstock/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { sessionKey } from '../../../shared/api/session-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { PenstockMark } from '../../../shared/ui/penstock-mark';
import { strings } from '../strings';

interface ProviderReturnPageProps {
  /** What the provider wrote behind the `?`. */
  readonly query: string;
  /** Signed in, or given up: back to this path. */
  onDone(returnTo: string): void;
}

/** The browser is back from the organisation's sign-in service. */
export function ProviderReturnPage({ query, onDone }: ProviderReturnPageProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  // A query, because it is asked once however often the page is drawn: the answer counts a single time.
  const completion = useQuery({ queryKey: ['sign-in', 'completion', query], queryFn: () => api.signIn.complete({ query }), retry: false, staleTime: Infinity });
  const [completed, setCompleted] = useState<CompletedOidc>();
  const last = completed ?? completion.data;
  useEffect(() => {
    if (!last?.session) return;
    queryClient.setQueryData(sessionKey, last.session);
    onDone(last.returnTo);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- leaves the page once, for the answer and not for a new function
  }, [last]);
  const proof = completion.data?.proof;
  return (
    <main className="ps-sign-in">
      <div className="ps-sign-in__card">
        <PenstockMark size={32} />
        <Title order={1}>{strings.title}</Title>
        {completion.isPending && <RowsSkeleton rows={2} />}
        {completion.isError && (
          <>
            <ProblemNotice error={completion.error} />
            <Button variant="default" onClick={() => onDone('/')}>
              {strings.backToSignIn}
            </Button>
          </>
        )}
        {proof && <ProofForm proof={proof} onProved={setCompleted} />}
      </div>
    </main>
  );
}

interface ProofFormProps {
  readonly proof: NonNullable<CompletedOidc['proof']>;
  onProved(completed: CompletedOidc): void;
}

function ProofForm({ proof, onProved }: ProofFormProps) {
  const api = useApi();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const prove = useMutation({
    mutationFn: () => api.signIn.prove({ token: proof.token, ...(proof.needsPassword && { password }), ...(code !== '' && { code }) }),
    onSuccess: onProved,
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    prove.mutate();
  };
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="sm">
        <p>{proof.needsPassword ? strings.connectLead(proof.email) : strings.codeLead}</p>
        {proof.needsPassword && (
          <PasswordInput label={strings.password} autoComplete="current-password" required size="sm" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        )}
        {proof.needsCode && (
          <TextInput label={strings.code} description={strings.codeHelp} autoComplete="one-time-code" required size="sm" value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        )}
        {prove.isError && <ProblemNotice error={prove.error} />}
        <Button type="submit" size="sm" loading={prove.isPending}>
          {proof.needsPassword ? strings.connect : strings.submit}
        </Button>
      </Stack>
    </form>
  );
}
