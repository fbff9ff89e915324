import { eventQuery, intakeEvent, intakeEventDetail, pageOf, uuid } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class EventQueryDto extends createZodDto(eventQuery) {}
export class EventPageDto extends createZodDto(pageOf(intakeEvent)) {}
export class EventDto extends createZodDto(intakeEventDetail) {}
export class EventParamsDto extends createZodDto(z.object({ id: uuid })) {}
