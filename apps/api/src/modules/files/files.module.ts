import { Module } from '@nestjs/common';
import { TriggersModule } from '../triggers/triggers.module';
import { FileShelf } from './file-shelf';
import { FilesController } from './files.controller';
import { DeleteFile } from './use-cases/delete-file';
import { DropFile } from './use-cases/drop-file';
import { UploadFile } from './use-cases/upload-file';

@Module({ imports: [TriggersModule], controllers: [FilesController], providers: [FileShelf, UploadFile, DropFile, DeleteFile] })
export class FilesModule {}
