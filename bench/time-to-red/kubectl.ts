import { spawn } from 'node:child_process'
import { program } from '../../test/platform/process/program.ts'

/** kubectl waits for so long. */
export const KUBECTL_SECONDS = 60

/** How kubectl waits for each kind. */
const WAITS: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['rollout', 'status', 'deployment/hello'],
  Job: ['wait', '--for=condition=Complete', 'job/hello'],
  Pod: ['wait', '--for=condition=Ready', 'pod/hello'],
  PersistentVolumeClaim: ['wait', '--for=jsonpath={.status.phase}=Bound', 'persistentvolumeclaim/hello'],
}

/** Applies a set by kubectl and waits for its last object: how that ended, after how many seconds, and its last words. */
export async function byKubectl(kubeconfig: string, namespace: string, objects: readonly string[]): Promise<string> {
  const kubectl = ['kubectl', '--kubeconfig', kubeconfig, '--namespace', namespace]
  await program([...kubectl, 'apply', '--server-side', '--filename=-'], objects.join('\n'))
  const { kind } = JSON.parse(objects.at(-1) ?? '{}') as { kind: string }
  const argv = [...kubectl, ...(WAITS[kind] ?? []), `--timeout=${KUBECTL_SECONDS}s`]
  const began = performance.now()
  const { code, words } = await ended(argv)
  const seconds = (performance.now() - began) / 1000
  if (code === 0) return `**green** after ${seconds.toFixed(0)} s`
  const when = seconds >= KUBECTL_SECONDS - 1 ? `> ${KUBECTL_SECONDS} s` : `${seconds.toFixed(0)} s`
  return `${when}: \`${words.replace(/^error: /, '')}\``
}

function ended([file = '', ...args]: readonly string[]): Promise<{ readonly code: number; readonly words: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let words = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        words += text
      })
    }
    child.on('error', reject)
    child.on('close', code => resolve({ code: code ?? 1, words: words.trim().split('\n').at(-1) ?? '' }))
  })
}
