import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { LivePlatform } from './live-stage.ts'

const run = promisify(execFile)

/** Makes a namespace of a test's own and waits until pods can start in it. */
export async function freshNamespace(platform: LivePlatform, prefix: string): Promise<string> {
  const name = `${prefix}-${randomBytes(4).toString('hex')}`
  const kubectl = (...args: string[]) =>
    run(join(platform.bin, 'kubectl'), ['--kubeconfig', platform.kubeconfig, ...args])
  await kubectl('create', 'namespace', name)
  await kubectl('--namespace', name, 'wait', '--for=create', 'serviceaccount/default', '--timeout=30s')
  return name
}
