#!/usr/bin/env bash
# inside.sh KEEP COMMAND...: process 1 of new network, mount, process, ipc and uts namespaces.
# Makes them fit to live in, runs the command, and copies the logs of a failed one to the folder KEEP: everything else
# is in file systems that go with the namespaces. As process 1 it also takes in orphans, which bash reaps.
set -euo pipefail
keep=$1
shift

# shadow FOLDER NAME...: from here on FOLDER has what it had before, but what is made in it, and the folders of those
# names, are not the machine's: programs of the platform write to fixed places there, whatever their settings are.
# Mount points must exist, and a folder that is made for it would stay behind; so the parent is mounted anew.
shadow() {
  local folder=$1 stage=/run/commit-train/stage entry name
  shift
  mkdir -p "$stage"
  mount -t tmpfs -o mode=755 tmpfs "$stage"
  for entry in "$folder"/* "$folder"/.[!.]*; do
    name=${entry##*/}
    if [[ " $* " == *" $name "* ]]; then
      mkdir "$stage/$name"
    elif [ -L "$entry" ]; then
      cp -P "$entry" "$stage/$name"
    elif [ -d "$entry" ]; then
      mkdir "$stage/$name" && mount --rbind "$entry" "$stage/$name"
    elif [ -f "$entry" ]; then
      : >"$stage/$name" && mount --bind "$entry" "$stage/$name"
    fi
  done
  mount --move "$stage" "$folder"
}

# Sockets, locks and state have their usual places here; the machine's own engines are out of sight.
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lock /run/commit-train/{logs,tmp}
chmod 1777 /run/lock /run/commit-train/tmp
shadow /var/lib cni kubelet
shadow /var/log containers pods
# Mounts of containers must reach both the kubelet and the runtime; the machine sees none of them.
mount --make-rshared /
ip link set lo up
code=0
"$@" || code=$?
if [ "$code" != 0 ] && [ -n "$(ls /run/commit-train/logs)" ]; then
  mkdir -p "$keep" && cp -r /run/commit-train/logs/. "$keep"
fi
exit "$code"
