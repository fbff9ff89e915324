import {
  bindSlotRequest,
  createEnvironmentRequest,
  environment,
  environmentVariable,
  orderEnvironmentsRequest,
  pageOf,
  setVariableRequest,
  slotBinding,
  updateEnvironmentRequest,
  uuid,
  variableName,
} from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class EnvironmentDto extends createZodDto(environment) {}
export class EnvironmentPageDto extends createZodDto(pageOf(environment)) {}
export class EnvironmentParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class VariableParamsDto extends createZodDto(z.object({ id: uuid, key: variableName })) {}
export class BindingQueryDto extends createZodDto(z.strictObject({ flowId: uuid })) {}
export class CreateEnvironmentRequestDto extends createZodDto(createEnvironmentRequest) {}
export class UpdateEnvironmentRequestDto extends createZodDto(updateEnvironmentRequest) {}
export class OrderEnvironmentsRequestDto extends createZodDto(orderEnvironmentsRequest) {}
export class SetVariableRequestDto extends createZodDto(setVariableRequest) {}
export class EnvironmentVariableDto extends createZodDto(environmentVariable) {}
export class EnvironmentVariablePageDto extends createZodDto(pageOf(environmentVariable)) {}
export class BindSlotRequestDto extends createZodDto(bindSlotRequest) {}
export class SlotBindingDto extends createZodDto(slotBinding) {}
export class SlotBindingPageDto extends createZodDto(pageOf(slotBinding)) {}
