import { Select } from '@mantine/core';
import type { Connection, Environment, SlotBinding } from '@penstock/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { choicesFor } from '../model/binding-choices';
import { strings } from '../strings';

interface BindingCellProps {
  readonly binding: SlotBinding;
  readonly environment: Environment;
  /** What the slot needs; null while no environment fills it. */
  readonly connector: string | null;
  readonly connections: readonly Connection[];
  readonly mayChange: boolean;
  /** Null: back to what every flow uses here. */
  onChoose(connection: Connection | null): void;
}

const asEveryFlow = '';

/** What fills a slot in one environment, which remote that is, and the choice of another connection of that environment. */
export function BindingCell({ binding, environment, connector, connections, mayChange, onChoose }: BindingCellProps) {
  const { slot, source, connectionId, connectionName, fingerprint } = binding;
  const choices = choicesFor({ connections, environment: environment.key, connector });
  const inherited = { flow: strings.asEveryFlow, none: strings.nothingBound, environment: strings.asEveryFlowBy(connectionName ?? '') }[source];
  return (
    <div className="ps-binding">
      {mayChange ? (
        <Select
          aria-label={strings.fill(slot, environment.name)}
          allowDeselect={false}
          data={[{ value: asEveryFlow, label: inherited }, ...choices.map(({ id, name }) => ({ value: id, label: name }))]}
          value={source === 'flow' ? connectionId : asEveryFlow}
          onChange={(id) => onChoose(choices.find((each) => each.id === id) ?? null)}
        />
      ) : (
        <span>{connectionName ?? strings.nothingBound}</span>
      )}
      {source === 'none' ? (
        <span className="ps-status ps-status--attention">
          <IconAlertTriangle size={15} aria-hidden />
          {strings.boundBy.none}
        </span>
      ) : (
        <span className="ps-meta">
          {(source === 'flow' || !mayChange) && `${strings.boundBy[source]}: `}
          <span className="ps-mono">{fingerprint}</span>
        </span>
      )}
    </div>
  );
}
