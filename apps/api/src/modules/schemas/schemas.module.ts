import { Module } from '@nestjs/common';
import { SchemaChecksController } from './schema-checks.controller';
import { SchemaFindingsController } from './schema-findings.controller';
import { SchemaReads } from './schema-reads';
import { DecideFinding } from './use-cases/decide-finding';
import { RequestSchemaCheck } from './use-cases/request-schema-check';

@Module({ controllers: [SchemaFindingsController, SchemaChecksController], providers: [SchemaReads, DecideFinding, RequestSchemaCheck] })
export class SchemasModule {}
