// The graph as a drawing.

import { Camera } from './camera.js';
import { svg } from './dom.js';
import { brief } from './numbers.js';

const SIZE = { width: 172, height: 82 };

/** Lays out in a worker. */
function layout(edges, count) {
  const worker = new Worker('layout.js');
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
    worker.onerror = reject;
    worker.postMessage({ size: SIZE, count, edges });
  });
}

/** What a node is called: by its name in the model, or by its operation. */
export const title = node => node.name || node.op.replace(/\[.*/, '');

export class Graph {
  #svg; #world = svg('g'); #nodes = []; #cards = []; #edges = new Map(); #places = [];

  constructor(element, choose) {
    this.#svg = element;
    this.choose = choose;
    element.append(this.#world);
    this.camera = new Camera(element, this.#world);
  }

  /** Draws other nodes; where only numbers differ, the drawing stays. */
  async show(nodes) {
    const same = this.#nodes.length === nodes.length
      && nodes.every(({ inputs, op }, id) => `${inputs}` === `${this.#nodes[id].inputs}` && (op === this.#nodes[id].op || !inputs.length));
    this.#nodes = nodes;
    if (same) return;
    const pairs = nodes.flatMap(({ inputs }, to) => [...new Set(inputs)].map(from => [from, to]));
    const { nodes: places, edges } = await layout(pairs, nodes.length);
    this.#places = places;
    this.#edges.clear();
    const lines = pairs.map(([from, to], index) => this.#edge(from, to, edges[index]));
    this.#cards = nodes.map((node, id) => this.#card(node, id));
    this.#world.replaceChildren(...lines, ...this.#cards);
    this.whole();
  }

  #edge(from, to, points) {
    const line = svg('path', { class: 'edge', d: `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}` });
    const middle = points[Math.floor(points.length / 2)];
    const label = svg('text', { class: 'flow', x: middle.x, y: middle.y });
    this.#edges.set(`${from}>${to}`, { line, label });
    return svg('g', {}, line, label);
  }

  #card(node, id) {
    const { x, y } = this.#places[id];
    const choose = () => this.choose(id);
    const press = event => {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(); }
    };
    const line = (name, at) => svg('text', { class: name, x: 10, y: at });
    return svg('g', {
      class: node.inputs.length ? 'node' : 'node leaf', transform: `translate(${x - SIZE.width / 2} ${y - SIZE.height / 2})`,
      tabindex: 0, role: 'button', 'data-id': id, onclick: choose, onkeydown: press,
    }, svg('rect', SIZE), line('op', 20), line('small', 36), line('value', 54), line('gradient', 71));
  }

  /** Fills in what is known so far: values, gradients, and what flows along the edges. */
  fill(known) {
    this.#nodes.forEach((node, id) => {
      const [op, small, value, gradient] = this.#cards[id].querySelectorAll('text');
      op.textContent = cut(title(node), 22);
      small.textContent = cut(`${node.type}  ${node.source}`, 26);
      value.textContent = known.values.has(id) ? cut(brief(node.value), 21) : '';
      gradient.textContent = known.upstreams.has(id) && node.upstream ? cut(`∂ ${brief(node.upstream)}`, 21) : '';
      const now = known.now?.node === id;
      this.#cards[id].classList.toggle('now', now);
      this.#cards[id].classList.toggle('nowForward', now && known.now.pass === 'forward');
      this.#cards[id].classList.toggle('nowBackward', now && known.now.pass === 'backward');
      this.#cards[id].setAttribute('aria-label', `${title(node)}, value ${value.textContent}, gradient ${gradient.textContent}`);
      this.#flows(node, id, known);
    });
  }

  #flows(node, id, known) {
    for (const from of new Set(node.inputs)) {
      const { line, label } = this.#edges.get(`${from}>${id}`);
      const shown = node.flows.filter(flow => node.inputs[flow.input] === from && known.flows.has(`${id}.${flow.input}`));
      label.textContent = shown.map(flow => brief(flow.downstream)).join(' and ');
      line.classList.toggle('now', known.now?.node === id && known.now.pass === 'backward' && node.inputs[known.now.flow?.input] === from);
    }
  }

  mark(chosen) {
    this.#cards.forEach((card, id) => card.classList.toggle('chosen', id === chosen));
  }

  /** Marks the nodes that a text is found in, and goes to the first. */
  search(text) {
    const wanted = text.trim().toLowerCase();
    const found = this.#nodes.map(node => wanted !== ''
      && `${node.name} ${node.op} ${node.source} ${node.type}`.toLowerCase().includes(wanted));
    this.#cards.forEach((card, id) => card.classList.toggle('found', found[id]));
    if (found.includes(true)) this.centre(found.indexOf(true));
    return found.indexOf(true);
  }

  centre(id) {
    this.camera.centre(this.#places[id].x, this.#places[id].y);
  }

  whole() {
    this.camera.fit(this.#world.getBBox());
  }
}

const cut = (text, length) => text.length > length ? `${text.slice(0, length - 1)}…` : text;
