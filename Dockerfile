# Read NOTICE before you hand an image on: the FFmpeg libraries inside node-av are GPLv3.

FROM node:20-bookworm-slim AS build
# better-sqlite3 is compiled, with the headers that this image has beside Node.
RUN apt-get update \
 && apt-get install -y --no-install-recommends g++ make python3 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc .prebuild-installrc ./
COPY scripts ./scripts
# Apart from the build, so that a change of the sources doesn't install everything again.
RUN node -e "import('./scripts/set-up.mjs').then((setUp) => setUp.installWhatIsMissing())"
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY web ./web
# The pages are built against the API of the service, which is started for it.
COPY config ./config
RUN node scripts/build.mjs \
 && SKIP_FFMPEG=true npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    SHOUWANG_HTTP_HOST=0.0.0.0 \
    SHOUWANG_DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY config ./config
COPY package.json LICENSE NOTICE ./
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 8680
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.SHOUWANG_HTTP_PORT ?? 8680) + '/health/ready').then(({ status }) => process.exit(status === 200 ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
