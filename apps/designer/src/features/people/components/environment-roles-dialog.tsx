import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { limitedRole, type EnvironmentRole, type LimitedRole } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { environmentsQuery } from '../../../shared/api/session-queries';
import { strings } from '../strings';

interface EnvironmentRolesDialogProps {
  /** Of the person or service account. */
  readonly name: string;
  readonly role: string;
  readonly environmentRoles: readonly EnvironmentRole[];
  onSave(environmentRoles: EnvironmentRole[]): void;
  onClose(): void;
}

const asEverywhere = '';

/** One choice per environment: the role of everywhere, or another one. */
export function EnvironmentRolesDialog({ name, role, environmentRoles, onSave, onClose }: EnvironmentRolesDialogProps) {
  const { data: environments = [] } = useQuery(environmentsQuery(useApi()));
  const [chosen, setChosen] = useState(() => Object.fromEntries(environmentRoles.map((each) => [each.environment, each.role as string])));
  const choices = [{ value: asEverywhere, label: strings.asEverywhere(role) }, ...limitedRole.options.map((value) => ({ value, label: value }))];
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const given = environments.map(({ key }) => ({ environment: key, role: chosen[key] ?? asEverywhere }));
    onSave(given.filter((each): each is EnvironmentRole => each.role !== asEverywhere));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={strings.rolesOf(name)} closeButtonProps={{ 'aria-label': strings.close }}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <div className="ps-dimmed">{strings.rolesHelp}</div>
          {environments.map(({ key, name: label }) => (
            <Select
              key={key}
              label={label}
              allowDeselect={false}
              data={choices}
              value={chosen[key] ?? asEverywhere}
              description={chosen[key] ? strings.roles[chosen[key] as LimitedRole] : undefined}
              onChange={(value) => setChosen({ ...chosen, [key]: value ?? asEverywhere })}
            />
          ))}
          <Group justify="flex-end">
            <Button type="submit">{strings.save}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
