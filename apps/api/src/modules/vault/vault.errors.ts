import { Refusal } from '../../platform/problem/refusal';

export type VaultProblemCode = 'ROTATION_NOT_FOUND';

export class VaultProblem extends Refusal<VaultProblemCode> {}
