import { Button, Drawer, Group, Stack, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Environment, UpdateEnvironmentRequest } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { environmentsQuery } from '../../../shared/api/session-queries';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { ProblemNotice } from '../../../shared/ui/notices';
import { checkRules, rulesDraft, type RulesDraft, type RulesProblems } from '../model/rules-draft';
import { strings } from '../strings';
import { FreezeFields } from './freeze-fields';
import { ShadowFields } from './shadow-fields';
import { WindowFields } from './window-fields';

interface RulesDrawerProps {
  readonly environment: Environment;
  readonly mayChange: boolean;
  onClose(): void;
}

/** Name and rules for going live; saved as one. */
export function RulesDrawer({ environment, mayChange, onClose }: RulesDrawerProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => rulesDraft(environment));
  const [problems, setProblems] = useState<RulesProblems>({});
  const change = (changes: Partial<RulesDraft>): void => setDraft({ ...draft, ...changes });
  const save = useMutation({
    mutationFn: (request: UpdateEnvironmentRequest) => api.environments.update(environment.id, request),
    onSuccess: ({ name }) => {
      void queryClient.invalidateQueries({ queryKey: environmentsQuery(api).queryKey });
      notifications.show({ message: strings.saved(name) });
      onClose();
    },
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const checked = checkRules(draft);
    setProblems(checked.problems ?? {});
    if (checked.request) save.mutate(checked.request);
  };
  return (
    <Drawer opened onClose={onClose} position="right" size={560} title={strings.rulesOf(environment.name)} closeButtonProps={{ 'aria-label': strings.close }}>
      <form onSubmit={handleSubmit} noValidate>
        <fieldset className="ps-plain-fieldset" disabled={!mayChange}>
          <Stack gap="md">
            <EnvironmentBadge kind={environment.kind} name={environment.name} />
            {!mayChange && <div className="ps-dimmed">{strings.onlyAdministrators}</div>}
            <TextInput label={strings.name} required maxLength={60} value={draft.name} error={problems['name']} onChange={(event) => change({ name: event.currentTarget.value })} />
            <Switch
              label={strings.demandsPromotion}
              description={strings.demandsPromotionHelp}
              checked={draft.demandsPromotion}
              onChange={(event) => change({ demandsPromotion: event.currentTarget.checked })}
            />
            {environment.kind === 'production' && !draft.demandsPromotion && <div className="ps-notice ps-notice--attention">{strings.promotionOff}</div>}
            <WindowFields window={draft.changeWindow} problems={problems} onChange={(changeWindow) => change({ changeWindow })} />
            <FreezeFields freezes={draft.freezes} problems={problems} onChange={(freezes) => change({ freezes })} />
            <ShadowFields draft={draft} problems={problems} onChange={change} />
            {save.isError && <ProblemNotice error={save.error} />}
            {mayChange && (
              <Group justify="flex-end">
                <Button type="submit" loading={save.isPending}>
                  {strings.save}
                </Button>
              </Group>
            )}
          </Stack>
        </fieldset>
      </form>
    </Drawer>
  );
}
