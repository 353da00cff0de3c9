// The chain rule at one step, with its numbers.

import { title } from './card.js';
import { html } from './dom.js';
import { brief } from './numbers.js';

const span = (name, text) => html('span', { class: name }, text);

export function equation({ nodes, groups }, step) {
  if (!step) return ['Step through: values run forward, then gradients run backward, upstream × local = downstream.'];
  const node = nodes[step.node];
  const place = groups[node.group] ? [span('faint place', groups[node.group].path)] : [];
  if (step.pass === 'forward') {
    const inputs = node.inputs.map(input => `${title(nodes[input])} = ${brief(nodes[input].value)}`).join(', ');
    return [html('span', {}, ...place, `${title(node)}${inputs ? `(${inputs})` : ''} = `, span('forward', brief(node.value)))];
  }
  if (!step.flow) return [html('span', {}, 'the loss moves with itself: ∂loss/∂loss = ', span('backward', '1'))];
  const { input, local, formula, downstream } = step.flow;
  const parts = [span('backward', brief(node.upstream)), ' × '];
  if (local) parts.push(span('forward', brief(local)), ` (local: ${formula})`);
  else parts.push(`Jacobian of ${title(node)}`);
  return [html('span', {}, ...place, `to ${title(nodes[node.inputs[input]])} through ${title(node)}: upstream × local = `, ...parts,
    ' = ', span('backward', brief(downstream)))];
}
