import { flowTestFinding, flowTestResult, flowTestsResult, runFlowTestsRequest, saveAsTestRequest, savedTest, uuid } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Values pass as they are: exact decimals, which a JSON schema would refuse. */
const exact = z.unknown();
const exactFinding = flowTestFinding.extend({ expected: exact.optional(), actual: exact.optional() });
const exactResults = flowTestsResult.extend({ results: z.array(flowTestResult.extend({ findings: z.array(exactFinding) })) });

export class IdParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class RunFlowTestsRequestDto extends createZodDto(runFlowTestsRequest) {}
export class FlowTestsResultDto extends createZodDto(exactResults) {}
export class SaveAsTestRequestDto extends createZodDto(saveAsTestRequest) {}
export class SavedTestDto extends createZodDto(savedTest) {}
