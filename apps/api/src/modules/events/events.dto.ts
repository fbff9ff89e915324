import { eventQuery, intakeEvent, intakeEventDetail, pageOf, uuid } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** The payload passes as it is: it holds exact decimals, which the reply serializer writes digit by digit. */
const exactEventDetail = intakeEventDetail.extend({ payload: z.unknown() });

export class EventQueryDto extends createZodDto(eventQuery) {}
export class EventPageDto extends createZodDto(pageOf(intakeEvent)) {}
export class EventDto extends createZodDto(exactEventDetail) {}
export class EventParamsDto extends createZodDto(z.object({ id: uuid })) {}
