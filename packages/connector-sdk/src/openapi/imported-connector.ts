import { isJsonObject, type Json } from '@penstock/kernel';
import { defineConnector } from '../define';
import type { ConnectorDefinition } from '../definition';
import { answerErrors } from '../error-catalogue';
import { restConnection } from '../rest/rest-connection';
import { openApiActions } from './open-api-actions';
import { operationsOf } from './operations';
import { OpenApiRefused } from './references';

/** An API description that somebody imported, in all its versions, oldest first. */
export interface ImportedDescription {
  /** Unique in the installation. */
  readonly id: string;
  readonly title: string;
  readonly versions: readonly { readonly version: number; readonly document: Json }[];
}

/** More would be no help in a palette. */
const MOST_OPERATIONS = 300;

/**
 * The connector of an imported description. Steps pin the version of their action, so the actions of every version stay;
 * the newest ones are offered for new steps. Making it contacts nothing. @throws OpenApiRefused
 */
export function importedConnector({ id, title, versions }: ImportedDescription): ConnectorDefinition {
  const reading = { system: title, codePrefix: 'IMPORTED' };
  const newest = versions.at(-1)?.document;
  return defineConnector({
    id,
    title,
    summary: `${title}, from its API description.`,
    category: 'general',
    // A plug with two pins before a line.
    mark: 'M8 3v5H6v4a6 6 0 0 0 5 5.900V21h2v-3.100A6 6 0 0 0 18 12V8h-2V3h-2v5h-4V3z',
    apiRevision: `${revisionOf(newest)} (version ${versions.at(-1)?.version ?? 1} here)`,
    connection: restConnection(id, reading),
    actions: versions.flatMap(({ version, document }) => openApiActions(document, { ...reading, version })),
    triggers: [],
    errors: answerErrors(reading),
    limits: ['Everything but a GET is decided by a person after a lost answer: the description does not say what happens twice.'],
  });
}

/** What can be told of a description before it is imported. */
export interface DescribedApi {
  readonly title: string;
  readonly revision: string;
  /** Where the description says that the API answers; never called, only offered as an address. */
  readonly address: string;
}

/** @throws OpenApiRefused for what cannot become a connector, in words for the person who imports it. */
export function describedApi(document: Json): DescribedApi {
  const operations = operationsOf(document);
  if (operations.length === 0) throw new OpenApiRefused('The document describes no operations.');
  if (operations.length > MOST_OPERATIONS) throw new OpenApiRefused(`The document describes ${operations.length} operations; at most ${MOST_OPERATIONS} are taken. Split it into several descriptions.`);
  const odd = operations.find(({ path }) => !isPlainPath(path));
  if (odd) throw new OpenApiRefused(`The path “${odd.path}” is none below the address of the API.`);
  return { title: infoOf(document, 'title') || 'Imported API', revision: revisionOf(document), address: addressOf(document) };
}

/** No scheme, no other host, no climbing. */
const isPlainPath = (path: string): boolean => /^\/(?!\/)[^\s?#\\]*$/.test(path) && !path.split('/').some((part) => /^(\.|%2e){1,2}$/i.test(part));

function infoOf(document: Json | undefined, name: string): string {
  const info = isJsonObject(document) && isJsonObject(document.info) ? document.info : {};
  const value = info[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 80) : '';
}

const revisionOf = (document: Json | undefined): string => infoOf(document, 'version') || 'no version';

function addressOf(document: Json): string {
  const servers = isJsonObject(document) && Array.isArray(document.servers) ? (document.servers as readonly Json[]) : [];
  const first = servers.find(isJsonObject);
  const url = first && typeof first.url === 'string' ? first.url : '';
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url.slice(0, 500) : '';
}
