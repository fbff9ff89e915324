import {
  connection,
  connectionLimits,
  connectionTestResult,
  connectionWeather,
  createConnectionRequest,
  holdConnectionRequest,
  optionsPage,
  optionsQuery,
  pageOf,
  updateConnectionRequest,
  uuid,
} from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class CreateConnectionDto extends createZodDto(createConnectionRequest) {}
export class UpdateConnectionDto extends createZodDto(updateConnectionRequest) {}
export class ConnectionDto extends createZodDto(connection) {}
export class ConnectionPageDto extends createZodDto(pageOf(connection)) {}
export class ConnectionTestDto extends createZodDto(connectionTestResult) {}
export class ConnectionParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class OptionsQueryDto extends createZodDto(optionsQuery) {}
export class OptionsPageDto extends createZodDto(optionsPage) {}
export class ConnectionLimitsDto extends createZodDto(connectionLimits) {}
export class HoldConnectionDto extends createZodDto(holdConnectionRequest) {}
export class ConnectionWeatherDto extends createZodDto(connectionWeather) {}
export class ConnectionWeatherPageDto extends createZodDto(pageOf(connectionWeather)) {}
