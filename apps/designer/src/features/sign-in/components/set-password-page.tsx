import { Button, PasswordInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { PenstockMark } from '../../../shared/ui/penstock-mark';
import type { PersonLink } from '../model/person-link';
import { strings } from '../strings';

interface SetPasswordPageProps {
  readonly link: PersonLink;
  onDone(): void;
}

/** Where an invitation or a password reset leads: a password, then the sign-in. */
export function SetPasswordPage({ link, onDone }: SetPasswordPageProps) {
  const api = useApi();
  const [password, setPassword] = useState('');
  const set = useMutation({
    mutationFn: () => {
      const body = { token: link.token, password };
      return link.kind === 'invitation' ? api.invitations.accept(body) : api.passwordResets.complete(body);
    },
    onSuccess: () => {
      // The token is used up, and the address must not lead back here.
      window.history.replaceState(null, '', '/');
      onDone();
    },
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <main className="ps-sign-in">
      <form className="ps-sign-in__card" onSubmit={handleSubmit} aria-label={strings.setTitles[link.kind]}>
        <PenstockMark size={32} />
        <div>
          <Title order={1}>{strings.setTitles[link.kind]}</Title>
          <p className="ps-dimmed">{strings.setLead}</p>
        </div>
        <PasswordInput
          label={strings.newPassword}
          description={strings.passwordRule}
          autoComplete="new-password"
          required
          minLength={12}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {set.isError && <ProblemNotice error={set.error} />}
        <Button type="submit" loading={set.isPending} disabled={password.length < 12}>
          {strings.setPassword}
        </Button>
      </form>
    </main>
  );
}
