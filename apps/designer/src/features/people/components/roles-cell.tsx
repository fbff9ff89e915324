import { Button, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { EnvironmentRole, Role } from '@penstock/contracts';
import { strings } from '../strings';
import { EnvironmentRolesDialog } from './environment-roles-dialog';

interface RolesCellProps {
  readonly name: string;
  readonly role: Role;
  readonly choices: readonly Role[];
  readonly environmentRoles: readonly EnvironmentRole[];
  onChange(change: { readonly role?: Role; readonly environmentRoles?: EnvironmentRole[] }): void;
}

/** The role everywhere, and beside it where another one counts. */
export function RolesCell({ name, role, choices, environmentRoles, onChange }: RolesCellProps) {
  const [isOpen, dialog] = useDisclosure(false);
  const summary = environmentRoles.map((each) => `${each.environment}: ${each.role}`).join(', ');
  return (
    <div className="ps-roles">
      <Select aria-label={strings.roleOf(name)} allowDeselect={false} w={150} data={[...choices]} value={role} onChange={(value) => onChange({ role: value as Role })} />
      <Button variant="subtle" size="compact-xs" aria-label={strings.environmentRolesOf(name, summary)} onClick={dialog.open}>
        {summary || strings.byEnvironment}
      </Button>
      {isOpen && (
        <EnvironmentRolesDialog
          name={name}
          role={role}
          environmentRoles={environmentRoles}
          onSave={(given) => onChange({ environmentRoles: given })}
          onClose={dialog.close}
        />
      )}
    </div>
  );
}
