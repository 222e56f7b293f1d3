#!/bin/sh
# install-debian.sh PACKAGE...: installs packages that apt-get has fetched, with their daemons held back.
# It ignores every polite signal and is started in a session of its own: a dpkg that is stopped half-way leaves a machine
# that cannot install anything. A policy that is already in place is put aside and back.
set -u
trap '' INT TERM HUP
exec 9<"$0" && flock 9
policy=${POLICY_FILE:-/usr/sbin/policy-rc.d}
saved=$policy.commit-train
words='commit-train: no daemon is started while packages are installed'

restore() {
  if [ -e "$policy" ] && grep -qF "$words" "$policy"; then rm -f "$policy"; fi
  if [ -e "$saved" ]; then mv -f "$saved" "$policy"; fi
}
restore # of one that was killed
trap restore EXIT
if [ -e "$policy" ]; then mv "$policy" "$saved"; fi
printf '#!/bin/sh\n# %s\nexit 101\n' "$words" >"$policy.new"
chmod 755 "$policy.new"
mv "$policy.new" "$policy"

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
if [ -n "$(dpkg --audit)" ]; then dpkg --configure -a --force-confdef --force-confold; fi
apt-get -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
  install -y --no-install-recommends "$@"
