// What the charts show, as values: curves from runs.

import { number } from './trainingRuns.js';

const MOST = 900; // points of a curve

/** Fewer points that look the same: of each stretch the least and the largest stay. */
export function thin(points, most = MOST) {
  if (points.length <= most) return points;
  const stretch = Math.ceil(points.length * 2 / most);
  const thinned = [];
  for (let at = 0; at < points.length; at += stretch) {
    const part = points.slice(at, at + stretch);
    const filled = part.filter(([, y]) => y !== null);
    if (filled.length < part.length) thinned.push(part.find(([, y]) => y === null));
    if (!filled.length) continue;
    const low = filled.reduce((a, b) => b[1] < a[1] ? b : a);
    const high = filled.reduce((a, b) => b[1] > a[1] ? b : a);
    thinned.push(...low[0] < high[0] ? [low, high] : low === high ? [low] : [high, low]);
  }
  return thinned.sort(([a], [b]) => a - b);
}

/** A running mean in which the past weighs so much, without the pull of its beginning. */
export function smooth(points, past) {
  let mean = 0;
  let weight = 0;
  return points.map(([x, y]) => {
    if (y === null) return [x, null];
    mean = past * mean + (1 - past) * y;
    weight = past * weight + 1 - past;
    return [x, mean / weight];
  });
}

/** Where a step stands on the axis across. */
const across = (run, by) => by === 'epoch' ? step => step / run.begin.batches : step => step;

const points = (run, by, entries, value) => {
  const x = across(run, by);
  return entries.map(entry => [x(entry.step), number(value(entry))]);
};

/** The charts of some runs. @param how by: step or epoch; past: weight of the past in the loss; log: whether losses are; layer: chosen */
export function charts(runs, how) {
  const ready = runs.filter(run => run.shown && run.begin);
  const learning = [loss(ready, how)];
  if (ready.some(run => run.begin.classifies)) learning.push(accuracy(ready, how));
  learning.push(rate(ready, how));
  return [...learning, ...byLayer(ready, how), dead(ready, how)].filter(chart => chart.curves.length);
}

const named = (runs, run, text) => runs.length > 1 ? `${run.name}, ${text}` : text;

function loss(runs, { by, past, log }) {
  const curves = runs.flatMap(run => {
    const raw = points(run, by, run.batches, batch => batch.loss);
    return [
      { label: '', color: run.place, style: 'faint', points: thin(raw) },
      { label: named(runs, run, 'training'), color: run.place, style: 'line', points: thin(smooth(raw, past)) },
      { label: named(runs, run, 'validation'), color: runs.length > 1 ? run.place : 1, style: 'marks',
        points: points(run, by, run.epochs, epoch => epoch.validation.loss) },
    ];
  });
  return { id: 'loss', title: 'Loss', log, curves: curves.filter(curve => curve.points.length) };
}

function accuracy(runs, { by }) {
  const curves = runs.filter(run => run.begin.classifies && run.epochs.length).flatMap(run => ['training', 'validation'].map((part, at) => ({
    label: named(runs, run, part), color: runs.length > 1 ? run.place : at, style: at ? 'marks' : 'dots',
    points: points(run, by, run.epochs, epoch => epoch[part].accuracy),
  })));
  return { id: 'accuracy', title: 'Accuracy', percent: true, curves };
}

function rate(runs, { by }) {
  const curves = runs.filter(run => run.batches.length).map(run => ({
    label: named(runs, run, 'learning rate'), color: run.place, style: 'line', points: thin(points(run, by, run.batches, batch => batch.rate)),
  }));
  return { id: 'rate', title: 'Learning rate', fromZero: 1e-12, curves };
}

const OF_LAYERS = [
  { id: 'gradient', title: 'Gradient norm', log: true, note: '‖∂loss/∂w‖ of each layer' },
  { id: 'weight', title: 'Weight norm', note: '‖w‖ of each layer' },
  { id: 'ratio', title: 'Update to weight', log: true, note: '‖Δw‖ / ‖w‖ of a step; about 0.001 is usual' },
];

/** One run: a curve for each layer. Several: one for each run, of the layer that is chosen. */
function byLayer(runs, { by, layer }) {
  return OF_LAYERS.map(chart => ({
    ...chart,
    note: runs.length > 1 ? `${chart.note.replace('each layer', layer)}` : chart.note,
    curves: runs.filter(run => run.probes.length).flatMap(run => run.layers
      .map((name, at) => ({
        label: runs.length > 1 ? run.name : name, color: runs.length > 1 ? run.place : at, style: 'line', name,
        points: thin(points(run, by, run.probes, probe => probe.layers[at]?.[chart.id])),
      }))
      .filter(curve => runs.length === 1 || curve.name === layer)),
  }));
}

function dead(runs, { by }) {
  const curves = runs.flatMap(run => run.units.map((units, at) => ({
    label: named(runs, run, `after ${units.after}`), color: runs.length > 1 ? run.place : at, dash: at, style: 'line',
    points: thin(points(run, by, run.probes, probe => probe.units[at] && probe.units[at].dead / probe.units[at].count)),
  })));
  return { id: 'dead', title: 'Dead ReLU units', percent: true, fromZero: 0.05, curves,
    note: `0 for all ${runs[0]?.units[0]?.examples ?? ''} examples that are looked at` };
}
