import { Button, PasswordInput, Stack } from '@mantine/core';
import type { Account } from '@penstock/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { accountQuery, peopleKeys } from '../../../shared/api/people-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { strings } from '../strings';
import { ConfirmSecondFactor } from './confirm-second-factor';

export function SecondFactorPanel() {
  const { data: account, error } = useQuery(accountQuery(useApi()));
  return (
    <Panel title={strings.secondFactor}>
      <div className="ps-panel__body">
        {error && <ProblemNotice error={error} />}
        {!account && !error && <RowsSkeleton rows={1} />}
        {account && <SecondFactor account={account} />}
      </div>
    </Panel>
  );
}

/** Asks for the password first: somebody at an open desk neither sets up nor removes anything. */
function SecondFactor({ account }: { readonly account: Account }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const refresh = (): void => {
    setPassword('');
    void queryClient.invalidateQueries({ queryKey: peopleKeys.account });
  };
  const start = useMutation({ mutationFn: () => api.account.startSecondFactor({ password }) });
  const remove = useMutation({ mutationFn: () => api.account.removeSecondFactor({ password }), onSuccess: refresh });
  const asked = account.hasSecondFactor ? remove : start;
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (account.hasSecondFactor) remove.mutate();
    else start.mutate();
  };
  if (start.data) {
    const finish = (): void => {
      start.reset();
      refresh();
    };
    return <ConfirmSecondFactor start={start.data} onDone={finish} />;
  }
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="sm" maw={360}>
        <div>{account.hasSecondFactor ? strings.onLead(account.recoveryCodesLeft) : strings.offLead}</div>
        <PasswordInput
          label={strings.proof}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {asked.isError && <ProblemNotice error={asked.error} />}
        <div>
          <Button type="submit" variant={account.hasSecondFactor ? 'default' : 'filled'} loading={asked.isPending} disabled={password === ''}>
            {account.hasSecondFactor ? strings.remove : strings.start}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
