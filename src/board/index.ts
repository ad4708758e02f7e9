/** What a page needs at a glance, and what it is told while it is open. Nothing opens this door but the house. */
export { BoardModule } from './board.module.js';
