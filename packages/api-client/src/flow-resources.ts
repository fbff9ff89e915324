import * as contracts from '@penstock/contracts';
import { keyed, type ApiTransport, type Query } from './api-transport';
import { listOf } from './list-answers';

const at = (id: string): string => encodeURIComponent(id);

export function flowResources(transport: ApiTransport) {
  return {
    list: (query: Query = {}) =>
      transport.read({ method: 'GET', path: '/flows', query }, listOf(contracts.flowSummary)),
    templates: () => transport.read({ method: 'GET', path: '/flow-templates' }, listOf(contracts.flowTemplate)),
    create: (body: contracts.CreateFlowRequest, idempotencyKey?: string) =>
      transport.read({ method: 'POST', path: '/flows', body, ...keyed(idempotencyKey) }, contracts.flowSummary),
    read: (flowId: string) => transport.read({ method: 'GET', path: `/flows/${at(flowId)}` }, contracts.flowSummary),
    draft: (flowId: string) => transport.read({ method: 'GET', path: `/flows/${at(flowId)}/draft` }, contracts.draft),
    saveDraft: (flowId: string, body: contracts.SaveDraftRequest) =>
      transport.read({ method: 'PUT', path: `/flows/${at(flowId)}/draft`, body }, contracts.draft),
    /** Told once more while the page closes, when nobody reads the answer. */
    announce: (flowId: string, body: contracts.FlowPresenceRequest) =>
      transport.read({ method: 'POST', path: `/flows/${at(flowId)}/presence`, body, outlivesPage: body.isOpen === false }, contracts.flowPresence),
    versions: (flowId: string, query: Query = {}) =>
      transport.read({ method: 'GET', path: `/flows/${at(flowId)}/versions`, query }, listOf(contracts.flowVersion)),
    createVersion: (flowId: string, body: contracts.CreateVersionRequest, idempotencyKey?: string) =>
      transport.read({ method: 'POST', path: `/flows/${at(flowId)}/versions`, body, ...keyed(idempotencyKey) }, contracts.flowVersion),
    /** Values with every digit; nothing is sent or written. */
    dryRun: (flowId: string, body: Partial<contracts.DryRunRequest>) =>
      transport.readExact({ method: 'POST', path: `/flows/${at(flowId)}/dry-run`, body }, contracts.dryRunResult),
    shadowRun: (flowId: string, body: Partial<contracts.ShadowRunRequest>) =>
      transport.readExact({ method: 'POST', path: `/flows/${at(flowId)}/shadow-run`, body }, contracts.shadowRunResult),
    diff: (flowId: string, query: contracts.FlowDiffQuery) =>
      transport.read({ method: 'GET', path: `/flows/${at(flowId)}/diff`, query: { ...query } }, contracts.flowDiff),
    /** Values with every digit; nothing is sent or written. */
    runTests: (flowId: string, body: Partial<contracts.RunFlowTestsRequest>) =>
      transport.readExact({ method: 'POST', path: `/flows/${at(flowId)}/tests/run`, body }, contracts.flowTestsResult),
    version: (flowId: string, number: number) =>
      transport.read({ method: 'GET', path: `/flows/${at(flowId)}/versions/${number}` }, contracts.flowVersionDetail),
  };
}

export function mappingResources(transport: ApiTransport) {
  return {
    suggest: (body: contracts.SuggestMappingsRequest) =>
      transport.read({ method: 'POST', path: '/mappings/suggest', body }, contracts.suggestMappingsResult),
    feedback: (body: contracts.MappingFeedbackRequest) =>
      transport.read({ method: 'POST', path: '/mappings/feedback', body }, contracts.mappingFeedbackResult),
    preview: (body: contracts.PreviewMappingRequest) =>
      transport.read({ method: 'POST', path: '/mappings/preview', body }, contracts.previewMappingResult),
  };
}

export function deploymentResources(transport: ApiTransport) {
  return {
    list: (query: Query = {}) =>
      transport.read({ method: 'GET', path: '/deployments', query }, listOf(contracts.deployment)),
    deploy: (body: contracts.DeployRequest, idempotencyKey?: string) =>
      transport.read({ method: 'POST', path: '/deployments', body, ...keyed(idempotencyKey) }, contracts.deployResult),
    change: (id: string, body: Partial<contracts.ChangeDeploymentRequest>) =>
      transport.read({ method: 'PUT', path: `/deployments/${at(id)}/status`, body }, contracts.deploymentChange),
    triggerState: (id: string) =>
      transport.read({ method: 'GET', path: `/deployments/${at(id)}/trigger-state` }, contracts.triggerState),
    start: (id: string, body: contracts.StartRequest) =>
      transport.read({ method: 'POST', path: `/deployments/${at(id)}/start`, body }, contracts.startResult),
    syncRecord: (id: string, body: contracts.SyncRecordRequest) =>
      transport.read({ method: 'POST', path: `/deployments/${at(id)}/sync-record`, body }, contracts.syncRecordResult),
    backfills: (id: string, query: Query = {}) =>
      transport.read({ method: 'GET', path: `/deployments/${at(id)}/backfills`, query }, listOf(contracts.backfill)),
    backfill: (id: string, body: contracts.BackfillRequest) =>
      transport.read({ method: 'POST', path: `/deployments/${at(id)}/backfills`, body }, contracts.backfill),
    abortBackfill: (id: string, backfillId: string) =>
      transport.read({ method: 'POST', path: `/deployments/${at(id)}/backfills/${at(backfillId)}/abort` }, contracts.backfill),
  };
}

export const scheduleResources = (transport: ApiTransport) => ({
  preview: (body: contracts.SchedulePreviewRequest) =>
    transport.read({ method: 'POST', path: '/schedules/preview', body }, contracts.schedulePreview),
});

export function connectionResources(transport: ApiTransport) {
  return {
    list: (query: Query = {}) =>
      transport.read({ method: 'GET', path: '/connections', query }, listOf(contracts.connection)),
    create: (body: contracts.CreateConnectionRequest, idempotencyKey?: string) =>
      transport.read({ method: 'POST', path: '/connections', body, ...keyed(idempotencyKey) }, contracts.connection),
    update: (id: string, body: contracts.UpdateConnectionRequest) =>
      transport.read({ method: 'PATCH', path: `/connections/${at(id)}`, body }, contracts.connection),
    test: (id: string) =>
      transport.read({ method: 'POST', path: `/connections/${at(id)}/test` }, contracts.connectionTestResult),
    options: (id: string, query: contracts.OptionsQuery) =>
      transport.read({ method: 'GET', path: `/connections/${at(id)}/options`, query }, contracts.optionsPage),
    allWeather: () => transport.read({ method: 'GET', path: '/connections/weather' }, listOf(contracts.connectionWeather)),
    weather: (id: string) =>
      transport.read({ method: 'GET', path: `/connections/${at(id)}/weather` }, contracts.connectionWeather),
    setLimits: (id: string, body: contracts.ConnectionLimitsRequest) =>
      transport.read({ method: 'PUT', path: `/connections/${at(id)}/limits`, body }, contracts.connectionWeather),
    hold: (id: string, body: contracts.HoldConnectionRequest) =>
      transport.read({ method: 'POST', path: `/connections/${at(id)}/hold`, body }, contracts.connectionWeather),
    resume: (id: string) =>
      transport.read({ method: 'POST', path: `/connections/${at(id)}/resume` }, contracts.connectionWeather),
  };
}

export const connectorResources = (transport: ApiTransport) => ({
  list: () => transport.read({ method: 'GET', path: '/connectors' }, listOf(contracts.connectorDescriptor)),
  imports: () => transport.read({ method: 'GET', path: '/connectors/imports' }, listOf(contracts.importedConnectorVersion)),
  previewImport: (body: contracts.PreviewImportRequest) =>
    transport.read({ method: 'POST', path: '/connectors/imports/preview', body }, contracts.importPreview),
  import: (body: contracts.ImportConnectorRequest) =>
    transport.read({ method: 'POST', path: '/connectors/imports', body }, contracts.importedConnectorVersion),
});
