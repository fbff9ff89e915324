import {
  approvePromotionRequest,
  closePromotionRequest,
  decidedPromotion,
  pageOf,
  previewPromotionRequest,
  promotion,
  promotionEvidence,
  promotionPreview,
  promotionQuery,
  promotionSummary,
  promotionVerification,
  requestPromotionRequest,
  rollBackRequest,
  uuid,
} from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class PromotionParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class PromotionQueryDto extends createZodDto(promotionQuery) {}
export class PreviewPromotionRequestDto extends createZodDto(previewPromotionRequest) {}
export class RequestPromotionRequestDto extends createZodDto(requestPromotionRequest) {}
export class ApprovePromotionRequestDto extends createZodDto(approvePromotionRequest) {}
export class ClosePromotionRequestDto extends createZodDto(closePromotionRequest) {}
export class RollBackRequestDto extends createZodDto(rollBackRequest) {}
export class PromotionDto extends createZodDto(promotion) {}
export class DecidedPromotionDto extends createZodDto(decidedPromotion) {}
export class PromotionPageDto extends createZodDto(pageOf(promotionSummary)) {}
export class PromotionPreviewDto extends createZodDto(promotionPreview) {}
export class PromotionVerificationDto extends createZodDto(promotionVerification) {}
export class PromotionEvidenceDto extends createZodDto(promotionEvidence) {}
