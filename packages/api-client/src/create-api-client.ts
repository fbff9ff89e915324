import { apiKeyResources, environmentResources, sessionResources } from './account-resources';
import { assistResources } from './assist-resources';
import { auditLogResources } from './audit-resources';
import { ApiTransport, type ApiClientOptions } from './api-transport';
import { connectionResources, connectorResources, deploymentResources, flowResources, mappingResources, scheduleResources } from './flow-resources';
import { openLiveStream, type LiveStreamListener } from './live-stream';
import { promotionResources, referenceDataResources } from './promotion-resources';
import { accountResources, invitationResources, passwordResetResources, serviceAccountResources, userResources } from './people-resources';
import { caseResources, engineResources, erasureResources, eventResources, overviewResources, runResources } from './run-resources';
import { signInResources } from './sign-in-resources';
import { schemaResources } from './schema-resources';
import { vaultResources } from './vault-resources';

export type ApiClient = ReturnType<typeof createApiClient>;

/**
 * The REST API as functions, one group per resource; answers are checked against the contracts.
 * Signs writes with the session's csrf token, or give an `authorization` header for an API key.
 */
export function createApiClient(options: ApiClientOptions) {
  const transport = new ApiTransport(options);
  return {
    session: sessionResources(transport),
    signIn: signInResources(transport),
    environments: environmentResources(transport),
    overview: overviewResources(transport),
    cases: caseResources(transport),
    flows: flowResources(transport),
    assist: assistResources(transport),
    mappings: mappingResources(transport),
    deployments: deploymentResources(transport),
    schedules: scheduleResources(transport),
    connectors: connectorResources(transport),
    connections: connectionResources(transport),
    events: eventResources(transport),
    runs: runResources(transport),
    engine: engineResources(transport),
    erasures: erasureResources(transport),
    users: userResources(transport),
    invitations: invitationResources(transport),
    passwordResets: passwordResetResources(transport),
    account: accountResources(transport),
    apiKeys: apiKeyResources(transport),
    serviceAccounts: serviceAccountResources(transport),
    auditLog: auditLogResources(transport),
    promotions: promotionResources(transport),
    valueTables: referenceDataResources(transport, '/value-tables'),
    crossReferences: referenceDataResources(transport, '/cross-references'),
    schemas: schemaResources(transport),
    vault: vaultResources(transport),
    stream: { open: (listener: LiveStreamListener) => openLiveStream(transport, listener) },
  };
}
