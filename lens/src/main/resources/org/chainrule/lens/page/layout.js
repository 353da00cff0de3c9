// A worker: where nodes stand, so that the page never waits for it.

importScripts('dagre/dagre.min.js');

const APART = 26;
const BETWEEN = 44;

// dagre recurses as deep as the graph and takes long over many nodes
const MOST = 400;

onmessage = ({ data: { size, count, edges } }) => postMessage(count > MOST ? layered(size, count, edges) : fine(size, count, edges));

function fine(size, count, edges) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ nodesep: APART, ranksep: BETWEEN });
  graph.setDefaultEdgeLabel(() => ({}));
  const ids = [...Array(count).keys()];
  ids.forEach(id => graph.setNode(id, { ...size }));
  edges.forEach(([from, to]) => graph.setEdge(from, to));
  dagre.layout(graph);
  return {
    nodes: ids.map(id => ({ x: graph.node(id).x, y: graph.node(id).y })),
    edges: edges.map(([from, to]) => graph.edge(from, to).points),
  };
}

/** Each node below all its inputs, in the order of the program. Inputs come first, so one pass finds the layers. */
function layered({ width, height }, count, edges) {
  const layers = Array(count).fill(0);
  const filled = [];
  const inputs = Array.from({ length: count }, () => []);
  edges.forEach(([from, to]) => inputs[to].push(from));
  const nodes = inputs.map((own, id) => {
    layers[id] = 1 + Math.max(-1, ...own.map(input => layers[input]));
    // a leaf stands in any layer: beside the node made before it
    if (!own.length && id) layers[id] = layers[id - 1];
    const place = filled[layers[id]] = (filled[layers[id]] ?? -1) + 1;
    return { x: place * (width + APART), y: layers[id] * (height + BETWEEN) };
  });
  return { nodes, edges: edges.map(([from, to]) => [nodes[from], { x: (nodes[from].x + nodes[to].x) / 2, y: (nodes[from].y + nodes[to].y) / 2 }, nodes[to]]) };
}
