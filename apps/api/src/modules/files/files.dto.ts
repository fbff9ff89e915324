import { fileView, pageOf, pageQuery, uploadedFile, uploadQuery, uuid } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class FileDto extends createZodDto(fileView) {}
export class UploadedFileDto extends createZodDto(uploadedFile) {}
export class FilePageDto extends createZodDto(pageOf(fileView)) {}
export class FilePageQueryDto extends createZodDto(pageQuery) {}
export class UploadQueryDto extends createZodDto(uploadQuery) {}
export class FileParamsDto extends createZodDto(z.object({ id: uuid })) {}
