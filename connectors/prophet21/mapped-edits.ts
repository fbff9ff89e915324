import { ConnectorFailure } from '@penstock/connector-sdk';
import type { Edit } from './transaction';

/** One value of a document and the field that the service map has for it. */
export interface MappedValue {
  /** As the form calls it. */
  readonly title: string;
  readonly field: string | undefined;
  readonly value: string | undefined;
  /** Nobody asked for the value, so a map without the field leaves it to P21. */
  readonly isDefault?: boolean;
}

/** @throws ConnectorFailure class `config` when a value was given that the map has no field for: nothing is dropped silently. */
export function editsOf(document: string, values: readonly MappedValue[]): readonly Edit[] {
  return values.flatMap(({ title, field, value, isDefault = false }): readonly Edit[] => {
    if (value === undefined) return [];
    if (field !== undefined) return [[field, value]];
    if (isDefault) return [];
    throw notMapped(document, title);
  });
}

export const notMapped = (document: string, title: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'P21_FIELD_NOT_MAPPED',
    message: `The ${document} gives "${title}", but the connection's service map has no field for it. Nothing was posted.`,
    remedy: 'Add the field to the service map of the connection, or leave it out of the step.',
  });
