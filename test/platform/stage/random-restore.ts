import { isDeepStrictEqual } from 'node:util'
import type { KubeObject } from '../../../src/kubernetes/api/objects.ts'
import { RANDOM_KINDS, randomReleases } from '../objects/random-release.ts'
import { CallingClient } from './calling-client.ts'
import type { LiveStage } from './live-stage.ts'

/** What came of one random release that failed and was restored. */
export interface RandomRestore {
  readonly difference: string
  /** How many objects the good release had. */
  readonly objects: number
  /** Objects that are not what they were before, with what differs. */
  readonly unequal: readonly string[]
  readonly requests: number
  readonly failedRequests: readonly string[]
  /** The last status of the failed deployment. */
  readonly ending: string
}

const POLICY = `services: [hello]
prune: { max-count: 100, max-share: 100 }
environments:
  staging:
`

/**
 * Deploys a random release, then another one that fails, and compares all objects with what they were before, while a client
 * calls through the Service all the time.
 */
export async function randomRestore(it: LiveStage, seed: number): Promise<RandomRestore> {
  const { good, failing, difference } = randomReleases(seed)
  const deploy = async (templates: string) => {
    const files = { '.github/commit-train.yml': POLICY, 'deploy/templates/deployment.yaml': templates }
    return it.deploy(await it.commit(files), { inputs: { timeout: '120s' } })
  }
  const first = await deploy(good)
  if (first.run.outputs.outcome !== 'success') throw new Error(`seed ${seed}: ${first.run.raw}`)
  const before = await objectsOf(it)
  const client = await CallingClient.start(it, 'web')
  const { asked } = await deploy(failing)
  const calls = await client.stop()
  const ending = (await it.stage.statuses(asked)).at(-1)
  return {
    ...{ difference, objects: before.size, unequal: differing(before, await objectsOf(it)) },
    ...{ requests: calls.requests, failedRequests: calls.failed },
    ending: `${ending?.state}: ${ending?.description}`,
  }
}

/** What the API server and controllers write at each change; the uid says that it is the same object. */
const NOT_COMPARED = ['managedFields', 'resourceVersion', 'generation'] as const

async function objectsOf(it: LiveStage): Promise<ReadonlyMap<string, object>> {
  const text = await it.kubectl('get', RANDOM_KINDS.join(','), '-l', 'commit-train.dev/service=hello', '-o', 'json')
  const { items } = JSON.parse(text) as { readonly items: readonly (KubeObject & { readonly status?: object })[] }
  return new Map(
    items.map(({ status: _, ...object }) => {
      const { 'deployment.kubernetes.io/revision': __, ...annotations } = object.metadata.annotations ?? {}
      const fields = Object.entries(object.metadata).filter(([name]) => !NOT_COMPARED.some(one => one === name))
      const metadata = { ...Object.fromEntries(fields), annotations }
      return [`${object.kind}/${object.metadata.name}`, { ...object, metadata }]
    }),
  )
}

function differing(before: ReadonlyMap<string, object>, after: ReadonlyMap<string, object>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(name => {
    const [was, is] = [before.get(name), after.get(name)]
    return isDeepStrictEqual(was, is) ? [] : [`${name}: ${JSON.stringify(was)} is now ${JSON.stringify(is)}`]
  })
}
