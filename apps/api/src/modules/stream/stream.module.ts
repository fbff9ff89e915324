import { Module } from '@nestjs/common';
import { LiveStream } from './live-stream';
import { StreamController } from './stream.controller';

@Module({ controllers: [StreamController], providers: [LiveStream] })
export class StreamModule {}
