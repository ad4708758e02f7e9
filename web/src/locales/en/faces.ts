import type zh from '../zh/faces.ts';

const faces: typeof zh = {
  add: 'New',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  edit: 'Change',
  remove: 'Remove',
  more: 'Show more',
  saved: 'Saved',
  removed: 'Removed',
  none: '(none)',
  all: 'All',
  yes: 'Yes',
  no: 'No',
  actions: 'Actions',
  back: 'Back',
  typeToConfirm: 'Type “{typed}” to confirm.',
  notTyped: 'That is not the same',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'This browser copies nothing; note it by hand.',
  noted: 'I have noted it',
  wholeTown: 'Whole town',
  dropFile: 'Drop a file here, or choose one',
  choices: 'Villages and other choices',
  /** The map of the town, where it does not come: the grid stands in. */
  basemap: {
    silent: 'The map server does not answer; the grid stands in. Look at the network and at map.url.',
    refused:
      'The map server refuses the key or this address ({status}); the grid stands in. Look at map.key.',
    missing: 'The map has nothing here ({status}); the grid stands in. Look at map.url.',
    failed: 'The map server fails ({status}); the grid stands in.',
    unreadable:
      'What the map server sends is no picture and no PMTiles; the grid stands in. Look at map.url.',
    noRanges: 'The server of the PMTiles archive knows no Range requests; the grid stands in.',
    retry: 'Try the map again',
  },
};
export default faces;
