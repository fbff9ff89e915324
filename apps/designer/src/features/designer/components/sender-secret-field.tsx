import { PasswordInput } from '@mantine/core';
import type { FlowTrigger } from '@penstock/flow-model';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { versionQuery } from '../../../shared/api/flow-queries';
import { triggerOf } from '../../../shared/lib/connector-catalog';
import { useEditor, useEditorState } from '../model/editor-context';
import { strings } from '../strings';

interface SenderSecretFieldProps {
  readonly versionNumber: number;
  readonly value: string;
  onChange(value: string): void;
}

/** Asked for where the sender of events signs with a secret of its own, e.g. that of a Shopify app; else nothing. */
export function SenderSecretField({ versionNumber, value, onChange }: SenderSecretFieldProps) {
  const api = useApi();
  const { connectors } = useEditor();
  const flowId = useEditorState((state) => state.flowId);
  const { data: version } = useQuery(versionQuery(api, flowId, versionNumber));
  const descriptor = version && triggerOf(connectors, version.document.trigger as FlowTrigger);
  if (!descriptor?.channels.some(({ scheme }) => scheme === 'hmac-sha256')) return null;
  return (
    <PasswordInput
      label={strings.senderSecret(descriptor.title)}
      description={strings.senderSecretHelp}
      error={isTooShort(value) ? strings.senderSecretShort : undefined}
      autoComplete="off"
      maxLength={256}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  );
}

const SHORTEST = 8;

/** Empty is none at all: what is stored stays, or one is made. */
export const isTooShort = (secret: string): boolean => secret !== '' && secret.length < SHORTEST;
