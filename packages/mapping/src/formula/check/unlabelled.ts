import { types, type Type } from '../../types/type';

/** A question about card data is no card data. */
export const unlabelled = (type: Type): Type => (type.observed ? { kind: 'any', observed: true } : types.any);
