import { Module } from '@nestjs/common';
import { EventReads } from './event-reads';
import { EventsController } from './events.controller';
import { ReplayEvent } from './use-cases/replay-event';

@Module({ controllers: [EventsController], providers: [EventReads, ReplayEvent] })
export class EventsModule {}
