import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Where the service listens while pages are developed. */
const SERVICE = 'http://127.0.0.1:8680';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Inlined files would be data: addresses, which the content security policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'map', test: /node_modules[\\/](maplibre-gl|pmtiles)/ }],
        },
      },
    },
  },
  server: { proxy: { '/api': SERVICE, '/health': SERVICE } },
});
