import type { Environment } from '@penstock/contracts';
import { IconBuildingBank, IconFlask2 } from '@tabler/icons-react';

/** Amber with the word for a sandbox, deep blue with the word for production. */
export function EnvironmentBadge({ kind, name }: Pick<Environment, 'kind' | 'name'>) {
  const KindIcon = kind === 'sandbox' ? IconFlask2 : IconBuildingBank;
  return (
    <span className={`ps-environment ps-environment--${kind}`}>
      <KindIcon size={14} aria-hidden />
      {name}
    </span>
  );
}
