import { Module } from '@nestjs/common';
import { EffectReads } from '../runs/effect-reads';
import { CaseReads } from './case-reads';
import { CasesController } from './cases.controller';
import { EvidenceReads } from './evidence-reads';
import { SettlementProposals } from './settlement-proposals';
import { WordOutcomes } from './word-outcomes';
import { Rerun } from './use-cases/rerun';
import { SettleEffect } from './use-cases/settle-effect';
import { TakeDecision } from './use-cases/take-decision';

@Module({ controllers: [CasesController], providers: [CaseReads, EvidenceReads, EffectReads, SettlementProposals, WordOutcomes, SettleEffect, TakeDecision, Rerun] })
export class CasesModule {}
