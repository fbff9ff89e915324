import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../platform/auth/access.decorators';
import { everyone } from '../../platform/auth/roles';
import { SchedulePreviewDto, SchedulePreviewRequestDto } from './triggers.dto';
import { PreviewSchedule } from './use-cases/preview-schedule';

@Controller('api/v1/schedules')
export class SchedulesController {
  constructor(private readonly previewSchedule: PreviewSchedule) {}

  /** Reads and changes nothing; a post only because an expression is no part of an address. */
  @Post('preview')
  @Allow(everyone)
  @HttpCode(200)
  @ZodResponse({ status: 200, type: SchedulePreviewDto })
  preview(@Body() body: SchedulePreviewRequestDto) {
    return this.previewSchedule.execute(body);
  }
}
