import type { Environment, SlotBinding } from '@penstock/contracts';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { bindingsQuery } from '../../../shared/api/environment-queries';
import { connectionsQuery } from '../../../shared/api/flow-queries';
import { useMayChangeValues } from '../../../shared/api/use-may-operate';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { connectorOfSlot } from '../model/binding-choices';
import { strings } from '../strings';
import { BindDialog, type WantedBinding } from './bind-dialog';
import { BindingCell } from './binding-cell';

interface BindingsTableProps {
  readonly flow: { readonly id: string; readonly name: string };
  /** Across, in the order versions are promoted. */
  readonly environments: readonly Environment[];
}

/** Slots of a flow down, environments across. */
export function BindingsTable({ flow, environments }: BindingsTableProps) {
  const api = useApi();
  const connections = useQuery(connectionsQuery(api));
  const answers = useQueries({ queries: environments.map(({ id }) => bindingsQuery(api, id, flow.id)) });
  const mayChange = useMayChangeValues();
  const [wanted, setWanted] = useState<WantedBinding | null>(null);
  const error = connections.error ?? answers.find((answer) => answer.error)?.error;
  if (error) return <ProblemNotice error={error} />;
  const bound = answers.flatMap(({ data }) => (data ? [data] : []));
  if (!connections.data || bound.length < environments.length) return <RowsSkeleton rows={3} />;
  const slots = bound[0]?.map(({ slot }) => slot) ?? [];
  if (slots.length === 0) return <div className="ps-panel__body ps-dimmed">{strings.noSlots}</div>;
  const bindingAt = (index: number, slot: string): SlotBinding | undefined => bound[index]?.find((each) => each.slot === slot);
  return (
    <div className="ps-table-scroll">
      <table className="ps-table" aria-label={strings.bindings}>
        <thead>
          <tr>
            <th scope="col">{strings.slot}</th>
            {environments.map((environment) => (
              <th key={environment.key} scope="col">
                <EnvironmentBadge kind={environment.kind} name={environment.name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr key={slot}>
              <td className="ps-mono">{slot}</td>
              {environments.map((environment, index) => {
                const binding = bindingAt(index, slot);
                return (
                  <td key={environment.key}>
                    {binding && (
                      <BindingCell
                        binding={binding}
                        environment={environment}
                        connector={connectorOfSlot(slot, bound)}
                        connections={connections.data.items}
                        mayChange={mayChange(environment)}
                        onChoose={(connection) => setWanted({ flow, environment, slot, connection })}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {wanted && <BindDialog wanted={wanted} onClose={() => setWanted(null)} />}
    </div>
  );
}
