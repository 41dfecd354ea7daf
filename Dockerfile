# Ficus in a container; docs/how-to/run-in-a-container.md says how to use it.

FROM node:26.10.0-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# A workspace: npm links it, and takes what it needs.
COPY playground/package.json ./playground/
# Optional: TypeScript alone, 30 MB, which a package would take for checking types.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM node:26.10.0-trixie-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE .env.example ./
COPY bin ./bin
COPY commands ./commands
COPY data ./data
COPY deploy ./deploy
COPY locales ./locales
COPY playground ./playground
COPY src ./src
# The only folder that is written to; uid 1000 is the image's own user "node".
RUN mkdir var && chown 1000:1000 var
USER 1000:1000
VOLUME /app/var
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "deploy/health.js"]
# Node is process 1 and stops at SIGTERM by itself; there is no shell between that would swallow the signal.
ENTRYPOINT ["node", "--max-semi-space-size=2", "bin/ficus.js"]
CMD ["start"]
