import * as contracts from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Built by `flowFromPlan`, which parses it; described where flows are kept. */
const plannedDocument = z.record(z.string(), z.unknown()).meta({ description: 'A flow document, as the draft of a flow holds it.' });

export class AssistOfferDto extends createZodDto(contracts.assistOffer) {}
export class ExplainFailureQueryDto extends createZodDto(contracts.explainFailureQuery) {}
export class FailureExplanationDto extends createZodDto(contracts.failureExplanation) {}
export class DraftFlowRequestDto extends createZodDto(contracts.draftFlowRequest) {}
export class DraftedFlowDto extends createZodDto(contracts.draftedFlow.extend({ document: plannedDocument })) {}
export class DraftFormulaRequestDto extends createZodDto(contracts.draftFormulaRequest) {}
export class DraftedFormulaDto extends createZodDto(contracts.draftedFormula) {}
export class AiProviderDto extends createZodDto(contracts.aiProvider) {}
export class AiProviderTestDto extends createZodDto(contracts.aiProviderTest) {}
export class SaveAiProviderDto extends createZodDto(contracts.saveAiProviderRequest) {}
