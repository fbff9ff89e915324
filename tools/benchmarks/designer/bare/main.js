import '@xyflow/react/dist/style.css';
import { ReactFlow } from '@xyflow/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

/** Nothing but React Flow with its own cards: what the designer is measured against. */
const graph = await (await fetch('/graph.json')).json();
createRoot(document.getElementById('root')).render(
  createElement(ReactFlow, {
    defaultNodes: graph.nodes,
    defaultEdges: graph.edges,
    fitView: true,
    fitViewOptions: { padding: 0.08, maxZoom: 1 },
    minZoom: 0.2,
    maxZoom: 1.6,
    onlyRenderVisibleElements: true,
  }),
);
