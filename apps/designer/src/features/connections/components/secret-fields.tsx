import { PasswordInput, Stack } from '@mantine/core';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { Connection } from '@penstock/contracts';
import { formatDate } from '../../../shared/lib/format-time';
import { strings } from '../strings';

interface SecretFieldsProps {
  readonly secrets: NonNullable<ConnectorDescriptor['connection']>['secrets'];
  readonly stored: Connection['secrets'];
  readonly values: Readonly<Record<string, string>>;
  onChange(values: Readonly<Record<string, string>>): void;
}

/** Write-only: shows whether a secret is stored, never the secret. */
export function SecretFields({ secrets, stored, values, onChange }: SecretFieldsProps) {
  if (secrets.length === 0) return null;
  return (
    <Stack gap="sm">
      <div>
        <h3>{strings.credentials}</h3>
        <div className="ps-meta">{strings.credentialsHelp}</div>
      </div>
      {secrets.map(({ name, title, description }) => {
        const known = stored.find((secret) => secret.name === name);
        const state = known?.isSet
          ? `${strings.isSet}${known.setAt === null ? '' : ` ${formatDate(known.setAt)}`}`
          : strings.notSet;
        return (
          <PasswordInput
            key={name}
            label={title}
            description={description === undefined ? state : `${description} · ${state}`}
            autoComplete="new-password"
            placeholder={known?.isSet ? strings.replace : ''}
            value={values[name] ?? ''}
            onChange={(event) => onChange({ ...values, [name]: event.currentTarget.value })}
          />
        );
      })}
    </Stack>
  );
}
