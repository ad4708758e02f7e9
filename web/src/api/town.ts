import { reactive } from 'vue';

/** What pages know of the town before anybody signs in. */
export const town = reactive({ timeZone: 'Asia/Shanghai', isDemonstration: false });
