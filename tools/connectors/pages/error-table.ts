import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectorDefinition, ErrorEntry } from '@penstock/connector-sdk';
import { code, table } from './markdown';

/** The connector's failures with cause and remedy: from its definition, or else the table “Errors” of its README. */
export function errorTable(root: string, { id, errors }: Pick<ConnectorDefinition, 'id' | 'errors'>): string {
  return errors ? tableOf(errors) : readmeSection(join(root, 'connectors', id, 'README.md'), 'Errors');
}

/** The meaning for the money has a column where it is told. */
export function tableOf(errors: readonly ErrorEntry[]): string {
  if (errors.every(({ money }) => money === undefined)) return table(['code', 'cause', 'remedy'], errors.map((entry) => [code(entry.code), entry.cause, entry.remedy]));
  return table(['code', 'cause', 'what it means for the money', 'remedy'], errors.map((entry) => [code(entry.code), entry.cause, entry.money ?? '', entry.remedy]));
}

export function readmeSection(file: string, title: string): string {
  if (!existsSync(file)) return '';
  const lines = readFileSync(file, 'utf8').split('\n');
  const start = lines.findIndex((line) => line.trim() === `## ${title}`);
  if (start < 0) return '';
  const end = lines.findIndex((line, index) => index > start && line.startsWith('## '));
  return lines.slice(start + 1, end < 0 ? undefined : end).join('\n').trim();
}
