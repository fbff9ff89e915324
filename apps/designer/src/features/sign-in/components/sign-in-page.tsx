import { Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { ApiProblem } from '@penstock/api-client';
import type { SignInRequest } from '@penstock/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { signInOptionsQuery } from '../../../shared/api/sign-in-queries';
import { sessionEndedKey, sessionKey } from '../../../shared/api/session-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { PenstockMark } from '../../../shared/ui/penstock-mark';
import { strings } from '../strings';
import { ForgotPassword } from './forgot-password';
import { ProviderButton } from './provider-button';

export function SignInPage() {
  const api = useApi();
  const queryClient = useQueryClient();
  const provider = useQuery(signInOptionsQuery(api)).data?.provider;
  const [credentials, setCredentials] = useState<SignInRequest>({ email: '', password: '' });
  const signIn = useMutation({
    mutationFn: () => api.session.signIn(credentials),
    onSuccess: (session) => {
      queryClient.setQueryData(sessionEndedKey, false);
      queryClient.setQueryData(sessionKey, session);
    },
  });
  const hasEnded = queryClient.getQueryData(sessionEndedKey) === true;
  const [isCodeNeeded, setCodeNeeded] = useState(false);
  if (!isCodeNeeded && isAskingForCode(signIn.error)) setCodeNeeded(true);
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <main className="ps-sign-in">
      <form className="ps-sign-in__card" onSubmit={handleSubmit} aria-label={strings.title}>
        <PenstockMark size={32} />
        <div>
          <Title order={1}>{strings.title}</Title>
          <p className="ps-dimmed" style={{ margin: '4px 0 0' }}>
            {strings.lead}
          </p>
        </div>
        {hasEnded && (
          <div className="ps-notice ps-notice--attention" role="status">
            <div className="ps-notice__title">{strings.sessionEnded}</div>
            <div>{strings.sessionEndedHelp}</div>
          </div>
        )}
        <Stack gap="sm">
          <TextInput
            label={strings.email}
            type="email"
            autoComplete="username"
            required
            size="sm"
            value={credentials.email}
            onChange={(event) => setCredentials({ ...credentials, email: event.currentTarget.value })}
          />
          <PasswordInput
            label={strings.password}
            autoComplete="current-password"
            required
            size="sm"
            value={credentials.password}
            onChange={(event) => setCredentials({ ...credentials, password: event.currentTarget.value })}
          />
          {isCodeNeeded && (
            <TextInput
              label={strings.code}
              description={strings.codeHelp}
              autoComplete="one-time-code"
              required
              size="sm"
              autoFocus
              value={credentials.code ?? ''}
              onChange={(event) => setCredentials({ ...credentials, code: event.currentTarget.value })}
            />
          )}
        </Stack>
        {signIn.isError && !isAskingForCode(signIn.error) && <ProblemNotice error={signIn.error} />}
        <Button type="submit" size="sm" loading={signIn.isPending}>
          {strings.submit}
        </Button>
        {provider && <ProviderButton name={provider.name} />}
        <ForgotPassword email={credentials.email} />
      </form>
    </main>
  );
}

const isAskingForCode = (error: unknown): boolean =>
  error instanceof ApiProblem && error.problem.code === 'SECOND_FACTOR_NEEDED';
