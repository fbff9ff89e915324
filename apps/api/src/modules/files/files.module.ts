import { Module } from '@nestjs/common';
import { FileShelf } from './file-shelf';
import { FilesController } from './files.controller';
import { DeleteFile } from './use-cases/delete-file';
import { UploadFile } from './use-cases/upload-file';

@Module({ controllers: [FilesController], providers: [FileShelf, UploadFile, DeleteFile] })
export class FilesModule {}
