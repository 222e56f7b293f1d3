/**
 * A second watch, in a process of its own: `node pod-watcher.ts KUBECTL KUBECONFIG NAMESPACE`. Follows the namespace's
 * pods by a kubectl watch of its own and prints a line of JSON when the watch has begun, then one for each pod that is first
 * seen unable to start, with the time it learned of it. Knows nothing of the action's code. Ends with its standard input.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** What it reports. */
export type WatchReport = { readonly watching: true } | PodTrouble

/** A container that could not start, and when the API first showed it. */
export interface PodTrouble {
  readonly watching: false
  /** Milliseconds since the epoch when the watch delivered it. */
  readonly at: number
  readonly pod: string
  readonly reason: string
  readonly message: string
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string }
  readonly terminated?: { readonly reason?: string; readonly message?: string; readonly exitCode: number }
}

interface PodEvent {
  readonly object: {
    readonly metadata: { readonly name: string }
    readonly status?: {
      readonly containerStatuses?: readonly { readonly state?: ContainerState; readonly lastState?: ContainerState }[]
    }
  }
}

/** States of a container that is merely on its way. */
const HARMLESS = new Set(['ContainerCreating', 'PodInitializing', 'Completed'])

/** Why a container in this state cannot run; undefined while it runs, has ended well or is merely on its way. */
export function troubleOf(state: ContainerState | undefined): { reason: string; message: string } | undefined {
  const { waiting, terminated } = state ?? {}
  const trouble = waiting ?? (terminated && terminated.exitCode !== 0 ? terminated : undefined)
  if (trouble?.reason === undefined || HARMLESS.has(trouble.reason)) return undefined
  return { reason: trouble.reason, message: trouble.message ?? '' }
}

function main(kubectl: string, kubeconfig: string, namespace: string): void {
  const watch = ['get', '--raw', `/api/v1/namespaces/${namespace}/pods?watch=1`]
  const child = spawn(kubectl, ['--kubeconfig', kubeconfig, ...watch], { stdio: ['ignore', 'pipe', 'inherit'] })
  child.on('exit', code => process.exit(code ?? 1))
  process.stdin.on('end', () => child.kill())
  process.stdin.resume()
  const report = (line: WatchReport): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
  const seen = new Set<string>()
  let watching = false
  createInterface({ input: child.stdout }).on('line', line => {
    const at = Date.now()
    // A watch begins with the pods that are there.
    if (!watching) report({ watching: true })
    watching = true
    const { object } = JSON.parse(line) as PodEvent
    const pod = object.metadata.name
    for (const status of object.status?.containerStatuses ?? []) {
      const trouble = troubleOf(status.state) ?? troubleOf(status.lastState)
      if (trouble === undefined || seen.has(pod)) continue
      seen.add(pod)
      report({ watching: false, at, pod, ...trouble })
    }
  })
}

if (import.meta.main) {
  const [kubectl = '', kubeconfig = '', namespace = ''] = process.argv.slice(2)
  main(kubectl, kubeconfig, namespace)
}
