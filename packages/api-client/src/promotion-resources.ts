import * as contracts from '@penstock/contracts';
import type { ApiTransport, Query } from './api-transport';
import { listOf } from './list-answers';

const at = (id: string): string => encodeURIComponent(id);

export function promotionResources(transport: ApiTransport) {
  return {
    list: (query: Query = {}) => transport.read({ method: 'GET', path: '/promotions', query }, listOf(contracts.promotionSummary)),
    read: (id: string) => transport.read({ method: 'GET', path: `/promotions/${at(id)}` }, contracts.promotion),
    preview: (body: contracts.PreviewPromotionRequest) => transport.read({ method: 'POST', path: '/promotions/preview', body }, contracts.promotionPreview),
    request: (body: contracts.RequestPromotionRequest) => transport.read({ method: 'POST', path: '/promotions', body }, contracts.promotion),
    approve: (id: string, body: contracts.ApprovePromotionRequest) =>
      transport.read({ method: 'POST', path: `/promotions/${at(id)}/approve`, body }, contracts.decidedPromotion),
    reject: (id: string, body: contracts.ClosePromotionRequest) =>
      transport.read({ method: 'POST', path: `/promotions/${at(id)}/reject`, body }, contracts.promotion),
    withdraw: (id: string, body: contracts.ClosePromotionRequest) =>
      transport.read({ method: 'POST', path: `/promotions/${at(id)}/withdraw`, body }, contracts.promotion),
    deploy: (id: string) => transport.read({ method: 'POST', path: `/promotions/${at(id)}/deploy` }, contracts.decidedPromotion),
    rollBack: (body: contracts.RollBackRequest) => transport.read({ method: 'POST', path: '/promotions/roll-back', body }, contracts.promotion),
    verification: (id: string) => transport.read({ method: 'GET', path: `/promotions/${at(id)}/verification` }, contracts.promotionVerification),
    evidence: (id: string) => transport.read({ method: 'GET', path: `/promotions/${at(id)}/evidence` }, contracts.promotionEvidence),
    /** Where a browser downloads the evidence. */
    evidenceUrl: (id: string, kind: 'json' | 'pdf') => transport.urlOf(`/promotions/${at(id)}/evidence${kind === 'pdf' ? '/pdf' : ''}`),
  };
}

/** Value tables and cross-references are handled alike. */
export function referenceDataResources(transport: ApiTransport, path: '/value-tables' | '/cross-references') {
  return {
    list: (query: Query = {}) => transport.read({ method: 'GET', path, query }, listOf(contracts.referenceTableSummary)),
    read: (id: string) => transport.read({ method: 'GET', path: `${path}/${at(id)}` }, contracts.referenceTable),
    create: (body: Partial<contracts.CreateReferenceTableRequest>) => transport.read({ method: 'POST', path, body }, contracts.referenceTable),
    save: (id: string, body: Partial<contracts.SaveReferenceTableRequest>) => transport.read({ method: 'PUT', path: `${path}/${at(id)}`, body }, contracts.referenceTable),
    versions: (id: string) => transport.read({ method: 'GET', path: `${path}/${at(id)}/versions` }, listOf(contracts.referenceTableVersion)),
    version: (id: string, revision: number) => transport.read({ method: 'GET', path: `${path}/${at(id)}/versions/${revision}` }, contracts.referenceTableVersionDetail),
    csvUrl: (id: string) => transport.urlOf(`${path}/${at(id)}/csv`),
  };
}
