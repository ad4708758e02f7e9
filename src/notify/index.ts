/** How people are told: channels, digests, and deliveries that a crash cannot lose. */
export { resealChannels } from './app/reseal-channels.js';
export { type ChannelKind, CHANNEL_KINDS } from './domain/channel.js';
export type { Notice, NoticeKind, NoticeLevel, Words } from './domain/notice.js';
export { DeliveryAttempted } from './events.js';
export { Notices, type NotifyNumbers } from './notify.facade.js';
export { NotifyModule } from './notify.module.js';
export { notifySchema } from './notify.schema.js';
