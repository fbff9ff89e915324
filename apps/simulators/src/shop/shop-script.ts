/** What runs in the customer's browser: the cart, the gateway's card frame, and the state of a placed order. */
export const shopScript = `(() => {
  const byId = (id) => document.getElementById(id);
  const own = document.currentScript;
  const cents = (text) => Math.round(Number(text) * 100);
  const amount = (sum) => (sum / 100).toFixed(2).replace(/\\B(?=(\\d{3})+\\.)/g, ',');
  const delivery = byId('delivery');

  if (delivery) followDelivery();
  if (byId('cart')) openShop();

  async function followDelivery() {
    const { order } = delivery.dataset;
    for (;;) {
      const state = await fetch('/orders/' + order + '/state').then((answer) => answer.json(), () => ({}));
      if (state.state === 'delivered') return (delivery.textContent = 'Penstock has taken the order.');
      if (state.lastAnswer) delivery.textContent = 'Penstock has not taken the order yet (try ' + state.attempts + ': ' + state.lastAnswer + '). The shop keeps it and tries again.';
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  function openShop() {
    const cart = new Map();
    let cardIsReady = false;
    let isPaying = false;
    const say = (text) => (byId('message').textContent = text);

    const stepper = (line) => {
      const box = document.createElement('span');
      box.className = 'stepper';
      const button = (sign, words, change) => {
        const made = document.createElement('button');
        made.type = 'button';
        made.textContent = sign;
        made.setAttribute('aria-label', words + ' ' + line.name);
        made.addEventListener('click', () => put(line, change, words));
        return made;
      };
      const count = document.createElement('span');
      count.className = 'count';
      count.textContent = line.quantity;
      box.append(button('−', 'One less', -1), count, button('+', 'One more', 1));
      return box;
    };
    const cartLine = (line) => {
      const item = document.createElement('li');
      const name = document.createElement('span');
      name.textContent = line.name;
      const sum = document.createElement('span');
      sum.className = 'sum';
      sum.textContent = amount(cents(line.price) * line.quantity);
      item.append(name, stepper(line), sum);
      return item;
    };
    const draw = () => {
      byId('cart').replaceChildren(...[...cart.values()].map(cartLine));
      byId('empty').hidden = cart.size > 0;
      byId('total').textContent = 'USD ' + amount([...cart.values()].reduce((sum, line) => sum + cents(line.price) * line.quantity, 0));
      byId('place').disabled = cart.size === 0 || !cardIsReady || isPaying;
    };
    const put = (line, change, words) => {
      const quantity = Math.min(999, (cart.get(line.sku)?.quantity ?? 0) + change);
      if (quantity < 1) cart.delete(line.sku);
      else cart.set(line.sku, { ...line, quantity });
      draw();
      // The lines are drawn anew: the keyboard stays where it was.
      if (words) document.querySelector('[aria-label="' + CSS.escape(words + ' ' + line.name) + '"]')?.focus();
    };
    document.addEventListener('click', (event) => {
      const button = event.target.closest('button[data-sku]');
      if (button) put({ sku: button.dataset.sku, price: button.dataset.price, name: button.dataset.name }, 1);
    });

    const loadScript = (source) => new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = source;
      script.addEventListener('load', resolve);
      script.addEventListener('error', reject);
      document.head.append(script);
    });
    const showCardFields = async () => {
      try {
        const answer = await fetch('/client-key');
        if (!answer.ok) throw new Error('no client key');
        const { clientKey } = await answer.json();
        if (!window.PTPayment) await loadScript(own.dataset.gateway + '/js/protect.min.js');
        await PTPayment.setup({ authorization: { clientKey } });
        cardIsReady = true;
        say('');
      } catch {
        say('PayTrace does not answer, so no card can be entered now. The shop tries again.');
        setTimeout(showCardFields, 2000);
      }
      draw();
    };

    const order = async () => {
      const { message } = await PTPayment.process();
      const lines = [...cart.values()].map(({ sku, quantity }) => ({ sku, quantity }));
      const body = JSON.stringify({ customerId: byId('customer').value, lines, hpf_token: message.hpf_token, enc_key: message.enc_key });
      const answer = await fetch('/orders', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      if (!answer.ok) throw new Error('The shop could not take the order. Nothing was charged; try again.');
      location.href = '/orders/' + encodeURIComponent((await answer.json()).orderId);
    };
    byId('place').addEventListener('click', async () => {
      isPaying = true;
      draw();
      say('');
      try {
        await order();
      } catch (error) {
        const problems = Array.isArray(error?.reason) ? error.reason : [];
        say(problems.map((problem) => problem.description).join(' ') || error?.message || 'The card could not be read. Nothing was charged; try again.');
        isPaying = false;
        draw();
      }
    });
    draw();
    showCardFields();
  }
})();
`;
