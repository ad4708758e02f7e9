#!/usr/bin/env python3
"""Serves photographs as live streams over RTSP, as a camera would: /h264 and /h265, one photograph after another.

usage: photograph-server.py FOLDER   (FOLDER holds 0.jpg, 1.jpg, …; user name and password are the first two lines of
standard input). Prints `READY port` and ends when standard input closes. Listens on 127.0.0.1 alone.
"""
import sys
import threading

import gi

gi.require_version('Gst', '1.0')
gi.require_version('GstRtsp', '1.0')
gi.require_version('GstRtspServer', '1.0')
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

SOURCE = 'multifilesrc location="{folder}/%d.jpg" start-index=0 stop-index={last} loop=true caps="image/jpeg,framerate=4/1" ! jpegdec ! videoconvert ! video/x-raw,format=I420 '
CODECS = {
    '/h264': '! x264enc tune=zerolatency key-int-max=2 bitrate=4000 speed-preset=veryfast ! rtph264pay name=pay0 pt=96',
    '/h265': '! x265enc tune=zerolatency key-int-max=2 bitrate=4000 speed-preset=ultrafast ! rtph265pay name=pay0 pt=96',
}


def main(folder, count):
    username, password = sys.stdin.readline().strip(), sys.stdin.readline().strip()
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address('127.0.0.1')
    server.set_service('0')
    server.set_auth(authentication(username, password))
    for path, encoder in CODECS.items():
        server.get_mount_points().add_factory(path, factory(SOURCE.format(folder=folder, last=count - 1) + encoder))
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


def factory(pipeline):
    made = GstRtspServer.RTSPMediaFactory()
    made.set_launch(f'( {pipeline} )')
    made.set_shared(True)
    permissions = GstRtspServer.RTSPPermissions()
    for what in ('media.factory.access', 'media.factory.construct'):
        permissions.add_permission_for_role('viewer', what, True)
    made.set_permissions(permissions)
    return made


if __name__ == '__main__':
    import os

    main(sys.argv[1], len(os.listdir(sys.argv[1])))
