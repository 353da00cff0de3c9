// The page of trainings that are under way: told by the server as they go on, and again where a connection was lost.

import { by } from './dom.js';
import { Run } from './trainingRuns.js';
import { Views } from './trainingViews.js';

const PAUSE = 250; // milliseconds between two drawings

const views = new Views(by('training'));
let runs = [];
let pending = false;

function draw() {
  if (pending) return;
  pending = true;
  setTimeout(() => requestAnimationFrame(() => {
    pending = false;
    views.show(runs);
    document.title = `${runs.map(run => `${run.name}: ${run.status}`).join(', ')} · Chainrule lens`;
    document.body.dataset.steps = runs.reduce((sum, run) => sum + run.step, 0);
  }), PAUSE);
}

function hear({ data }) {
  const told = JSON.parse(data);
  if (told.runs) {
    // after a lost connection the same runs go on
    if (`${told.runs}` !== `${runs.map(run => run.name)}`) runs = told.runs.map((name, place) => new Run(name, place));
  } else {
    runs[told.run].take(told);
  }
  draw();
}

const source = new EventSource('runs');
source.onmessage = hear;
source.onopen = () => say('live', 'connected');
source.onerror = () => say('lost', source.readyState === EventSource.CLOSED
  ? 'not connected: the training has ended, or this address is an old one'
  : 'connection lost; trying again');

function say(name, text) {
  by('connection').className = name;
  by('connection').textContent = text;
}
