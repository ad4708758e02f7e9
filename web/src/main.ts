import { VueQueryPlugin } from '@tanstack/vue-query';
import 'element-plus/dist/index.css';
import { createApp } from 'vue';
import App from './app.vue';
import { queryClient } from './api/query-client.ts';
import { i18n } from './locales/index.ts';
import { loadAhead, router } from './router.ts';
import './style.css';

loadAhead(location.pathname);
createApp(App).use(i18n).use(router).use(VueQueryPlugin, { queryClient }).mount('#app');
