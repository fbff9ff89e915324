import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { designers, everyone } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import * as dto from './environments.dto';
import { EnvironmentBindings } from './use-cases/environment-bindings';
import { EnvironmentVariables } from './use-cases/environment-variables';

/** What flows find in an environment: variables, and connections for their slots. */
@Controller('api/v1/environments/:id')
export class EnvironmentValuesController {
  constructor(
    private readonly variables: EnvironmentVariables,
    private readonly bindings: EnvironmentBindings,
  ) {}

  @Get('variables')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.EnvironmentVariablePageDto })
  async list(@Context() ctx: RequestContext, @Param() { id }: dto.EnvironmentParamsDto) {
    return wholePage(await this.variables.list(ctx, id));
  }

  @Put('variables/:key')
  @AllowThere(designers)
  @ZodResponse({ status: 200, type: dto.EnvironmentVariableDto })
  set(@Context() ctx: RequestContext, @Param() { id, key }: dto.VariableParamsDto, @Body() body: dto.SetVariableRequestDto) {
    return this.variables.set(ctx, { environmentId: id, name: key }, body);
  }

  @Delete('variables/:key')
  @HttpCode(204)
  @AllowThere(designers)
  @ApiNoContentResponse()
  async remove(@Context() ctx: RequestContext, @Param() { id, key }: dto.VariableParamsDto): Promise<void> {
    await this.variables.remove(ctx, { environmentId: id, name: key });
  }

  @Get('bindings')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.SlotBindingPageDto })
  async bound(@Context() ctx: RequestContext, @Param() { id }: dto.EnvironmentParamsDto, @Query() { flowId }: dto.BindingQueryDto) {
    return wholePage(await this.bindings.list(ctx, id, flowId));
  }

  @Put('bindings')
  @AllowThere(designers)
  @ZodResponse({ status: 200, type: dto.SlotBindingDto })
  bind(@Context() ctx: RequestContext, @Param() { id }: dto.EnvironmentParamsDto, @Body() body: dto.BindSlotRequestDto) {
    return this.bindings.bind(ctx, id, body);
  }
}
