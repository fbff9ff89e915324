import * as contracts from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class AssistOfferDto extends createZodDto(contracts.assistOffer) {}
export class ExplainFailureQueryDto extends createZodDto(contracts.explainFailureQuery) {}
export class FailureExplanationDto extends createZodDto(contracts.failureExplanation) {}
export class DraftFlowRequestDto extends createZodDto(contracts.draftFlowRequest) {}
export class DraftedFlowDto extends createZodDto(contracts.draftedFlow) {}
export class DraftFormulaRequestDto extends createZodDto(contracts.draftFormulaRequest) {}
export class DraftedFormulaDto extends createZodDto(contracts.draftedFormula) {}
export class AiProviderDto extends createZodDto(contracts.aiProvider) {}
export class AiProviderTestDto extends createZodDto(contracts.aiProviderTest) {}
export class SaveAiProviderDto extends createZodDto(contracts.saveAiProviderRequest) {}
