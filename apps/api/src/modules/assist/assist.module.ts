import { Module } from '@nestjs/common';
import { AiProviderController } from './ai-provider.controller';
import { AssistModel } from './assist-model';
import { AssistController } from './assist.controller';
import { CandidateRanking } from './candidate-ranking';
import { ProviderRows } from './provider-rows';
import { DraftFlow } from './use-cases/draft-flow';
import { DraftFormula } from './use-cases/draft-formula';
import { KeepProvider } from './use-cases/keep-provider';

/** Help of a language model of the organisation's choice. Off until an administrator switches it on. */
@Module({ controllers: [AssistController, AiProviderController], providers: [ProviderRows, AssistModel, CandidateRanking, DraftFlow, DraftFormula, KeepProvider], exports: [CandidateRanking] })
export class AssistModule {}
