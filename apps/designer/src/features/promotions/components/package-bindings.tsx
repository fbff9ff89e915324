import type { SlotBinding } from '@penstock/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { TableScroll } from '../../../shared/ui/table-scroll';
import { strings } from '../strings';

/** What fills each slot of the flow in the target, and which remote that is. */
export function PackageBindings({ bindings }: { readonly bindings: readonly SlotBinding[] }) {
  if (bindings.length === 0) return <div className="ps-panel__body ps-dimmed">{strings.noSlots}</div>;
  return (
    <TableScroll label={strings.connections}>
      <table className="ps-table" aria-label={strings.connections}>
        <thead>
          <tr>
            <th scope="col">{strings.slot}</th>
            <th scope="col">{strings.connection}</th>
            <th scope="col">{strings.remote}</th>
            <th scope="col">{strings.chosen}</th>
          </tr>
        </thead>
        <tbody>
          {bindings.map(({ slot, connectionName, fingerprint, source }) => (
            <tr key={slot}>
              <td className="ps-mono">{slot}</td>
              <td>{connectionName ?? <Unbound />}</td>
              <td className="ps-mono">{fingerprint}</td>
              <td>{strings.chosenFor[source]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

const Unbound = () => (
  <span className="ps-status ps-status--attention">
    <IconAlertTriangle size={15} aria-hidden />
    {strings.unbound}
  </span>
);
