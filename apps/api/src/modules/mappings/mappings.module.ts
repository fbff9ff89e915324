import { Module } from '@nestjs/common';
import { AssistModule } from '../assist/assist.module';
import { MappingsController } from './mappings.controller';
import { PreviewMapping } from './use-cases/preview-mapping';
import { RememberPairs } from './use-cases/remember-pairs';
import { SuggestMappings } from './use-cases/suggest-mappings';

/** Help with mappings that are being written; of what a request holds, only decisions on pairs of paths are kept. */
@Module({ imports: [AssistModule], controllers: [MappingsController], providers: [SuggestMappings, PreviewMapping, RememberPairs] })
export class MappingsModule {}
