// The order of things: forward node by node, then backward flow by flow.

/** All steps of a graph: a node computes its value; a node hands one flow on; or, at the loss, the first gradient. Constants only stand by. */
export function steps(nodes) {
  const forward = nodes.flatMap(({ constant }, node) => constant ? [] : [{ pass: 'forward', node }]);
  const loss = nodes.length - 1;
  const backward = nodes.flatMap(({ constant, flows, inputs }, node) => constant ? []
    : flows.filter(flow => !nodes[inputs[flow.input]].constant).map(flow => ({ pass: 'backward', node, flow }))).reverse();
  return [...forward, { pass: 'backward', node: loss }, ...backward];
}

/** What is known after so many steps. */
export function known(nodes, all, done) {
  const values = new Set();
  const flows = new Set();
  const upstreams = new Set();
  const awaited = nodes.map(() => 0);
  nodes.forEach(({ constant, inputs, flows: own }) => constant || own.forEach(flow => awaited[inputs[flow.input]]++));
  for (const { pass, node, flow } of all.slice(0, done)) {
    if (pass === 'forward') values.add(node);
    else if (!flow) upstreams.add(node);
    else {
      flows.add(`${node}.${flow.input}`);
      const input = nodes[node].inputs[flow.input];
      if (--awaited[input] === 0) upstreams.add(input);
    }
  }
  return { values, flows, upstreams, now: done < all.length ? all[done - 1] : undefined };
}
