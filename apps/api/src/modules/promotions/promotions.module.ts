import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module';
import { FlowTestsModule } from '../flow-tests/flow-tests.module';
import { RehearsalsModule } from '../rehearsals/rehearsals.module';
import { GoingLive } from './going-live';
import { PackageBuilder } from './package-builder';
import { PackageSigner } from './package-signer';
import { PromotionEvidenceController } from './promotion-evidence.controller';
import { PromotionReads } from './promotion-reads';
import { PromotionsController } from './promotions.controller';
import { TryOut } from './try-out';
import { DecidePromotion } from './use-cases/decide-promotion';
import { ExportEvidence } from './use-cases/export-evidence';
import { RequestPromotion } from './use-cases/request-promotion';
import { RollBack } from './use-cases/roll-back';

/** How versions come into environments that no person decides about alone. */
@Module({
  imports: [DeploymentsModule, RehearsalsModule, FlowTestsModule],
  controllers: [PromotionsController, PromotionEvidenceController],
  providers: [PromotionReads, PackageBuilder, PackageSigner, TryOut, GoingLive, RequestPromotion, DecidePromotion, RollBack, ExportEvidence],
})
export class PromotionsModule {}
