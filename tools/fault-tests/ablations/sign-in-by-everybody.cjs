// Ablation: whoever finds no token fetches one, beside all others who do the same.
const { replaceExport } = require('./replace.cjs');

replaceExport('packages/runtime-adapters/dist/http/token-cache.js', 'createTokenCache', () => () => {
  const tokens = new Map();
  return {
    async get(key, fetchToken) {
      const known = tokens.get(key);
      if (known !== undefined) return known;
      const { token } = await fetchToken();
      tokens.set(key, token);
      return token;
    },
    refuse: (key, token) => tokens.get(key) === token && tokens.delete(key),
    forget: (key) => tokens.delete(key),
  };
});
