import { Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import type { SignInRequest } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { sessionKey } from '../../../shared/api/session-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { PenstockMark } from '../../../shared/ui/penstock-mark';
import { strings } from '../strings';

export function SignInPage() {
  const api = useApi();
  const queryClient = useQueryClient();
  const [credentials, setCredentials] = useState<SignInRequest>({ email: '', password: '' });
  const signIn = useMutation({
    mutationFn: () => api.session.signIn(credentials),
    onSuccess: (session) => queryClient.setQueryData(sessionKey, session),
  });
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
        </Stack>
        {signIn.isError && <ProblemNotice error={signIn.error} />}
        <Button type="submit" size="sm" loading={signIn.isPending}>
          {strings.submit}
        </Button>
      </form>
    </main>
  );
}
