import { Table } from '@mantine/core';
import type { ImportPreview } from '@penstock/contracts';
import { strings } from '../strings';

/** The actions that a description would become, with what each means for a lost answer. */
export function ImportedOperations({ operations }: Pick<ImportPreview, 'operations'>) {
  return (
    <Table.ScrollContainer minWidth={420} mah={360}>
      <Table aria-label={strings.importOperations(operations.length)} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{strings.action}</Table.Th>
            <Table.Th>{strings.operation}</Table.Th>
            <Table.Th>{strings.effect}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {operations.map(({ id, title, method, path, effect }) => (
            <Table.Tr key={id}>
              <Table.Td>{title}</Table.Td>
              <Table.Td className="ps-mono">
                {method} {path}
              </Table.Td>
              <Table.Td>{effect === 'R' ? strings.reads : strings.personDecides}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
