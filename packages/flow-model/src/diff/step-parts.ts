import type { Condition, MappingDocument } from '@penstock/mapping';
import type { FlowStep } from '../document';

/** A step taken apart into what is compared in different ways. */
export interface StepParts {
  /** Compared path by path. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly mapping?: MappingDocument;
  /** By the path of the setting that holds them. */
  readonly conditions: Readonly<Record<string, Condition>>;
}

export function partsOf(step: FlowStep): StepParts {
  const { id: _id, name: _name, note: _note, disabled: _disabled, position: _position, parent: _parent, ...rest } = step;
  switch (rest.kind) {
    case 'action':
    case 'sub-flow': {
      const { input, ...settings } = rest;
      return { settings, mapping: input, conditions: {} };
    }
    case 'map': {
      const { mapping, ...settings } = rest;
      return { settings, mapping, conditions: {} };
    }
    case 'respond': {
      const { body, ...settings } = rest;
      return { settings, mapping: body, conditions: {} };
    }
    case 'if':
    case 'filter': {
      const { condition, ...settings } = rest;
      return { settings, conditions: { condition } };
    }
    case 'switch': {
      const conditions = Object.fromEntries(rest.cases.map(({ id, condition }) => [`cases.${id}`, condition]));
      return { settings: { ...rest, cases: rest.cases.map(({ id, name }) => ({ id, name })) }, conditions };
    }
    case 'for-each':
    case 'try':
    case 'wait':
    case 'stop':
      return { settings: rest, conditions: {} };
  }
}
