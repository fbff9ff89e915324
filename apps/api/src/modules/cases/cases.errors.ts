import { Refusal } from '../../platform/problem/refusal';

export type CaseErrorCode = 'EFFECT_NOT_FOUND' | 'EFFECT_SETTLED' | 'DECISION_NOT_OPEN' | 'CHOICE_UNKNOWN' | 'RUN_NOT_REPLAYABLE' | 'PAYLOAD_HAS_CARD_DATA' | 'STEP_NOT_IN_FLOW';

export class CaseError extends Refusal<CaseErrorCode> {}
