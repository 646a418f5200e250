#!/bin/sh
# Makes the browser and the Chinese letters of the browser tests available; quiet where both are.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium"
fc-list :lang=zh-cn 2>/dev/null | grep -q . || missing="$missing fontconfig fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
	echo "browser tests: please install:$missing" >&2
	exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
	as_root="sudo -n"
	$as_root true 2>/dev/null || { echo "browser tests: please install:$missing" >&2; exit 0; }
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086 # two words are two packages
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
