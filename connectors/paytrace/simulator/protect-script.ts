/**
 * Runs in the merchant's page. It never sees a card: it shows the frame and passes messages to and from its origin,
 * with the names and answers of the real library (`setup`, `validate`, `process`, `style`, `theme`, `getControl`).
 */
export const protectScript = `(() => {
  const origin = new URL(document.currentScript.src).origin;
  const waiting = new Map();
  let frame;
  let nextId = 1;

  addEventListener('message', (event) => {
    if (event.origin !== origin || !frame || event.source !== frame.contentWindow) return;
    if (event.data.kind === 'height') frame.style.height = event.data.height + 'px';
    const answer = waiting.get(event.data.id);
    if (!answer) return;
    waiting.delete(event.data.id);
    answer(event.data);
  });

  const ask = (kind) => new Promise((resolve) => {
    const id = nextId++;
    waiting.set(id, resolve);
    frame.contentWindow.postMessage({ kind, id }, origin);
  });

  const PTPayment = {
    setup(options) {
      const place = document.getElementById('pt_hpf_form');
      const key = options && options.authorization && options.authorization.clientKey;
      if (!place) return Promise.reject({ reason: 'pt_hpf_form not found' });
      if (!key) return Promise.reject({ reason: 'client key missing' });
      frame = document.createElement('iframe');
      frame.title = 'Card details';
      frame.style.cssText = 'border:0;width:100%;height:270px;display:block;color-scheme:normal';
      frame.src = origin + '/protect/frame#' + encodeURIComponent(key);
      place.replaceChildren(frame);
      return new Promise((resolve) => frame.addEventListener('load', () => resolve(PTPayment), { once: true }));
    },
    validate(callback) {
      ask('validate').then((answer) => callback(answer.errors));
    },
    process() {
      return ask('process').then((answer) => {
        if (answer.errors.length > 0) throw { success: false, reason: answer.errors };
        return { success: true, message: answer.message };
      });
    },
    style() {},
    theme() {},
    getControl(name) {
      return { name };
    },
  };
  window.PTPayment = PTPayment;
})();
`;
