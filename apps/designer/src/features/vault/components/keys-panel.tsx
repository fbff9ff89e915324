import type { VaultStatus } from '@penstock/contracts';
import { Panel } from '../../../shared/ui/page';
import { strings } from '../strings';

type Key = VaultStatus['keys'][number];

export const KeysPanel = ({ keys }: { readonly keys: readonly Key[] }) => (
  <Panel title={strings.keys}>
    <div className="ps-table-scroll">
      <table className="ps-table">
        <thead>
          <tr>
            <th scope="col">{strings.key}</th>
            <th scope="col">{strings.use}</th>
            <th scope="col" className="ps-number">
              {strings.secrets}
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <td className="ps-mono ps-nowrap">{key.id}</td>
              <td>{wordsOf(key)}</td>
              <td className="ps-number">{key.secrets}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Panel>
);

function wordsOf({ isCurrent, isAtHand, secrets }: Key): string {
  if (!isAtHand) return strings.missing;
  if (isCurrent) return strings.current;
  return secrets === 0 ? strings.removable : strings.opensOnly;
}
