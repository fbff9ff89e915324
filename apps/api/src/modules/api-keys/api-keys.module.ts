import { Module } from '@nestjs/common';
import { ApiKeysController } from './api-keys.controller';
import { CreateApiKey } from './use-cases/create-api-key';
import { ListApiKeys } from './use-cases/list-api-keys';
import { RevokeApiKey } from './use-cases/revoke-api-key';

@Module({ controllers: [ApiKeysController], providers: [ListApiKeys, CreateApiKey, RevokeApiKey] })
export class ApiKeysModule {}
