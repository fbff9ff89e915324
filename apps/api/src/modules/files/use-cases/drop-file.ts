import { Inject, Injectable } from '@nestjs/common';
import type { UploadedFile, UploadQuery } from '@penstock/contracts';
import type { EngineHost } from '@penstock/engine-host';
import type { FastifyRequest } from 'fastify';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { DeploymentAtHand } from '../../triggers/deployment-at-hand';
import { errorFrom } from '../../triggers/trigger-refusal';
import { DeleteFile } from './delete-file';
import { UploadFile } from './upload-file';

@Injectable()
export class DropFile {
  constructor(
    private readonly deployments: DeploymentAtHand,
    private readonly uploadFile: UploadFile,
    private readonly deleteFile: DeleteFile,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /**
   * Keeps the file and starts the deployment's flow for it; answered when all its events are durable.
   * @throws TriggerError, FileError. A file that starts nothing is not kept; one that is repeated starts nothing twice.
   */
  async execute(ctx: RequestContext, { deployment, ...query }: UploadQuery & { readonly deployment: string }, request: FastifyRequest): Promise<UploadedFile> {
    // Before a byte is read: who may not start this flow need not send the file.
    const of = await this.deployments.forStarting(ctx, deployment);
    const file = await this.uploadFile.execute(ctx, query, request);
    const { handle, name, mediaType, size, sha256 } = file;
    const dropped = await this.host.triggers.drop(of, { handle, name, mediaType, size, sha256 });
    if (dropped.outcome === 'dropped') {
      const { fresh, known, parked } = dropped;
      return { ...file, starts: { fresh, known, parked } };
    }
    // Some events may be stored already, and name it.
    if (dropped.reason !== 'busy') await this.deleteFile.execute(ctx, file.id);
    throw errorFrom(dropped);
  }
}
