// A flow of 500 steps and 800 lines: long chains with conditions, whose branches meet again further on.
const COLUMNS = 50;
const ROWS = 10;
const LINES = 800;
const PITCH = { x: 300, y: 130 };

/** @returns {object} a flow document that the API takes */
export function bigFlow(name) {
  const steps = {};
  const edges = [];
  const idAt = (column, row) => `step-${column}-${row}`;
  const connect = (from, port, to) => edges.push({ id: `edge-${edges.length + 1}`, from, port, to });
  for (let column = 0; column < COLUMNS; column += 1) {
    for (let row = 0; row < ROWS; row += 1) {
      const id = idAt(column, row);
      steps[id] = aStep(id, column, row);
      if (column === 0) connect('trigger', 'default', id);
      else connect(idAt(column - 1, row), (column - 1) % 2 === 0 ? 'yes' : 'default', id);
    }
  }
  for (let column = 0; edges.length < LINES; column += 2) {
    for (let row = 0; row < ROWS && edges.length < LINES; row += 1) {
      connect(idAt(column % (COLUMNS - 2), row), 'no', idAt((column % (COLUMNS - 2)) + 1, (row + 1 + Math.floor(column / (COLUMNS - 2))) % ROWS));
    }
  }
  return {
    schemaVersion: 1,
    name,
    trigger: { name: 'Order placed', connector: 'webhook', trigger: 'signed-webhook', version: 1, path: 'speed', settings: {}, position: { x: 0, y: 0 } },
    steps,
    edges,
  };
}

function aStep(id, column, row) {
  const base = { id, name: `Step ${column + 1} of chain ${row + 1}`, position: { x: (column + 1) * PITCH.x, y: row * PITCH.y } };
  if (column % 2 === 0) return { ...base, kind: 'if', condition: { left: 'trigger.order.total', op: 'greater-than', value: column } };
  return { ...base, kind: 'map', mapping: { v: 1, rules: [], tables: {} } };
}

/** The same graph as React Flow takes it, for the page that is nothing but React Flow. */
export function bareGraph({ trigger, steps, edges }) {
  const nodes = [{ id: 'trigger', position: trigger.position, data: { label: trigger.name } }];
  for (const { id, position, name } of Object.values(steps)) nodes.push({ id, position, data: { label: name } });
  return {
    nodes: nodes.map((node) => ({ ...node, width: 220, height: 64 })),
    edges: edges.map(({ id, from, to }) => ({ id, source: from, target: to, type: 'smoothstep' })),
  };
}
