import { Readable } from 'node:stream';
import { Controller, Delete, Get, Header, HttpCode, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { administrators, everyone, starters } from '../../platform/auth/roles';
import * as dto from './files.dto';
import { attachment } from './attachment';
import { FileShelf } from './file-shelf';
import { DeleteFile } from './use-cases/delete-file';
import { DropFile } from './use-cases/drop-file';
import { UploadFile } from './use-cases/upload-file';

@Controller('api/v1/files')
export class FilesController {
  constructor(
    private readonly shelf: FileShelf,
    private readonly uploadFile: UploadFile,
    private readonly dropFile: DropFile,
    private readonly deleteFile: DeleteFile,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.FilePageDto })
  list(@Context() ctx: RequestContext, @Query() query: dto.FilePageQueryDto) {
    return this.shelf.page(ctx, query);
  }

  @Post()
  @Allow(starters)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ZodResponse({ status: 201, type: dto.UploadedFileDto })
  upload(@Context() ctx: RequestContext, @Query() query: dto.UploadQueryDto, @Req() request: FastifyRequest) {
    return query.deployment === undefined ? this.uploadFile.execute(ctx, query, request) : this.dropFile.execute(ctx, { ...query, deployment: query.deployment }, request);
  }

  @Get(':id')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.FileDto })
  read(@Context() ctx: RequestContext, @Param() { id }: dto.FileParamsDto) {
    return this.shelf.one(ctx, id);
  }

  /** As an attachment that nothing of it may run: what strangers sent is never a page of this origin (S13). */
  @Get(':id/content')
  @Allow(starters)
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @Header('x-content-type-options', 'nosniff')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'The bytes of the file.' })
  async download(@Context() ctx: RequestContext, @Param() { id }: dto.FileParamsDto): Promise<StreamableFile> {
    const { handle, name, mediaType, size } = await this.shelf.one(ctx, id);
    return new StreamableFile(Readable.from(this.shelf.storage(ctx).open(handle)), { type: mediaType, disposition: attachment(name), length: size });
  }

  @Delete(':id')
  @Allow(administrators)
  @HttpCode(204)
  remove(@Context() ctx: RequestContext, @Param() { id }: dto.FileParamsDto): Promise<void> {
    return this.deleteFile.execute(ctx, id);
  }
}
