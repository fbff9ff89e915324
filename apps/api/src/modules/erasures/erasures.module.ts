import { Module } from '@nestjs/common';
import { ErasuresController } from './erasures.controller';
import { EraseContent } from './use-cases/erase-content';
import { ListErasures } from './use-cases/list-erasures';

@Module({ controllers: [ErasuresController], providers: [ListErasures, EraseContent] })
export class ErasuresModule {}
