/** Much to load: asked for at once, beside what is drawn upon it. */
export const loadTownMap = () => import('../../map/town-map.vue');
