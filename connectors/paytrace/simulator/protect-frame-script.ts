/** Runs inside the frame, the only place that ever holds a card number. It posts to its own origin alone. */
export const frameScript = `(() => {
  const clientKey = decodeURIComponent(location.hash.slice(1));
  const field = (id) => document.getElementById(id);
  const [number, expiry, csc] = ['number', 'expiry', 'csc'].map(field);
  const digits = (text) => text.replace(/\\D/g, '');

  number.addEventListener('input', () => {
    number.value = digits(number.value).slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
  });
  expiry.addEventListener('input', () => {
    const typed = digits(expiry.value).slice(0, 4);
    expiry.value = typed.length > 2 ? typed.slice(0, 2) + ' / ' + typed.slice(2) : typed;
  });
  csc.addEventListener('input', () => {
    csc.value = digits(csc.value).slice(0, 4);
  });

  for (const button of document.querySelectorAll('button[data-number]')) {
    button.addEventListener('click', () => {
      number.value = button.dataset.number.replace(/(.{4})(?=.)/g, '$1 ');
      expiry.value = '12 / 30';
      csc.value = button.dataset.csc;
      show([]);
    });
  }

  const passesLuhn = (text) => [...text].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0) % 10 === 0;

  const check = () => {
    const errors = [];
    const card = digits(number.value);
    const month = Number(expiry.value.slice(0, 2));
    if (card.length < 15 || !passesLuhn(card)) errors.push({ responseCode: '35', description: 'Please provide a valid Credit Card Number.' });
    if (!(month >= 1 && month <= 12) || digits(expiry.value).length !== 4) errors.push({ responseCode: '43', description: 'Please provide a valid Expiration Month.' });
    if (csc.value.length < 3) errors.push({ responseCode: '148', description: 'Please provide a valid CSC.' });
    return errors;
  };

  const inputOf = { 35: number, 43: expiry, 148: csc };
  const show = (errors) => {
    for (const input of [number, expiry, csc]) input.removeAttribute('aria-invalid');
    for (const error of errors) inputOf[error.responseCode]?.setAttribute('aria-invalid', 'true');
    field('problem').textContent = errors.map((error) => error.description).join(' ');
    tellHeight();
  };

  const process = async () => {
    const errors = check();
    if (errors.length > 0) return { errors };
    const body = new URLSearchParams({ client_key: clientKey, number: digits(number.value), expiry: expiry.value, csc: csc.value });
    const response = await fetch('/protect/token', { method: 'POST', body });
    const answer = await response.json();
    if (!response.ok) return { errors: answer.errors };
    number.value = expiry.value = csc.value = '';
    return { errors: [], message: answer };
  };

  const tellHeight = () => parent.postMessage({ kind: 'height', height: document.documentElement.scrollHeight }, '*');
  addEventListener('load', tellHeight);
  addEventListener('resize', tellHeight);

  addEventListener('message', async (event) => {
    if (event.source !== parent) return;
    const { id, kind } = event.data;
    const answer = kind === 'process' ? await process() : { errors: check() };
    show(answer.errors);
    // Only one-time tokens and error texts leave the frame.
    parent.postMessage({ id, ...answer }, event.origin);
  });
})();
`;
