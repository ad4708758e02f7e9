#!/usr/bin/env python3
"""Serves moving test pictures over RTSP: /h264, /h265 and /jpeg over TCP and UDP, /udp/h264 … over UDP alone.

usage: test-streams.py   (user name and password are the first two lines of standard input; empty ones mean no login).
Prints `READY port` and ends when standard input closes. Listens on 127.0.0.1 alone.
"""
import sys
import threading

import gi

gi.require_version('Gst', '1.0')
gi.require_version('GstRtsp', '1.0')
gi.require_version('GstRtspServer', '1.0')
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

SOURCE = 'videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width=640,height=360,framerate=25/1 ! '
CODECS = {
    'h264': 'x264enc tune=zerolatency key-int-max=10 bitrate=2000 speed-preset=ultrafast ! rtph264pay name=pay0 pt=96',
    'h265': 'x265enc tune=zerolatency key-int-max=10 bitrate=2000 speed-preset=ultrafast ! rtph265pay name=pay0 pt=96',
    'jpeg': 'jpegenc quality=80 ! rtpjpegpay name=pay0 pt=26',
}


def main():
    username, password = sys.stdin.readline().rstrip('\n'), sys.stdin.readline().rstrip('\n')
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address('127.0.0.1')
    server.set_service('0')
    if username:
        server.set_auth(authentication(username, password))
    for codec, encoder in CODECS.items():
        mounts = server.get_mount_points()
        mounts.add_factory(f'/{codec}', factory(encoder, bool(username)))
        udp = factory(encoder, bool(username))
        udp.set_protocols(GstRtsp.RTSPLowerTrans.UDP)
        mounts.add_factory(f'/udp/{codec}', udp)
    server.attach(None)
    print('READY', server.get_bound_port(), flush=True)
    loop = GLib.MainLoop()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.quit()), daemon=True).start()
    loop.run()


def authentication(username, password):
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string('media.factory.role', 'viewer')
    auth.add_digest(username, password, token)
    return auth


def factory(encoder, needs_login):
    made = GstRtspServer.RTSPMediaFactory()
    made.set_launch(f'( {SOURCE}{encoder} )')
    made.set_shared(True)
    if needs_login:
        permissions = GstRtspServer.RTSPPermissions()
        for what in ('media.factory.access', 'media.factory.construct'):
            permissions.add_permission_for_role('viewer', what, True)
        made.set_permissions(permissions)
    return made


if __name__ == '__main__':
    main()
