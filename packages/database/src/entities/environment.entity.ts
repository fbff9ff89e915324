import { Column, Entity, PrimaryColumn } from 'typeorm';

export type EnvironmentKind = 'sandbox' | 'production';

/** Days of the week (1 Monday – 7 Sunday) and times of day in one time zone. */
export interface ChangeWindow {
  readonly days: readonly number[];
  /** `HH:MM`, included … */
  readonly from: string;
  /** … and not included; later than `from`. */
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
}

export interface Freeze {
  /** ISO 8601, included … */
  readonly from: string;
  /** … and not included. */
  readonly to: string;
  readonly reason: string;
}

export interface ShadowRules {
  /** A promotion is refused without a shadow run. */
  readonly isRequired: boolean;
  /** Most the money moved may differ by, decimal text in any currency; null: any amount. */
  readonly mostMoney: string | null;
  /** Most runs that may come out differently; null: any number. */
  readonly mostDifferent: number | null;
}

@Entity({ name: 'environment' })
export class EnvironmentRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'key', type: 'text' })
  key!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: EnvironmentKind;

  /** Order of promotion, lowest first. */
  @Column({ name: 'position', type: 'int' })
  position!: number;

  /** Versions come here by an approved promotion only. */
  @Column({ name: 'demands_promotion', type: 'boolean' })
  demandsPromotion!: boolean;

  /** When promotions may go live; null: at any time. */
  @Column({ name: 'change_window', type: 'jsonb', nullable: true })
  changeWindow!: ChangeWindow | null;

  /** Spans of time in which nothing goes live. */
  @Column({ name: 'freezes', type: 'jsonb' })
  freezes!: readonly Freeze[];

  /** What a shadow run before a promotion to here must not pass. */
  @Column({ name: 'shadow_rules', type: 'jsonb' })
  shadowRules!: ShadowRules;
}
