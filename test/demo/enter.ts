import { chmodSync, writeFileSync } from 'node:fs'
import type { PlatformInfo } from '../platform/platform-info.ts'
import { program } from '../platform/process/program.ts'
import type { Screen } from './screen.ts'

/** Where a kept demo is entered: a script inside its namespaces, which sets the environment and runs what it is given. */
export const ENTER_SCRIPT = '/run/commit-train/enter'

/** Keeps the platform up until the demo is ended from outside, and says how to get at it. */
export async function keep(platform: PlatformInfo, screen: Screen): Promise<never> {
  const lines = [
    '#!/usr/bin/env bash',
    `export KUBECONFIG=${quoted(platform.kubeconfig)} DOCKER_HOST=${quoted(platform.dockerHost ?? '')}`,
    `export PATH=${quoted(platform.bin)}:$PATH`,
    'if [ $# = 0 ]; then set -- bash; fi',
    'exec "$@"',
  ]
  writeFileSync(ENTER_SCRIPT, `${lines.join('\n')}\n`)
  chmodSync(ENTER_SCRIPT, 0o755)
  const service = ['--namespace', 'hello-production', 'get', 'service', 'hello-service']
  const query = ['--output', 'jsonpath={.spec.clusterIP}']
  const address = await program(['kubectl', '--kubeconfig', platform.kubeconfig, ...service, ...query])
  screen.heading('Kept', 'Everything stays up until Ctrl-C here. From another terminal:')
  screen.table(
    ['command', 'what it shows'],
    [
      ['script/demo enter', 'a shell beside the cluster'],
      ['script/demo enter kubectl get pods --all-namespaces', 'what runs'],
      [`script/demo enter curl http://${address.trim()}/`, 'the service answers'],
    ],
  )
  return new Promise<never>(() => {
    // Nothing to wait for but the end, which comes from outside; a timer keeps the process alive until then.
    setInterval(() => undefined, 2 ** 30)
  })
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
