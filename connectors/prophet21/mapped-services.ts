import { ConnectorFailure } from '@penstock/connector-sdk';
import type { ServiceMap } from './service-map';

/** What can be set up for an installation. */
export const mappedDocuments = ['arReceipt', 'creditMemo', 'deposit', 'reversal'] as const;
export type MappedDocument = (typeof mappedDocuments)[number];

export const documentNames: Readonly<Record<MappedDocument, string>> = {
  arReceipt: 'AR receipts',
  creditMemo: 'credit memos',
  deposit: 'deposits',
  reversal: 'reversals',
};

/** One element of a window with the fields that are used of it. */
export interface MappedPart {
  readonly element: string;
  readonly keys: readonly string[];
  readonly fields: Readonly<Record<string, string | undefined>>;
}

export interface MappedService {
  readonly document: MappedDocument;
  readonly service: string;
  readonly definitionDigest: string | undefined;
  readonly parts: readonly MappedPart[];
}

/** Everything the map claims about the installation. */
export function mappedServices({ arReceipt, creditMemo, deposit, reversal }: ServiceMap): readonly MappedService[] {
  const claims: readonly [
    MappedDocument,
    { service: string; definitionDigest?: string | undefined } | undefined,
    readonly (MappedPart | undefined)[],
  ][] = [
    ['arReceipt', arReceipt, [arReceipt?.header, arReceipt?.application]],
    ['creditMemo', creditMemo, [creditMemo?.header]],
    ['deposit', deposit, [deposit?.header, deposit?.payments]],
    ['reversal', reversal, [reversal?.header]],
  ];
  return claims.flatMap(([document, claim, parts]) =>
    claim
      ? [
          {
            document,
            service: claim.service,
            definitionDigest: claim.definitionDigest,
            parts: parts.filter((part) => part !== undefined),
          },
        ]
      : [],
  );
}

/** @throws ConnectorFailure class `config` for a document that this connection has not been set up for. */
export function serviceFor<Document extends MappedDocument>(
  map: ServiceMap,
  document: Document,
): NonNullable<ServiceMap[Document]> {
  const service = map[document];
  if (service) return service;
  throw new ConnectorFailure({
    class: 'config',
    code: 'P21_SERVICE_NOT_MAPPED',
    message: `The connection does not say which Prophet 21 service posts ${documentNames[document]}. Nothing was posted.`,
    remedy: `Run "Set up a service" for ${documentNames[document]} and fill in the service map of the connection.`,
  });
}
