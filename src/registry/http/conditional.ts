export {
  ConditionalGet,
  ConditionalWrite,
  expectedRevisions,
  isKnown,
  told,
} from '../../platform/conditional.js';
