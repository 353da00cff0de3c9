// The graph as a drawing: nodes in groups that open and close. Of a large one only what is in sight is in the document.

import { Camera } from './camera.js';
import { contents, fill, frame, groupCard, nodeCard, title } from './card.js';
import { svg } from './dom.js';
import { brief } from './numbers.js';
import { bounds, route } from './routes.js';

/** So many things are all in the document, where Tab reaches them. */
const MANY = 250;

/** How far beyond the window things are drawn already, in pixels. */
const MARGIN = 200;

export class Graph {
  #svg; #frames = svg('g'); #lines = svg('g'); #cards = svg('g'); #sketch = svg('path', { class: 'sketch' }); #veins = svg('path', { class: 'edge' });
  #world = svg('g', {}, this.#frames, this.#veins, this.#lines, this.#sketch, this.#cards);
  #nodes = []; #groups = []; #items = new Map(); #edges = []; #box = { x: 0, y: 0, width: 1, height: 1 };
  #known = { values: new Set(), upstreams: new Set(), flows: new Set() };
  #marks = { chosen: '', found: new Set(), kernel: new Set() };

  /**
   * @param choose told which node or group is chosen
   * @param layout gives places, for the numbers of the groups that are to be open, or all
   */
  constructor(element, choose, layout) {
    this.#svg = element;
    this.choose = choose;
    this.layout = layout;
    element.append(this.#world);
    this.camera = new Camera(element, this.#world, () => this.#cull());
    element.addEventListener('click', event => this.#pick(event));
  }

  /** Draws other nodes; where only numbers differ, the drawing stays. */
  show({ nodes, groups, layout }) {
    const same = this.#nodes.length === nodes.length
      && nodes.every(({ inputs, op }, id) => `${inputs}` === `${this.#nodes[id].inputs}` && (op === this.#nodes[id].op || !inputs.length));
    nodes.forEach(node => { node.constants = node.inputs.filter(input => nodes[input].constant).map(input => brief(nodes[input].value)).slice(0, 2); });
    [this.#nodes, this.#groups] = [nodes, groups];
    if (same) return;
    this.#place(layout);
    this.start();
  }

  #place({ items, edges }) {
    for (const layer of [this.#frames, this.#lines, this.#cards]) layer.replaceChildren();
    this.#items = new Map(items.map(item => [item.id, { ...item, number: Number(item.id.slice(1)), isGroup: item.id[0] === 'g' }]));
    const flows = this.#flows();
    const turns = {};
    this.#edges = edges.map(({ from, to, points }) => ({
      from, to, points, ...bounds(points), flows: flows.get(`${from}>${to}`) ?? [], turn: turns[from] = turns[from] + 1 || 0,
    }));
    const all = [...this.#items.values()];
    this.#box = {
      x: 0, y: 0, width: Math.max(1, ...all.map(item => item.x + item.width)), height: Math.max(1, ...all.map(item => item.y + item.height)),
    };
    const cards = all.filter(item => !item.open);
    const many = cards.length > MANY;
    this.#svg.classList.toggle('many', many);
    this.#sketch.setAttribute('d', many ? cards.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`).join('') : '');
    this.#veins.setAttribute('d', many ? this.#edges.map(({ points }) => `M${points.slice(0, 2)}L${points.slice(2)}`).join('') : '');
    this.#cull();
  }

  /** The flows along each edge: of a group's edge, of all that is in it. */
  #flows() {
    const flows = new Map();
    this.#nodes.forEach((node, id) => node.flows.forEach(flow => {
      const key = `${this.#shown(node.inputs[flow.input])}>${this.#shown(id)}`;
      flows.set(key, [...flows.get(key) ?? [], { id, flow }]);
    }));
    return flows;
  }

  /** The groups around a node, the inner one first. */
  #around(id) {
    const around = [];
    for (let group = this.#nodes[id].group; group >= 0; group = this.#groups[group].parent) around.push(group);
    return around;
  }

  /** What stands for a node: itself, or the outermost closed group around it. */
  #shown(id) {
    const closed = this.#around(id).findLast(group => !this.#items.get(`g${group}`)?.open);
    return closed === undefined ? `n${id}` : `g${closed}`;
  }

  /** Puts into the document what is in sight, and takes out what is not. */
  #cull() {
    const many = this.#svg.classList.contains('many');
    const far = many && this.#svg.classList.contains('far');
    const sight = this.camera.sight(MARGIN);
    const sees = ({ x, y, width, height }) => !many
      || x < sight.x + sight.width && x + width > sight.x && y < sight.y + sight.height && y + height > sight.y;
    for (const item of this.#items.values()) {
      this.#attach(item, item.open ? this.#frames : this.#cards, sees(item) && (item.open || !far), () => this.#made(item));
    }
    for (const edge of this.#edges) this.#attach(edge, this.#lines, sees(edge) && !far, () => this.#line(edge));
  }

  #attach(thing, layer, wanted, make) {
    const there = thing.element?.parentNode === layer;
    if (wanted === there) return;
    if (!wanted) return thing.element.remove();
    thing.element ??= make();
    this.#refresh(thing);
    layer.append(thing.element);
  }

  #made(item) {
    if (!item.isGroup) return nodeCard(item, this.#nodes[item.number], this.#groups[this.#nodes[item.number].group], () => this.choose(item.id));
    const press = () => { this.choose(item.id); this.toggle(item.number); };
    return (item.open ? frame : groupCard)(item, this.#groups[item.number], press);
  }

  /** An edge, and where it begins what flows back along it. */
  #line({ points, flows, turn }) {
    const label = svg('text', { class: 'flow', x: points[0] + 4, y: points[1] + 12 + 11 * turn });
    return svg('g', {}, svg('path', { class: 'edge', d: route(points) }), ...flows.length < 3 ? [label] : []);
  }

  /** Brings one thing up to date: numbers, and marks. */
  #refresh(thing) {
    const known = this.#known;
    if (thing.points) {
      const shown = thing.flows.filter(({ id, flow }) => known.flows.has(`${id}.${flow.input}`));
      const text = thing.element.querySelector('text');
      if (text) text.textContent = shown.map(({ flow }) => brief(flow.downstream)).join(' and ');
      const now = known.now?.pass === 'backward' && thing.flows.some(({ id, flow }) => id === known.now.node && flow.input === known.now.flow?.input);
      thing.element.firstChild.classList.toggle('now', now);
      return;
    }
    if (!thing.open) {
      const id = thing.isGroup ? this.#groups[thing.number].result : thing.number;
      const now = known.now !== undefined && this.#shown(known.now.node) === thing.id;
      const group = this.#groups[thing.number];
      fill(thing.element, thing.isGroup ? `${group.path}, ${contents(group)}` : title(this.#nodes[id]), id, this.#nodes[id], known, now);
    }
    for (const [mark, ids] of Object.entries({ ...this.#marks, chosen: new Set([this.#marks.chosen]) })) {
      thing.element.classList.toggle(mark, ids.has(thing.id));
    }
  }

  #refreshAll() {
    for (const thing of [...this.#items.values(), ...this.#edges]) {
      if (thing.element?.parentNode) this.#refresh(thing);
    }
  }

  /** Fills in what is known so far: values, gradients, and what flows along the edges. */
  fill(known) {
    this.#known = known;
    this.#refreshAll();
    if (known.now) this.#follow(this.#items.get(this.#shown(known.now.node)));
  }

  /** Goes after the step if it has left the window. */
  #follow({ x, y, width, height }) {
    const sight = this.camera.sight(0);
    const seen = x >= sight.x && x + width <= sight.x + sight.width && y >= sight.y && y + height <= sight.y + sight.height;
    if (!seen) this.camera.centre(x + width / 2, y + height / 2);
  }

  /** Marks a node, or a group. */
  mark(id) {
    this.#marks.chosen = id;
    this.#refreshAll();
  }

  /** Marks nodes that run as one kernel. */
  markKernel(ids) {
    this.#marks.kernel = new Set(ids.map(id => this.#shown(id)));
    this.#refreshAll();
  }

  /** Marks the nodes that a text is found in, and goes to the first. */
  search(text) {
    const wanted = text.trim().toLowerCase();
    const found = wanted === '' ? [] : this.#nodes.flatMap((node, id) => !node.constant
      && `${node.name} ${node.op} ${node.source} ${node.type} ${this.#groups[node.group]?.path ?? ''}`.toLowerCase().includes(wanted) ? [id] : []);
    this.#marks.found = new Set(found.map(id => this.#shown(id)));
    this.#refreshAll();
    if (found.length) this.#centre(this.#shown(found[0]));
    return found;
  }

  #open() {
    return [...this.#items.values()].filter(item => item.open).map(item => item.number);
  }

  async #relayout(open) {
    const focused = document.activeElement?.closest('#graph [data-id]')?.dataset.id;
    this.#place(await this.layout(open));
    if (focused) this.#cards.parentNode.querySelector(`[data-id="${focused}"]`)?.focus({ preventScroll: true });
  }

  /** Opens or closes a group, which stays where it is seen. */
  async toggle(group) {
    const before = this.#items.get(`g${group}`);
    const inside = number => this.#groups[number].parent === group || this.#groups[number].parent >= 0 && inside(this.#groups[number].parent);
    const others = this.#open().filter(number => number !== group && !(before.open && inside(number)));
    await this.#relayout(before.open ? others : [...others, group]);
    const after = this.#items.get(`g${group}`);
    this.camera.shift(before.x - after.x, before.y - after.y);
  }

  /** Opens all groups, or closes them. */
  async all(open) {
    await this.#relayout(open ? 'all' : []);
    this.whole();
  }

  /** Brings a node into sight, whatever is closed around it. */
  async reveal(id) {
    if (this.#nodes[id].constant) return;
    if (this.#shown(id) !== `n${id}`) await this.#relayout([...new Set([...this.#open(), ...this.#around(id)])]);
    this.#centre(`n${id}`);
  }

  #centre(id) {
    const { x, y, width, height } = this.#items.get(id);
    this.camera.near(x + width / 2, y + height / 2);
  }

  /** Shows where the program begins, and as much of it as can be read. */
  start() {
    const top = [...this.#items.values()].reduce((one, other) => other.y < one.y ? other : one, { y: Infinity });
    this.camera.begin(this.#box, top.x + top.width / 2);
  }

  whole() {
    this.camera.fit(this.#box);
  }

  /** Far away, a click goes to what is drawn there. */
  #pick({ offsetX, offsetY, target }) {
    if (target !== this.#sketch) return;
    const { x, y } = this.camera.at(offsetX, offsetY);
    const hit = [...this.#items.values()].find(item => !item.open && x >= item.x && x <= item.x + item.width && y >= item.y && y <= item.y + item.height);
    if (hit) { this.camera.near(x, y); this.choose(hit.id); }
  }
}
