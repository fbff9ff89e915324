import { Button, PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { peopleKeys } from '../../../shared/api/people-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { strings } from '../strings';

const nothing = { current: '', password: '' };

export function PasswordPanel() {
  const api = useApi();
  const queryClient = useQueryClient();
  const [request, setRequest] = useState(nothing);
  const change = useMutation({
    mutationFn: () => api.account.changePassword(request),
    onSuccess: () => {
      setRequest(nothing);
      notifications.show({ message: strings.passwordChanged });
      void queryClient.invalidateQueries({ queryKey: peopleKeys.account });
    },
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Panel title={strings.password}>
      <form className="ps-panel__body" onSubmit={handleSubmit}>
        <Stack gap="sm" maw={360}>
          <PasswordInput
            label={strings.currentPassword}
            autoComplete="current-password"
            required
            value={request.current}
            onChange={(event) => setRequest({ ...request, current: event.currentTarget.value })}
          />
          <PasswordInput
            label={strings.newPassword}
            description={strings.passwordRule}
            autoComplete="new-password"
            required
            value={request.password}
            onChange={(event) => setRequest({ ...request, password: event.currentTarget.value })}
          />
          {change.isError && <ProblemNotice error={change.error} />}
          <div>
            <Button type="submit" loading={change.isPending} disabled={request.current === '' || request.password.length < 12}>
              {strings.changePassword}
            </Button>
          </div>
        </Stack>
      </form>
    </Panel>
  );
}
