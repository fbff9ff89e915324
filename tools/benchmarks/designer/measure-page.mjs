// What is measured of a page with a canvas: time to open, frames while it is panned and zoomed, a keystroke.
/* global window, document, requestAnimationFrame -- parts of this file run in the page */
import { gzipSync } from 'node:zlib';

const NODE = '.react-flow__node';
const PAN_MS = 3000;
const STEPS = 60;

/** Milliseconds from the start of the navigation until the cards have been painted. */
export async function openTime(page, url) {
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector(NODE);
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))),
  );
}

/** Drags the canvas to and fro and turns the wheel; frames by Chrome's own trace, and the longest task meanwhile. */
export async function panAndZoom(page) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { categories: 'devtools.timeline,disabled-by-default-devtools.timeline.frame,toplevel', transferMode: 'ReportEvents' });
  const frames = await countFrames(page, () => gestures(page));
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  const drawn = events.filter(({ name }) => name === 'DrawFrame').length;
  const tasks = events.filter(({ name, dur }) => name === 'RunTask' && dur > 50_000).length;
  return { fps: frames.fps, drawn: drawn / (frames.ms / 1000), longTasks: tasks };
}

async function countFrames(page, work) {
  await page.evaluate(() => {
    window.benchFrames = { count: 0, since: performance.now(), runs: true };
    const tick = () => {
      window.benchFrames.count += 1;
      if (window.benchFrames.runs) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await work();
  const { count, ms } = await page.evaluate(() => {
    window.benchFrames.runs = false;
    return { count: window.benchFrames.count, ms: performance.now() - window.benchFrames.since };
  });
  return { fps: count / (ms / 1000), ms };
}

async function gestures(page) {
  const box = await page.locator('.react-flow__pane').boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + 40 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  for (let step = 0; step < STEPS; step += 1) {
    const turn = (step / STEPS) * Math.PI * 4;
    await page.mouse.move(middle.x + Math.sin(turn) * 260, middle.y + 40 + Math.sin(turn / 2) * 120);
    await page.waitForTimeout(PAN_MS / STEPS / 2);
  }
  await page.mouse.up();
  for (let step = 0; step < STEPS; step += 1) {
    await page.mouse.wheel(0, step % 20 < 10 ? -60 : 60);
    await page.waitForTimeout(PAN_MS / STEPS / 2);
  }
}

/** Milliseconds from each key press in a field until the next picture, sorted. */
export async function keystrokes(page, field, text) {
  await field.click();
  await page.evaluate(() => {
    window.benchKeys = [];
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => window.benchKeys.push(performance.now() - timeStamp))),
      true,
    );
  });
  await page.keyboard.type(text, { delay: 120 });
  await page.waitForTimeout(300);
  return (await page.evaluate(() => window.benchKeys)).sort((a, b) => a - b);
}

/** Compressed size of every script and style that a page loads. */
export function watchLoads(page) {
  const sizes = [];
  page.on('response', (response) => {
    if (!/\.(js|css)(\?|$)/.test(response.url())) return;
    sizes.push(response.body().then((body) => gzipSync(body).length, () => 0));
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
