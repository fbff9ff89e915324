import { ApiKeyRow } from './api-key.entity';
import { AppUserRow } from './app-user.entity';
import { ConnectionRow } from './connection.entity';
import { DeploymentRow } from './deployment.entity';
import { EnvironmentRow } from './environment.entity';
import { FlowBindingRow } from './flow-binding.entity';
import { FlowDraftRow } from './flow-draft.entity';
import { FlowVersionRow } from './flow-version.entity';
import { FlowRow } from './flow.entity';
import { EnvironmentVariableRow } from './environment-variable.entity';
import { IntakeSourceRow } from './intake-source.entity';
import { OrganizationRow } from './organization.entity';
import { PollStateRow } from './poll-state.entity';
import { PromotionRow } from './promotion.entity';
import { ReferenceTableVersionRow } from './reference-table-version.entity';
import { ReferenceTableRow } from './reference-table.entity';
import { SecretRow } from './secret.entity';
import { ServiceAccountRow } from './service-account.entity';
import { SlotBindingRow } from './slot-binding.entity';
import { SubscriptionRow } from './subscription.entity';
import { UserInvitationRow } from './user-invitation.entity';
import { UserSessionRow } from './user-session.entity';

export * from './api-key.entity';
export * from './app-user.entity';
export * from './connection.entity';
export * from './deployment.entity';
export * from './environment.entity';
export * from './environment-variable.entity';
export * from './flow-binding.entity';
export * from './flow-draft.entity';
export * from './flow-version.entity';
export * from './flow.entity';
export * from './intake-source.entity';
export * from './organization.entity';
export * from './poll-state.entity';
export * from './promotion.entity';
export * from './reference-table-version.entity';
export * from './reference-table.entity';
export * from './secret.entity';
export * from './service-account.entity';
export * from './slot-binding.entity';
export * from './subscription.entity';
export * from './user-invitation.entity';
export * from './user-session.entity';

/** Configuration only: hot tables (event, run, queue, journal, effect) are hand-written SQL. */
export const entities = [
  OrganizationRow,
  EnvironmentRow,
  AppUserRow,
  UserInvitationRow,
  UserSessionRow,
  ApiKeyRow,
  ServiceAccountRow,
  FlowRow,
  FlowDraftRow,
  FlowVersionRow,
  DeploymentRow,
  ConnectionRow,
  SlotBindingRow,
  FlowBindingRow,
  EnvironmentVariableRow,
  ReferenceTableRow,
  ReferenceTableVersionRow,
  PromotionRow,
  SecretRow,
  IntakeSourceRow,
  SubscriptionRow,
  PollStateRow,
] as const;
