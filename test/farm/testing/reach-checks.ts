/* oxlint-disable vitest/no-standalone-expect -- faults.spec.ts runs these, each within a test of its own */
import { connect, type Socket } from 'node:net';
import type { VirtualCamera } from '../camera.js';
import type { FaultCheck } from './fault-check.js';

const SHORT_WHILE_MS = 300;

type Met = 'refused' | 'connected and closed' | 'connected and silent' | 'no answer';

/** What a caller meets who says something and waits for a moment. */
export async function meet(host: string, port: number): Promise<Met> {
  const socket = connect(port, host);
  socket.on('error', () => {});
  try {
    const met = await Promise.race([outcome(socket), later(SHORT_WHILE_MS)]);
    if (met !== 'later') return met;
    return socket.connecting ? 'no answer' : 'connected and silent';
  } finally {
    socket.destroy();
  }
}

function outcome(socket: Socket): Promise<Met> {
  return new Promise((resolve) => {
    let isConnected = false;
    socket.once('connect', () => {
      isConnected = true;
      socket.write('GET / HTTP/1.1\r\nHost: camera\r\n\r\n');
    });
    socket.once('close', () => resolve(isConnected ? 'connected and closed' : 'refused'));
  });
}

function later(ms: number): Promise<'later'> {
  return new Promise((resolve) => setTimeout(() => resolve('later'), ms));
}

function both(met: Met): FaultCheck {
  return {
    see: async ({ host, onvifPort, rtspPort }: VirtualCamera) => {
      expect([await meet(host, onvifPort), await meet(host, rtspPort)]).toEqual([met, met]);
    },
  };
}

export const REACH_CHECKS = {
  refuse: both('refused'),
  unreachable: both('no answer'),
  'accept-silent': both('connected and silent'),
  'accept-close': both('connected and closed'),
} as const satisfies Record<string, FaultCheck>;
