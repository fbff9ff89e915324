import type { AccountErrorCode } from '../../modules/account/account.errors';
import type { ApiKeyErrorCode } from '../../modules/api-keys/api-keys.errors';
import type { AssistErrorCode } from '../../modules/assist/assist.errors';
import type { CaseErrorCode } from '../../modules/cases/cases.errors';
import type { ImportErrorCode } from '../../modules/connectors/imports.errors';
import type { ConnectionErrorCode } from '../../modules/connections/connections.errors';
import type { DeploymentErrorCode } from '../../modules/deployments/deployments.errors';
import type { EngineErrorCode } from '../../modules/engine/engine.errors';
import type { EnvironmentErrorCode } from '../../modules/environments/environments.errors';
import type { ErasureErrorCode } from '../../modules/erasures/erasures.errors';
import type { EventErrorCode } from '../../modules/events/events.errors';
import type { FileErrorCode } from '../../modules/files/files.errors';
import type { FlowTestErrorCode } from '../../modules/flow-tests/flow-tests.errors';
import type { FlowErrorCode } from '../../modules/flows/flows.errors';
import type { IntakeErrorCode } from '../../modules/intake/intake.errors';
import type { MappingErrorCode } from '../../modules/mappings/mappings.errors';
import type { PromotionErrorCode } from '../../modules/promotions/promotions.errors';
import type { ReferenceDataErrorCode } from '../../modules/reference-data/reference-data.errors';
import type { RehearsalErrorCode } from '../../modules/rehearsals/rehearsals.errors';
import type { RunErrorCode } from '../../modules/runs/runs.errors';
import type { SchemaErrorCode } from '../../modules/schemas/schemas.errors';
import type { ServiceAccountErrorCode } from '../../modules/service-accounts/service-accounts.errors';
import type { TriggerErrorCode } from '../../modules/triggers/triggers.errors';
import type { UserErrorCode } from '../../modules/users/users.errors';
import type { VaultProblemCode } from '../../modules/vault/vault.errors';
import type { IdempotencyErrorCode } from '../idempotency/idempotency.errors';
import type { AuthErrorCode } from '../auth/auth.errors';
import type { RequestErrorCode } from './request.errors';

export type ApiErrorCode =
  | AccountErrorCode
  | ApiKeyErrorCode
  | AssistErrorCode
  | AuthErrorCode
  | CaseErrorCode
  | ConnectionErrorCode
  | DeploymentErrorCode
  | EngineErrorCode
  | EnvironmentErrorCode
  | ErasureErrorCode
  | EventErrorCode
  | FileErrorCode
  | FlowErrorCode
  | FlowTestErrorCode
  | IdempotencyErrorCode
  | ImportErrorCode
  | IntakeErrorCode
  | MappingErrorCode
  | PromotionErrorCode
  | ReferenceDataErrorCode
  | RehearsalErrorCode
  | RequestErrorCode
  | RunErrorCode
  | SchemaErrorCode
  | ServiceAccountErrorCode
  | TriggerErrorCode
  | UserErrorCode
  | VaultProblemCode;

/** The one place where a code becomes an HTTP status and a title. */
export const problemTable = {
  ACCOUNT_NEEDS_PERSON: [403, 'A person is needed'],
  AI_ANSWER_UNUSABLE: [502, 'Answer not usable'],
  AI_BUSY: [503, 'AI provider busy'],
  AI_CARD_DATA: [422, 'Card data refused'],
  AI_CHANGED: [409, 'AI provider changed'],
  AI_DRAFT_DISCARDED: [422, 'Draft thrown away'],
  AI_KEY_NEEDED: [422, 'Key needed'],
  AI_KEY_REFUSED: [502, 'Key refused'],
  AI_NOT_SET_UP: [404, 'No AI provider set up'],
  AI_OFF: [409, 'AI provider switched off'],
  AI_UNREACHABLE: [502, 'AI provider not reachable'],
  API_DESCRIPTION_REFUSED: [422, 'API description not taken'],
  API_KEY_END_PASSED: [422, 'End has passed'],
  API_KEY_INVALID: [401, 'API key refused'],
  API_KEY_NOT_FOUND: [404, 'API key not found'],
  API_KEY_ROLE_TOO_HIGH: [403, 'Role not allowed for this key'],
  BACKFILL_ENDED: [409, 'Backfill has ended'],
  BACKFILL_NOT_FOUND: [404, 'Backfill not found'],
  BACKFILL_RANGE_INVALID: [422, 'Range not valid'],
  BACKFILL_RUNNING: [409, 'Backfill running'],
  BINDING_NOT_VALID: [422, 'Binding not valid'],
  BODY_TOO_LARGE: [413, 'Body too large'],
  CARD_DATA_REFUSED: [422, 'Card data refused'],
  CHANGE_WINDOW_CLOSED: [409, 'Change window closed'],
  CONNECTION_IN_USE: [409, 'Connection in use'],
  CONNECTION_NOT_FOUND: [404, 'Connection not found'],
  CONNECTION_NOT_HELD: [409, 'Connection not held'],
  CONNECTION_SETTINGS_INVALID: [422, 'Connection settings not valid'],
  CONNECTOR_NOT_FOUND: [422, 'Connector not installed'],
  CONTENT_TYPE_UNSUPPORTED: [415, 'Content type not supported'],
  CSRF_TOKEN_INVALID: [403, 'Page token missing or old'],
  CURSOR_INVALID: [400, 'Cursor not valid'],
  DELIVERY_MALFORMED: [400, 'Delivery not readable'],
  CALLBACK_ANSWERED: [409, 'Called before'],
  CALLBACK_HAS_CARD_DATA: [422, 'Card data refused'],
  CALLBACK_NOT_JSON: [400, 'Body not readable'],
  CALLBACK_UNKNOWN: [404, 'Nobody waits here'],
  CHOICE_UNKNOWN: [422, 'No such choice'],
  DECISION_NOT_OPEN: [409, 'Decision not open'],
  DEPLOYMENT_ENDED: [409, 'Deployment has ended'],
  DEPLOYMENT_HAS_OPEN_RUNS: [409, 'Runs are open'],
  DEPLOYMENT_NOT_FOUND: [404, 'Deployment not found'],
  DEPLOYMENT_NOT_LIVE: [409, 'Deployment not live'],
  DEPLOYMENT_SHARES_ADDRESS: [409, 'Address shared with other flows'],
  DRAFT_CONFLICT: [409, 'Draft was changed meanwhile'],
  EMAIL_TAKEN: [409, 'Address taken'],
  ENVIRONMENT_KEY_TAKEN: [409, 'Key taken'],
  ENVIRONMENT_NOT_FOUND: [404, 'Environment not found'],
  EFFECT_NOT_FOUND: [404, 'Effect not found'],
  EFFECT_SETTLED: [409, 'Outcome known already'],
  ENVIRONMENT_ORDER_INVALID: [422, 'Order not valid'],
  ENVIRONMENT_RULE_INVALID: [422, 'Rule not valid'],
  ERASURE_NOTHING_FOUND: [404, 'Nothing to erase'],
  ERASURE_RUNS_OPEN: [409, 'Runs still open'],
  ERASURE_TOO_LARGE: [422, 'Too much at once'],
  EVENT_NOT_FOUND: [404, 'Event not found'],
  EVENT_NOT_REPLAYABLE: [409, 'Event cannot be replayed'],
  EVENT_PAYLOAD_INVALID: [422, 'Payload not valid'],
  EVENT_CONTENT_ERASED: [409, 'Content not kept'],
  FILE_CHANGED_ON_ITS_WAY: [422, 'File changed on its way'],
  FILE_HAS_CARD_DATA: [422, 'Card data refused'],
  FILE_IN_USE: [409, 'File in use'],
  FILE_NOT_FOUND: [404, 'File not found'],
  FILE_TOO_LARGE: [413, 'File too large'],
  FILE_TOO_SLOW: [408, 'File came too slowly'],
  FLOW_HAS_PROBLEMS: [422, 'Flow has problems'],
  FLOW_IS_NEWER: [409, 'Flow of a newer version'],
  FLOW_NOT_LIVE: [409, 'Flow is not live'],
  FLOW_NOT_RUNNABLE: [422, 'Flow cannot be run'],
  FLOW_NOT_FOUND: [404, 'Flow not found'],
  FLOW_TEST_HAS_CARD_DATA: [422, 'Card data refused'],
  FLOW_TEST_NOT_FOUND: [422, 'No such test'],
  FLOW_TESTS_FULL: [409, 'Tests full'],
  FLOW_VERSION_NOT_FOUND: [404, 'Flow version not found'],
  IDEMPOTENCY_IN_PROGRESS: [409, 'First request not ended'],
  IDEMPOTENCY_KEY_INVALID: [400, 'Idempotency-Key not valid'],
  IDEMPOTENCY_KEY_REUSED: [422, 'Idempotency-Key used before'],
  INVITATION_NOT_FOUND: [404, 'Invitation not found'],
  KEY_IS_NO_PERSON: [403, 'Two people needed'],
  IMPORTED_CONNECTOR_NOT_FOUND: [404, 'Imported connector not found'],
  INTAKE_BUSY: [503, 'Intake busy'],
  INTAKE_PATH_TAKEN: [409, 'Intake address taken'],
  INTERNAL_ERROR: [500, 'Unexpected error'],
  LAST_OWNER: [409, 'Last owner'],
  LINK_NOT_VALID: [410, 'Link not valid'],
  MALFORMED_JSON: [400, 'Body is not JSON'],
  MATCHER_BUSY: [503, 'Matcher busy'],
  NOT_SIGNED_IN: [401, 'Not signed in'],
  OIDC_EMAIL_NOT_VERIFIED: [403, 'Address not verified'],
  OIDC_NO_ACCOUNT: [403, 'No account here'],
  OIDC_NOT_SET_UP: [404, 'No sign-in service set up'],
  OIDC_PROVIDER_UNUSABLE: [422, 'Sign-in service not usable'],
  OIDC_REFUSED: [401, 'Sign-in not verified'],
  OIDC_UNREACHABLE: [502, 'Sign-in service not reachable'],
  OPTIONS_FIELD_MISSING: [422, 'Another field comes first'],
  OPTIONS_HELD: [503, 'Not asked now'],
  OPTIONS_NOT_LISTED: [502, 'Choices not listed'],
  OPTIONS_SOURCE_UNKNOWN: [422, 'No such choices'],
  OPTIONS_TOO_OFTEN: [429, 'Too often'],
  OWN_RIGHTS: [403, 'Own rights'],
  OWNERS_ONLY: [403, 'Owners only'],
  PASSWORD_SIGN_IN_OFF: [403, 'No passwords here'],
  PASSWORD_NOT_RIGHT: [403, 'Password not right'],
  PROMOTION_CHECKS_FAILED: [422, 'Checks failed'],
  PROMOTION_CLOSED: [409, 'Decided already'],
  PROMOTION_NEEDED: [409, 'Promotion needed'],
  PROMOTION_NOTHING_NEW: [409, 'Runs there already'],
  PROMOTION_NOT_FOUND: [404, 'Promotion not found'],
  PROMOTION_NOT_YOURS: [403, 'Not yours to withdraw'],
  PROMOTION_OPEN: [409, 'A promotion is open'],
  PROMOTION_OWN_WORK: [403, 'Somebody else decides'],
  PROMOTION_STALE: [409, 'Something changed meanwhile'],
  REMOTE_SIDE_REFUSED: [502, 'Remote side refused'],
  REQUEST_INVALID: [400, 'Request not valid'],
  REHEARSALS_BUSY: [503, 'Rehearsals busy'],
  ROLE_MAY_NOT_CHANGE_HERE: [403, 'Role may not change values here'],
  ROLE_MAY_NOT_LIST_HERE: [403, 'Records not listed here'],
  ROLE_MAY_NOT_READ_LIVE: [403, 'Live reads not allowed'],
  ROLE_MAY_NOT_DECIDE_HERE: [403, 'Role may not decide here'],
  ROLE_MAY_NOT_DEPLOY_HERE: [403, 'Deployment not allowed'],
  ROLE_MAY_NOT_START_HERE: [403, 'Start not allowed'],
  ROLE_NOT_ALLOWED: [403, 'Not allowed'],
  ROLLBACK_NOT_POSSIBLE: [409, 'Rollback not possible'],
  ROLES_DIFFER: [403, 'Different roles'],
  ROUTE_NOT_FOUND: [404, 'Address not found'],
  PAYLOAD_NOT_JSON: [422, 'Payload not readable'],
  PAYLOAD_HAS_CARD_DATA: [422, 'Card data refused'],
  PAYLOAD_TOKEN_UNKNOWN: [422, 'Masked token not known'],
  ROTATION_NOT_FOUND: [404, 'No rotation yet'],
  RUN_NOT_CANCELLABLE: [409, 'Run cannot be cancelled'],
  RUN_NOT_TESTABLE: [422, 'Run too large for a test'],
  RUN_NOT_FOUND: [404, 'Run not found'],
  RUN_NOT_REPLAYABLE: [409, 'Run cannot be started again'],
  RUN_NOT_RETRYABLE: [409, 'Run cannot be retried'],
  RUN_TOO_LARGE: [422, 'Run too large'],
  SCHEDULE_INVALID: [422, 'Schedule not valid'],
  SECOND_PERSON_NEEDED: [409, 'A second person is needed'],
  PROPOSAL_WAITS: [409, 'A colleague has proposed this'],
  PROPOSAL_CHANGED: [409, 'The proposal is another one'],
  PROPOSAL_OUTDATED: [409, 'The proposal is out of date'],
  ASK_FIRST: [409, 'The other side is asked first'],
  TABLE_CHANGED: [409, 'Table changed meanwhile'],
  TABLE_NAME_TAKEN: [409, 'Name taken'],
  TABLE_NOT_FOUND: [404, 'Table not found'],
  TABLE_ROWS_INVALID: [422, 'Rows not valid'],
  TABLE_VERSION_NOT_FOUND: [404, 'Revision not found'],
  VARIABLE_IN_USE: [409, 'Variable in use'],
  VARIABLE_NOT_FOUND: [404, 'Variable not found'],
  WORD_NOT_CONFIRMED: [409, 'The other side does not confirm it'],
  SENDER_SECRET_NOT_TAKEN: [422, 'Secret not taken'],
  STEP_NOT_IN_FLOW: [422, 'No such step'],
  SENDING_NOT_HELD: [409, 'Sending is not held'],
  SCHEMA_FINDING_NOT_FOUND: [404, 'Finding not found'],
  SCHEMA_FINDING_OVER: [409, 'Finding is over'],
  SNOOZE_END_PASSED: [422, 'Time has passed'],
  SERVICE_ACCOUNT_INACTIVE: [409, 'Service account deactivated'],
  SERVICE_ACCOUNT_NAME_TAKEN: [409, 'Name taken'],
  SERVICE_ACCOUNT_NOT_FOUND: [404, 'Service account not found'],
  SERVICE_UNAVAILABLE: [503, 'Not available'],
  SIGNATURE_REFUSED: [401, 'Signature refused'],
  SCOPE_NOT_ALLOWED: [403, 'Outside the scopes of this key'],
  SECOND_FACTOR_NEEDED: [401, 'Second factor needed'],
  SECOND_FACTOR_NOT_STARTED: [422, 'Code not right'],
  SECOND_FACTOR_SET: [409, 'Second factor set already'],
  SECOND_FACTOR_REFUSED: [401, 'Code refused'],
  SESSION_NOT_FOUND: [404, 'Session not found'],
  SIGN_IN_REFUSED: [401, 'Sign-in refused'],
  SLOT_TAKEN: [409, 'Slot already filled'],
  TOO_MANY_ATTEMPTS: [429, 'Too many attempts'],
  TOO_MANY_REQUESTS: [429, 'Too many requests'],
  USER_NOT_FOUND: [404, 'Person not found'],
  TRIGGER_CANNOT_DO_THIS: [422, 'Not offered by this trigger'],
} as const satisfies Record<ApiErrorCode, readonly [status: number, title: string]>;

export const isApiErrorCode = (code: string): code is ApiErrorCode => Object.hasOwn(problemTable, code);
