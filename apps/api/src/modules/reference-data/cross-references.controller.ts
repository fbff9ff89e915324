import { Controller } from '@nestjs/common';
import { ReferenceDataController } from './reference-data.controller';
import { TableReads } from './table-reads';
import { SaveTable } from './use-cases/save-table';

/** Names of one thing in two systems; every name stands once on its side. */
@Controller('api/v1/cross-references')
export class CrossReferencesController extends ReferenceDataController {
  protected readonly kind = 'cross-reference';

  constructor(reads: TableReads, saveTable: SaveTable) {
    super(reads, saveTable);
  }
}
