/** How the use of a route comes into the audit log when its use case does not record a change of its own. */
export interface AuditedRoute {
  readonly action: string;
  /** What `:id` of the route names. */
  readonly object: string;
  /** `request`: recorded before it is carried out by the engine. `view`: recorded before the answer leaves. */
  readonly as: 'request' | 'view';
  /** Members of the body, short texts, that say what was asked for. */
  readonly notes?: readonly string[];
}

const request = (action: string, object: string): AuditedRoute => ({ action, object, as: 'request' });
const view = (action: string, object: string): AuditedRoute => ({ action, object, as: 'view' });

/** Work that the engine carries out in transactions of its own, and everything that shows recorded content. */
export const auditedRoutes: Readonly<Record<string, AuditedRoute>> = {
  'RunsController.retry': request('run.retry-requested', 'run'),
  'RunsController.cancel': request('run.cancel-requested', 'run'),
  'CasesController.replay': request('run.replay-requested', 'run'),
  'CasesController.restart': request('run.restart-requested', 'run'),
  'EventsController.replay': request('event.replay-requested', 'event'),
  'TriggersController.start': request('deployment.start-requested', 'deployment'),
  'TriggersController.backfill': request('deployment.backfill-requested', 'deployment'),
  'TriggersController.abort': request('deployment.backfill-abort-requested', 'deployment'),
  'TriggersController.sync': request('deployment.sync-requested', 'deployment'),
  'ConnectionsController.test': request('connection.test-requested', 'connection'),
  'FlowRehearsalsController.dry': { ...request('flow.dry-run-requested', 'flow'), notes: ['only', 'until', 'reads', 'environment'] },
  'FlowTestsController.run': request('flow.tests-requested', 'flow'),
  'FlowRehearsalsController.shadow': request('flow.shadow-run-requested', 'flow'),
  'ConnectionOptionsController.list': view('connection.options-viewed', 'connection'),
  'PromotionEvidenceController.json': view('promotion.evidence-exported', 'promotion'),
  'PromotionEvidenceController.pdf': view('promotion.evidence-exported', 'promotion'),
  'EventsController.read': view('event.content-viewed', 'event'),
  'RunDetailsController.steps': view('run.content-viewed', 'run'),
  'RunDetailsController.effects': view('run.content-viewed', 'run'),
  'RunComparisonsController.compare': view('run.content-viewed', 'run'),
  'CasesController.evidence': view('effect.content-viewed', 'effect'),
  'FilesController.download': view('file.content-viewed', 'file'),
};

/** Routes that write and whose use cases record what they changed in the transaction of the change. */
export const recordedByUseCase: readonly string[] = [
  'AccountController.changePassword',
  'AccountController.confirmSecondFactor',
  'AccountController.endSession',
  'AccountController.removeSecondFactor',
  'AccountController.startSecondFactor',
  'AiProviderController.remove',
  'AiProviderController.save',
  'AiProviderController.test',
  'AssistController.draftFlow',
  'AssistController.draftFormula',
  'ApiKeysController.create',
  'ApiKeysController.revoke',
  'CasesController.decide',
  'CasesController.settle',
  'ConnectorImportsController.create',
  'ConnectionWeatherController.hold',
  'ConnectionWeatherController.limit',
  'ConnectionWeatherController.resume',
  'ConnectionsController.create',
  'ConnectionsController.update',
  'CrossReferencesController.create',
  'CrossReferencesController.save',
  'DeploymentsController.change',
  'DeploymentsController.deploy',
  'EngineController.resume',
  'EnvironmentValuesController.bind',
  'EnvironmentValuesController.remove',
  'EnvironmentValuesController.set',
  'EnvironmentsController.create',
  'EnvironmentsController.order',
  'EnvironmentsController.update',
  'ErasuresController.erase',
  'FilesController.remove',
  'FilesController.upload',
  'FlowDraftsController.save',
  'FlowTestsController.save',
  'FlowVersionsController.create',
  'FlowsController.create',
  'InvitationsController.accept',
  'InvitationsController.create',
  'InvitationsController.withdraw',
  'MappingsController.feedback',
  'PasswordResetsController.ask',
  'PasswordResetsController.complete',
  'PromotionsController.approve',
  'PromotionsController.back',
  'PromotionsController.deploy',
  'PromotionsController.reject',
  'PromotionsController.request',
  'PromotionsController.withdraw',
  'SchemaChecksController.request',
  'SchemaFindingsController.acknowledge',
  'SchemaFindingsController.reopen',
  'SchemaFindingsController.snooze',
  'ServiceAccountsController.create',
  'ServiceAccountsController.createKey',
  'ServiceAccountsController.update',
  'SessionController.end',
  'SessionController.start',
  'SignInController.complete',
  'SignInController.prove',
  'SignInProviderController.remove',
  'SignInProviderController.save',
  'UsersController.issueReset',
  'UsersController.update',
  'ValueTablesController.create',
  'ValueTablesController.save',
  'VaultController.rotate',
];

/** Routes that are no `GET` and change nothing. */
export const withoutTrace: readonly string[] = [
  'ConnectorImportsController.preview',
  'FlowPresenceController.announce',
  'MappingsController.preview',
  'MappingsController.suggest',
  'PromotionsController.preview',
  'RunComparisonsController.preview',
  'SchedulesController.preview',
  'SignInController.start',
];
