import { Module } from '@nestjs/common';
import { CrossReferencesController } from './cross-references.controller';
import { TableReads } from './table-reads';
import { SaveTable } from './use-cases/save-table';
import { ValueTablesController } from './value-tables.controller';

@Module({ controllers: [ValueTablesController, CrossReferencesController], providers: [TableReads, SaveTable], exports: [SaveTable] })
export class ReferenceDataModule {}
