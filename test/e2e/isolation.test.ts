import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { cgroupFolders } from '../platform/isolation/cgroups.ts'
import { until } from '../platform/process/until.ts'
import { livingWith } from '../unit/platform/living.ts'

const main = path.resolve(import.meta.dirname, '../platform/isolation/main.ts')

/** Goes on for ever, in a control group, with a mount, rules, a file in /run and a child that ignores polite signals. */
const BUSY = `
  set -e
  for controller in ${cgroupFolders('').join(' ')}; do
    mkdir -p $controller$COMMIT_TRAIN_CGROUP/pod
    echo $$ >$controller$COMMIT_TRAIN_CGROUP/pod/cgroup.procs 2>/dev/null || true
  done
  mount -t tmpfs $COMMIT_TRAIN_CGROUP /run/lock
  echo >/run/left-behind
  iptables -A INPUT -s 203.0.113.1 -j DROP
  (trap '' INT TERM HUP; while :; do sleep 600; done) &
  echo "started $COMMIT_TRAIN_CGROUP"
  wait`

async function started() {
  const child = spawn(process.execPath, [main, 'bash', '-c', BUSY], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', chunk => {
    said += chunk
  })
  const cgroup = await until({ what: 'the isolated command to start', seconds: 20 }, async () => {
    if (child.exitCode !== null) throw new Error(`it ended: ${said}`)
    return /^started (\S+)$/m.exec(said)?.[1]
  })
  return { child, cgroup }
}

const groupsLeft = (cgroup: string) => cgroupFolders(cgroup).filter(folder => existsSync(folder))
/** What the machine (here: the namespaces this test runs in) can see of the mount, the file and the rule. */
const seen = (cgroup: string) => [
  ...(readFileSync('/proc/self/mounts', 'utf8').includes(cgroup) ? ['mount'] : []),
  ...(existsSync('/run/left-behind') ? ['file'] : []),
  ...(execFileSync('iptables', ['-w', '-S'], { encoding: 'utf8' }).includes('203.0.113.1') ? ['rule'] : []),
]

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s ends an isolated run, and when it has ended nothing is left', async (signal, code) => {
  const { child, cgroup } = await started()
  expect(groupsLeft(cgroup)).not.toEqual([])
  expect(seen(cgroup)).toEqual([])
  child.kill(signal)
  expect(await once(child, 'exit')).toEqual([code, null])
  expect(livingWith(`COMMIT_TRAIN_CGROUP=${cgroup}`)).toEqual([])
  expect(groupsLeft(cgroup)).toEqual([])
  expect(seen(cgroup)).toEqual([])
})

test('SIGKILL leaves nothing either, a moment later', async () => {
  const { child, cgroup } = await started()
  child.kill('SIGKILL')
  await until({ what: 'everything to be gone', seconds: 10 }, async () => {
    return livingWith(`COMMIT_TRAIN_CGROUP=${cgroup}`).length === 0 && groupsLeft(cgroup).length === 0
  })
  expect(seen(cgroup)).toEqual([])
})

test('two at once have nothing in common', async () => {
  const [one, other] = await Promise.all([started(), started()])
  expect(one.cgroup).not.toBe(other.cgroup)
  one.child.kill('SIGTERM')
  await once(one.child, 'exit')
  expect(livingWith(`COMMIT_TRAIN_CGROUP=${other.cgroup}`, 'sleep')).toHaveLength(1)
  expect(groupsLeft(other.cgroup)).not.toEqual([])
  other.child.kill('SIGTERM')
  await once(other.child, 'exit')
})
