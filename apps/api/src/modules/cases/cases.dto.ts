import {
  caseQuery,
  decisionRequest,
  evidenceBundle,
  openCase,
  pageOf,
  replayRequest,
  restartRequest,
  settlementAnswer,
  settlementRequest,
  startedRun,
  uuid,
} from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Recorded values pass as they are: exact decimals, which a JSON schema would refuse. */
const exactBundle = evidenceBundle.extend({ request: z.unknown(), response: z.unknown() });
const exactCase = openCase.extend({ shown: z.array(z.object({ path: z.string(), value: z.unknown() })) });

export class IdParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class DecisionParamsDto extends createZodDto(z.object({ id: uuid, key: z.string().min(1).max(300) })) {}
export class CaseQueryDto extends createZodDto(caseQuery) {}
export class CasePageDto extends createZodDto(pageOf(exactCase)) {}
export class EvidenceDto extends createZodDto(exactBundle) {}
export class ReplayRequestDto extends createZodDto(replayRequest) {}
export class RestartRequestDto extends createZodDto(restartRequest) {}
export class StartedRunDto extends createZodDto(startedRun) {}
export class DecisionRequestDto extends createZodDto(decisionRequest) {}
export class SettlementRequestDto extends createZodDto(settlementRequest) {}
export class SettlementAnswerDto extends createZodDto(settlementAnswer) {}
export class DoneDto extends createZodDto(z.object({ done: z.literal(true) })) {}
