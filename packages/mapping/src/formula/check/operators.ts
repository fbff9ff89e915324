import { marked, membersOf, types, type Type } from '../../types/type';
import { describeType } from '../../types/type-words';
import { isNullable, withoutNull } from '../../types/union';
import { parseIsoMoment } from '../../moment';
import type { TextFix } from '../diagnostic';
import { replacing, wrapping } from '../fixes';
import type { BinaryNode, Node, UnaryNode } from '../syntax/ast';
import type { Checker } from './checker';
import { unlabelled } from './unlabelled';
import { closestName } from './closest-name';
import { literalOf, only } from './narrow';
import { areComparable, areOrdered, arithmeticType, groupOf, type Group } from './operator-types';

const words: Readonly<Record<string, string>> = {
  '+': 'Adding',
  '-': 'Subtracting',
  '*': 'Multiplying',
  '/': 'Dividing',
  '%': 'A remainder',
};

/** Types of what operators give, and what is wrong with their sides. */
export class OperatorChecker {
  constructor(private readonly checker: Checker) {}

  infer(node: BinaryNode, left: Type, right: Type): Type {
    switch (node.op) {
      case '==':
      case '!=':
        return this.equality(node, left, right);
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.order(node, left, right);
      case 'in':
        return this.membership(node, left, right);
      default:
        return this.arithmetic(node, left, right);
    }
  }

  negated(node: UnaryNode, type: Type): Type {
    this.present(node.operand, type);
    const there = withoutNull(type);
    const group = groupOf(there);
    if (['number', 'ratio', 'duration', 'any', 'never'].includes(group))
      return there.kind === 'int' ? marked(negatedWhole(there), [there]) : there;
    this.checker.reporter.report(node.range, {
      code: 'WRONG_KIND',
      message: `A minus sign needs a number; this is ${describeType(there)}.`,
      hint: 'Convert it with VALUE first.',
      fixes: group === 'text' || group === 'float' ? [valueOf(node.operand)] : [],
      rests: [type],
    });
    return types.decimal;
  }

  private arithmetic(node: BinaryNode, left: Type, right: Type): Type {
    const op = node.op as '+' | '-' | '*' | '/' | '%';
    this.present(node.left, left);
    this.present(node.right, right);
    const [a, b] = [withoutNull(left), withoutNull(right)];
    const type = arithmeticType(op, a, b);
    if (type) return marked(type, [a, b]);
    this.checker.reporter.report(node.opRange, { ...this.clash(node, a, b), rests: [left, right] });
    return types.any;
  }

  private clash(node: BinaryNode, a: Type, b: Type) {
    const [x, y] = [groupOf(a), groupOf(b)];
    if (x === 'float' || y === 'float') {
      return {
        code: 'MIXED_NUMBERS',
        message: 'A measured number (float) is not exact and cannot be calculated with.',
        hint: 'Turn it into a decimal with DECIMAL first.',
        fixes: [x, y].flatMap((group, at) =>
          group === 'float' ? [valueOf(at === 0 ? node.left : node.right, 'DECIMAL')] : [],
        ),
      };
    }
    const fixes = [...textFixes(node, [x, y]), ...numberFixes(node, [x, y])];
    return {
      code: node.op === '%' && (x === 'number' || y === 'number') ? 'NOT_WHOLE' : 'WRONG_KINDS',
      message: `${words[node.op]} does not work between ${describeType(a)} and ${describeType(b)}.`,
      hint: fixes.length > 0 ? 'Convert one side.' : 'Choose another field or another operator.',
      fixes,
    };
  }

  /** Reports a value that may be missing where one is needed. */
  private present(node: Node, type: Type): void {
    if (!isNullable(type)) return;
    this.checker.reporter.report(node.range, missingWords(node, type));
  }

  private order(node: BinaryNode, left: Type, right: Type): Type {
    this.present(node.left, left);
    this.present(node.right, right);
    const [a, b] = [withoutNull(left), withoutNull(right)];
    if (!areOrdered(a, b)) {
      this.checker.reporter.report(node.opRange, {
        code: groupOf(a) === 'float' || groupOf(b) === 'float' ? 'MIXED_NUMBERS' : 'NOT_COMPARABLE',
        message: `${describeType(a)} and ${describeType(b)} cannot be put in order.`,
        hint: 'Convert one side.',
        fixes: this.orderFixes(node, a, b),
        rests: [left, right],
      });
    }
    return marked(types.bool, [unlabelled(left), unlabelled(right)]);
  }

  private orderFixes(node: BinaryNode, a: Type, b: Type): TextFix[] {
    return (
      [
        [node.left, a, b],
        [node.right, b, a],
      ] as const
    ).flatMap(([side, type, other]) => {
      const [group, wanted] = [groupOf(type), groupOf(other)];
      if ((group === 'text' || group === 'float') && wanted === 'number') return [valueOf(side)];
      return group === 'text' && wanted === 'date' ? dateFixes(side) : [];
    });
  }

  private equality(node: BinaryNode, left: Type, right: Type): Type {
    const result = marked(types.bool, [unlabelled(left), unlabelled(right)]);
    if (!areComparable(left, right)) {
      this.checker.reporter.report(node.opRange, {
        code: 'NEVER_EQUAL',
        message: `${describeType(withoutNull(left))} never equals ${describeType(withoutNull(right))}.`,
        hint: 'Convert one side.',
        fixes: this.orderFixes(node, left, right),
        rests: [left, right],
      });
      return result;
    }
    this.choice(node.left, right);
    this.choice(node.right, left);
    return result;
  }

  /** A literal that is none of the values there are. */
  private choice(node: Node, other: Type): void {
    const literal = literalOf(node);
    const choices = membersOf(other).flatMap((each) => (each.kind === 'string' && each.enum ? each.enum : []));
    const isOpen = membersOf(other).some((each) => each.kind !== 'null' && !(each.kind === 'string' && each.enum));
    if (
      typeof literal?.value !== 'string' ||
      choices.length === 0 ||
      isOpen ||
      only(other, literal.value).kind !== 'never'
    )
      return;
    const close = closestName(literal.value, choices);
    this.checker.reporter.report(node.range, {
      code: 'NOT_A_CHOICE',
      severity: 'warning',
      message: `"${literal.value}" is none of the values this field has.`,
      hint: `It has ${choices
        .slice(0, 8)
        .map((choice) => JSON.stringify(choice))
        .join(', ')}.`,
      fixes: close === undefined ? [] : [replacing(node.range, JSON.stringify(close))],
    });
  }

  private membership(node: BinaryNode, left: Type, right: Type): Type {
    this.present(node.right, right);
    const result = marked(types.bool, [unlabelled(left), unlabelled(right)]);
    const there = withoutNull(right);
    const group = groupOf(there);
    if (group === 'list') {
      const items = membersOf(there).flatMap((each) => (each.kind === 'array' ? [each.items] : []));
      const fits = items.some((item) => item.kind === 'never' || areComparable(withoutNull(left), item));
      if (!fits)
        this.checker.reporter.report(node.opRange, {
          code: 'NEVER_EQUAL',
          message: `${describeType(left)} is never in ${describeType(there)}.`,
          hint: 'Convert one side.',
          rests: [left, right],
        });
      if (node.right.kind === 'list') for (const item of node.right.items) this.choice(item, left);
      return result;
    }
    const isName = group === 'object' && ['text', 'any'].includes(groupOf(left));
    if (!isName && group !== 'any' && group !== 'never') {
      this.checker.reporter.report(node.right.range, {
        code: 'NOT_A_LIST',
        message: `After "in" a list is expected; this is ${describeType(there)}.`,
        hint: group === 'text' ? 'Use CONTAINS to look into a text.' : 'Write a list such as ["A", "B"].',
        rests: [right],
      });
    }
    return result;
  }
}

type Groups = readonly [Group, Group];

/** Numbers beside a text in a sum are written as text. */
function textFixes({ op, left, right }: BinaryNode, [x, y]: Groups): TextFix[] {
  const title = 'Write the number as text';
  const number =
    op === '+' && x === 'text' && y === 'number'
      ? right
      : op === '+' && x === 'number' && y === 'text'
        ? left
        : undefined;
  return number ? [wrapping(number.range, { before: 'TEXT(', after: ')', title })] : [];
}

/** Texts beside a number are read as numbers. */
function numberFixes({ left, right }: BinaryNode, [x, y]: Groups): TextFix[] {
  return [
    ...(x === 'text' && y === 'number' ? [valueOf(left)] : []),
    ...(y === 'text' && x === 'number' ? [valueOf(right)] : []),
  ];
}

const negatedWhole = (type: Type): Type =>
  type.kind === 'int' && type.enum ? { kind: 'int', enum: type.enum.map((value) => 0 - value) } : types.int;

const valueOf = (node: Node, name = 'VALUE'): TextFix =>
  wrapping(node.range, { before: `${name}(`, after: ')', title: `Read it as a number with ${name}` });

function dateFixes(node: Node): TextFix[] {
  const literal = literalOf(node)?.value;
  const moment = typeof literal === 'string' ? parseIsoMoment(literal) : undefined;
  if (!moment) return [];
  const text =
    moment.offsetMinutes === undefined
      ? `DATE(${moment.year}, ${moment.month}, ${moment.day})`
      : `timestamp(${JSON.stringify(literal)})`;
  return [replacing(node.range, text, 'Make it a date')];
}

/** Words for a value that may be missing, with what can stand in for it. */
export function missingWords(node: Node, type: Type) {
  const stand = { number: '0', text: '""', list: '[]', bool: 'false' }[groupOf(type) as 'number'];
  const isNull = type.kind === 'null';
  return {
    code: 'MAY_BE_MISSING',
    message: isNull ? 'This is always missing.' : `This may be missing: it is ${describeType(type)}.`,
    hint: 'Say what stands in for it with COALESCE(value, …), or ask has(…) first.',
    fixes:
      stand === undefined || isNull
        ? []
        : [
            wrapping(node.range, {
              before: 'COALESCE(',
              after: `, ${stand})`,
              title: `Take ${stand} when it is missing`,
            }),
          ],
    rests: [type],
  };
}
