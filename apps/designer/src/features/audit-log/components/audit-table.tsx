import type { AuditLogEntry } from '@penstock/contracts';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { Identifier, JsonBlock, shortened, When } from '../../../shared/ui/values';
import { actionWords } from '../model/action-words';
import { strings } from '../strings';

export function AuditTable({ entries }: { readonly entries: readonly AuditLogEntry[] }) {
  const [openNumber, setOpenNumber] = useState<number | null>(null);
  return (
    <table className="ps-table">
      <thead>
        <tr>
          <th scope="col" className="ps-number">
            {strings.number}
          </th>
          <th scope="col">{strings.when}</th>
          <th scope="col">{strings.who}</th>
          <th scope="col">{strings.what}</th>
          <th scope="col">{strings.ofWhat}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const isOpen = entry.number === openNumber;
          return (
            <Fragment key={entry.number}>
              <EntryRow entry={entry} isOpen={isOpen} onToggle={() => setOpenNumber(isOpen ? null : entry.number)} />
              {isOpen && <EntryDetails entry={entry} />}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

interface EntryRowProps {
  readonly entry: AuditLogEntry;
  readonly isOpen: boolean;
  onToggle(): void;
}

function EntryRow({ entry, isOpen, onToggle }: EntryRowProps) {
  const { number, recordedAt, actor, action, object } = entry;
  return (
    <tr>
      <td className="ps-number">{number}</td>
      <td>
        <When at={recordedAt} />
      </td>
      <td>{actor.name}</td>
      <td className="ps-nowrap">
        <button type="button" className="ps-plain-button" aria-expanded={isOpen} aria-label={strings.open(number)} onClick={onToggle}>
          {isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />} <span title={action}>{actionWords(action)}</span>
        </button>
      </td>
      <td>
        <span className="ps-dimmed">{actionWords(object.kind)}</span>{' '}
        {object.name === '' ? <span className="ps-mono">{shortened(object.id)}</span> : object.name}
      </td>
    </tr>
  );
}

const EntryDetails = ({ entry }: { readonly entry: AuditLogEntry }) => (
  <tr>
    <td />
    <td colSpan={4}>
      <dl className="ps-definitions">
        <dt>{actionWords(entry.object.kind)}</dt>
        <dd>
          <Identifier value={entry.object.id} />
        </dd>
        {entry.requestId !== '' && (
          <>
            <dt>{strings.request}</dt>
            <dd>
              <Identifier value={entry.requestId} />
            </dd>
          </>
        )}
        <dt>{strings.hash}</dt>
        <dd>
          <Identifier value={entry.hash} />
        </dd>
      </dl>
      {Object.keys(entry.details).length > 0 && <JsonBlock value={entry.details} label={strings.details} />}
    </td>
  </tr>
);
