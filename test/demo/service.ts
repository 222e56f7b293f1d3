import { join } from 'node:path'
import { until } from '../platform/process/until.ts'
import { command } from './command.ts'
import type { DemoContext } from './context.ts'

const NAME = 'hello-service'

/** The service's address inside the cluster: its ClusterIP, which kube-proxy leads to the pods that are ready. */
export async function serviceUrl(context: DemoContext): Promise<string> {
  return `http://${await look(context, 'service', '{.spec.clusterIP}')}/`
}

/** The image the live Deployment names. */
export function liveImage(context: DemoContext): Promise<string> {
  return look(context, 'deployment', '{.spec.template.spec.containers[0].image}')
}

/** The digest that the registry holds for a tag of `repository`, such as `127.0.0.1:5000/acme/hello`. */
export async function registryDigest(repository: string, tag: string): Promise<string> {
  const response = await fetch(manifestUrl(repository, tag), {
    method: 'HEAD',
    headers: {
      accept: 'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json',
    },
  })
  return response.headers.get('docker-content-digest') ?? `no digest: ${response.status}`
}

/** Takes an image away from the registry, as a clean-up does. */
export async function deleteImage(repository: string, digest: string): Promise<void> {
  const { status } = await fetch(manifestUrl(repository, digest), { method: 'DELETE' })
  if (status !== 202) throw new Error(`the registry does not delete ${digest}: ${status}`)
}

function manifestUrl(repository: string, reference: string): string {
  const [host = '', ...path] = repository.split('/')
  return `http://${host}/v2/${path.join('/')}/manifests/${reference}`
}

/** One request to the service: status and body, or what went wrong. */
export async function ask(url: string, token?: string): Promise<{ status: number; body: string }> {
  try {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(2000) })
    return { status: response.status, body: (await response.text()).trim() }
  } catch (thrown) {
    return { status: 0, body: thrown instanceof Error ? String(thrown.cause ?? thrown.message) : String(thrown) }
  }
}

/** The commit that the service says it runs, or what it said instead. */
export async function liveCommit(url: string): Promise<string> {
  const { body } = await ask(url)
  return /"commit":"([0-9a-f]+)"/.exec(body)?.[1] ?? body
}

/** Resolves with true when the pods of former versions are gone; throws, with the last error of kubectl, where they stay. */
export function formerPodsGone(context: DemoContext, seconds: number): Promise<boolean> {
  const leaving = () => kubectl(context, 'get', 'pods', '--output', 'jsonpath={.items[*].metadata.deletionTimestamp}')
  return until({ what: 'the pods of former versions to go', seconds }, async () => (await leaving()).trim() === '')
}

function look(context: DemoContext, kind: string, path: string): Promise<string> {
  return kubectl(context, 'get', kind, NAME, '--output', `jsonpath=${path}`)
}

function kubectl(context: DemoContext, ...args: string[]): Promise<string> {
  return command(join(context.places.bin, 'kubectl'), [
    '--kubeconfig',
    context.admin,
    '--namespace',
    context.namespace,
    ...args,
  ])
}
