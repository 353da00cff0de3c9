// The page: a graph, the steps through it, one node in full, and the kernels that it becomes.

import { detail, groupDetail } from './detail.js';
import { by, html } from './dom.js';
import { equation } from './equation.js';
import { Graph } from './graph.js';
import { Kernels } from './kernels.js';
import { Neuron } from './neuron.js';
import { known, steps } from './steps.js';

const PACE = 900; // milliseconds a step

let shown = { nodes: [], groups: [] };
let all = [];
let done = 0;
let chosen = '';
let timer;
let found = [];

const json = async address => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};

const graph = new Graph(by('graph'), id => choose(id), open => json(`layout.json?open=${open}`));
const neuron = new Neuron(show);
const kernels = new Kernels(async (id, own) => {
  await open('loss');
  await choose(`n${id}`, true);
  graph.markKernel(own);
});

/** Chooses a node, as n3, or a group, as g1; and goes to it, if that is wanted. */
async function choose(id, go = false) {
  chosen = id;
  const number = Number(id.slice(1));
  if (go) await graph.reveal(id[0] === 'g' ? shown.groups[number].result : number);
  graph.mark(id);
  by('detail').replaceChildren(...id[0] === 'g' ? groupDetail(shown, number, choose) : detail(shown, number, choose, kernelLinks(number)));
}

function kernelLinks(id) {
  return kernels.of(id).map(({ kernel, passes }) => html('button', {
    onclick: async () => { await open('kernels'); kernels.select(kernel); },
  }, `${kernel}: ${passes.join(' and ')}`));
}

/** Shows the state after so many steps. */
function go(to) {
  done = Math.max(0, Math.min(all.length, to));
  const state = known(shown.nodes, all, done);
  graph.fill(state);
  by('place').textContent = `step ${done} of ${all.length}${done && state.now ? `, ${state.now.pass}` : ''}`;
  by('equation').replaceChildren(...equation(shown, all[done - 1]));
  if (timer && done === all.length) pause();
}

async function show(given) {
  const atEnd = done === all.length;
  const last = given.nodes.length - 1;
  graph.show(given);
  shown = given;
  all = steps(shown.nodes);
  go(atEnd ? all.length : done);
  await choose(chosen || `n${last}`);
  for (const id of ['open', 'close']) by(id).hidden = !shown.groups.length;
  document.body.dataset.ready = shown.nodes.length;
}

function pause() {
  clearInterval(timer);
  timer = undefined;
  by('play').textContent = 'Play';
}

function play() {
  if (timer) return pause();
  if (done === all.length) go(0);
  timer = setInterval(() => go(done + 1), PACE);
  by('play').textContent = 'Pause';
}

const moves = { first: () => go(0), back: () => go(done - 1), next: () => go(done + 1), last: () => go(all.length) };
for (const [id, move] of Object.entries(moves)) by(id).addEventListener('click', () => { pause(); move(); });
by('play').addEventListener('click', play);
const zooms = {
  closer: () => graph.camera.zoom(1.3), farther: () => graph.camera.zoom(1 / 1.3), whole: () => graph.whole(),
  open: () => graph.all(true), close: () => graph.all(false),
};
for (const [id, zoom] of Object.entries(zooms)) by(id).addEventListener('click', zoom);

by('search').addEventListener('input', event => {
  found = graph.search(event.target.value);
  by('found').textContent = event.target.value.trim() ? `${found.length} found` : '';
});
by('search').addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !found.length) return;
  choose(`n${found[0]}`, true);
  found.push(found.shift());
});

const keys = { ArrowRight: moves.next, ArrowLeft: moves.back, Home: moves.first, End: moves.last, '+': zooms.closer, '-': zooms.farther, 0: zooms.whole };
document.addEventListener('keydown', event => {
  if (event.target.closest('input') || event.ctrlKey || event.metaKey || by('stage').hidden) return;
  keys[event.key]?.();
});

let loss;

const views = {
  'loss': async () => show(loss ??= await json('graph.json')),
  kernels: async () => { loss ??= await json('graph.json'); await kernels.load(loss.nodes); },
  'a neuron': () => neuron.load(),
};

/** Where each view was left. */
const left = new Map();
let current = '';

async function open(name) {
  pause();
  if (current !== 'kernels') left.set(current, { done, all, chosen });
  ({ done, all, chosen } = left.get(name) ?? { done: 0, all: [], chosen: '' });
  current = name;
  by('neuron').hidden = name !== 'a neuron';
  by('kernels').hidden = name !== 'kernels';
  for (const id of ['stage', 'steps', 'search', 'found']) by(id).hidden = name === 'kernels';
  for (const button of by('views').children) button.setAttribute('aria-pressed', button.textContent === name);
  await views[name]();
}

const contents = await json('contents.json');
const names = Object.keys(views).slice(contents.graph ? 0 : 2);
by('views').replaceChildren(...names.map(name => html('button', { onclick: () => open(name) }, name)));
await open(names[0]);

// from the beginning when the window, and so the stage, has another size
let width = by('stage').clientWidth;
new ResizeObserver(([{ contentRect }]) => {
  if (contentRect.width === 0 || contentRect.width === width) return;
  width = contentRect.width;
  graph.start();
}).observe(by('stage'));
