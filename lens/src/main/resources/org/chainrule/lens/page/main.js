// The page: a graph, the steps through it, and one node in full.

import { detail } from './detail.js';
import { by, html } from './dom.js';
import { equation } from './equation.js';
import { Graph } from './graph.js';
import { Neuron } from './neuron.js';
import { known, steps } from './steps.js';

const PACE = 900; // milliseconds a step

let nodes = [];
let all = [];
let done = 0;
let chosen = 0;
let timer;

const graph = new Graph(by('graph'), choose);
const neuron = new Neuron(show);

function choose(id, centred = false) {
  chosen = id;
  graph.mark(id);
  if (centred) graph.centre(id);
  by('detail').replaceChildren(...detail(nodes, id, choose));
}

/** Shows the state after so many steps. */
function go(to) {
  done = Math.max(0, Math.min(all.length, to));
  const state = known(nodes, all, done);
  graph.fill(state);
  by('place').textContent = `step ${done} of ${all.length}${done && state.now ? `, ${state.now.pass}` : ''}`;
  by('equation').replaceChildren(...equation(nodes, all[done - 1]));
  if (timer && done === all.length) pause();
}

async function show(given) {
  const atEnd = done === all.length;
  await graph.show(given);
  nodes = given;
  all = steps(nodes);
  go(atEnd ? all.length : done);
  choose(Math.min(chosen || nodes.length - 1, nodes.length - 1));
  document.body.dataset.ready = nodes.length;
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
by('closer').addEventListener('click', () => graph.camera.zoom(1.3));
by('farther').addEventListener('click', () => graph.camera.zoom(1 / 1.3));
by('whole').addEventListener('click', () => graph.whole());
by('search').addEventListener('input', event => graph.search(event.target.value));
document.addEventListener('keydown', event => {
  if (event.target.closest('input, button')) return;
  if (event.key === 'ArrowRight') go(done + 1);
  if (event.key === 'ArrowLeft') go(done - 1);
});

const views = {
  'your loss': async () => show((await (await fetch('graph.json')).json()).nodes),
  'a neuron': () => neuron.load(),
};

function open(name) {
  pause();
  [done, all, chosen] = [0, [], 0];
  by('neuron').hidden = name !== 'a neuron';
  for (const button of by('views').children) button.setAttribute('aria-pressed', button.textContent === name);
  return views[name]();
}

const contents = await (await fetch('contents.json')).json();
const names = Object.keys(views).slice(contents.graph ? 0 : 1);
by('views').replaceChildren(...names.map(name => html('button', { onclick: () => open(name) }, name)));
await open(names[0]);

// the whole graph again when the window, and so the stage, has another size
new ResizeObserver(() => graph.whole()).observe(by('stage'));
