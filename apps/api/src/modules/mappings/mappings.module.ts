import { Module } from '@nestjs/common';
import { MappingsController } from './mappings.controller';
import { PreviewMapping } from './use-cases/preview-mapping';
import { SuggestMappings } from './use-cases/suggest-mappings';

/** Help with mappings that are being written; works on what the request holds and keeps nothing of it. */
@Module({ controllers: [MappingsController], providers: [SuggestMappings, PreviewMapping] })
export class MappingsModule {}
